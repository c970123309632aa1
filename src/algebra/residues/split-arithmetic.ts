/**
 * Residues modulo 2 <= m <= 2^32 as numbers: single products are taken modulo 2^32, long sums are kept in words and doubles
 * (`short-sums.ts`, m < 2^31), or split (`split.ts`).
 */
import { affinePower } from "./affine-power.ts";
import type { Arithmetic, MonomialResidue } from "./arithmetic.ts";
import { modularMachine, type HalvingMachine, type LazyMachine } from "./halving-machine.ts";
import { coefficientFunctional } from "./halving.ts";
import { residue } from "./modular-integers.ts";
import { modularNumbers } from "./modular-numbers.ts";
import { orderTwoResidue } from "./order-two.ts";
import { ringOrbitSum } from "./ring-arithmetic.ts";
import { shortHalving } from "./short-halving.ts";
import { correlate as correlateShort, LARGEST_ORDER } from "./short-sums.ts";
import { splitHalving } from "./split-halving.ts";
import { splitOrbitSum } from "./split-orbit-sum.ts";
import { correlate } from "./split-sums.ts";
import { balanced, split, splitVector, type Split } from "./split.ts";

/** In JavaScript: x^n mod P of order 5, 20, 50, 200 in 8, 36, 125, 1340 us for 60 digits; in WebAssembly half of it. */
const COSTS = { product: 1, value: 20 };

/** So many products, in all runs with one polynomial, are worth making a machine: that takes 3 ms. */
const MACHINE_WORK = 20_000;
/** What a value costs, in products. */
const VALUE_PRODUCTS = 20;

/** Entries for which arrays of doubles take longer to make than sums over the orbit. */
const FEW = 3;

/** @param machine what computes x^n where it can; without one, and for m >= 2^31, JavaScript does. */
export function splitArithmetic(modulus: bigint, machine: LazyMachine = modularMachine): Arithmetic<number> {
  const m = Number(modulus);
  const ring = modularNumbers(m);
  const of = split(m);
  return {
    ring,
    fromInteger: (value) => Number(residue(value, modulus)),
    toInteger: (value) => BigInt(value),
    costs: COSTS,
    affinePower: (a) => affinePower(ring, a),
    monomialResidue(characteristic) {
      const order = characteristic.length - 1;
      if (order === 2) return orderTwoResidue(ring, characteristic);
      const isShort = m < 2 ** 31;
      let inWasm: ReturnType<HalvingMachine["monomialResidue"]> | undefined;
      let slow: MonomialResidue<number> | undefined;
      let result: Float64Array | undefined;
      let work = 0;
      return (n) => {
        work += n.length * order * (order + VALUE_PRODUCTS);
        if (isShort && (work >= MACHINE_WORK || machine.isMade())) {
          inWasm ??= machine()?.monomialResidue(modulus, characteristic);
        }
        const place = inWasm?.(n);
        if (place === undefined) {
          const create = isShort && order <= LARGEST_ORDER ? inWords : inDoubles;
          return (slow ??= create(characteristic, of))(n);
        }
        result ??= new Float64Array(order);
        const pairs = new Uint32Array(place.buffer, place.address, 2 * order);
        for (let i = 0; i < order; i++) result[i] = pairs[2 * i]!;
        return result;
      };
    },
    orbitSum: (rows) => (rows.length <= FEW ? ringOrbitSum(ring, rows) : splitOrbitSum(of, rows)),
  };
}

function inWords(characteristic: readonly number[], of: Split): MonomialResidue<number> {
  const order = characteristic.length - 1;
  const reversed = new Int32Array(order + 1);
  for (let i = 0; i <= order; i++) reversed[i] = balanced(characteristic[order - i]!, of);
  const functional = coefficientFunctional(shortHalving(of, reversed));
  const result = new Int32Array(order);
  return (n) => {
    const { values, length } = functional(n);
    correlateShort(values, length, 0, reversed, 0, order, result, 0, 1, length, of);
    for (let i = 0; i < order; i++) {
      if (i >= length) result[i] = 0;
      else if (result[i]! < 0) result[i]! += of.modulus;
    }
    return result;
  };
}

function inDoubles(characteristic: readonly number[], of: Split): MonomialResidue<number> {
  const symmetric = characteristic.map((c) => balanced(c, of));
  const functional = coefficientFunctional(splitHalving(of, symmetric));
  const reversed = splitVector(symmetric.toReversed(), of);
  return (n) => {
    const { values, length } = functional(n);
    const result = new Float64Array(length);
    correlate(values, length, 0, reversed, result, 0, 1, length, of);
    for (let i = 0; i < length; i++) if (result[i]! < 0) result[i]! += of.modulus;
    return result;
  };
}
