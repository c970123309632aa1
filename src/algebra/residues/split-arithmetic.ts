/** Residues modulo 2 <= m <= 2^32 as numbers: long sums are split (`split.ts`), single products taken modulo 2^32. */
import { affinePower } from "./affine-power.ts";
import type { Arithmetic, MonomialResidue } from "./arithmetic.ts";
import { modularMachine, type HalvingMachine } from "./halving-machine.ts";
import { coefficientFunctional } from "./halving.ts";
import { residue } from "./modular-integers.ts";
import { modularNumbers } from "./modular-numbers.ts";
import { orderTwoResidue } from "./order-two.ts";
import { correlate, splitHalving } from "./split-halving.ts";
import { splitOrbitSum } from "./split-orbit-sum.ts";
import { balanced, split, splitVector } from "./split.ts";

/** In doubles: x^n mod P of order 5, 20, 50, 200 in 8, 36, 125, 1340 us for 60 digits; in WebAssembly half of it. */
const COSTS = { product: 1, value: 20 };

/** So many products, in all runs with one polynomial, are worth making a machine: that takes 3 ms. */
const MACHINE_WORK = 20_000;
/** What a value costs, in products. */
const VALUE_PRODUCTS = 20;

/** @param machine what computes x^n where it can; without one, and for m >= 2^31, `split-halving.ts` does. */
export function splitArithmetic(modulus: bigint, machine = modularMachine): Arithmetic<number> {
  const m = Number(modulus);
  const ring = modularNumbers(m);
  const of = split(m);

  const inDoubles = (characteristic: readonly number[]): MonomialResidue<number> => {
    const symmetric = characteristic.map((c) => balanced(c, of));
    const functional = coefficientFunctional(splitHalving(of, symmetric));
    const reversed = splitVector(symmetric.toReversed(), of);
    return (n) => {
      const { values, length } = functional(n);
      const result = new Float64Array(length);
      correlate(values, length, 0, reversed, result, 0, 1, length, of);
      return result;
    };
  };

  return {
    ring,
    fromInteger: (value) => Number(residue(value, modulus)),
    toInteger: (value) => BigInt(value),
    costs: COSTS,
    affinePower: (a) => affinePower(ring, a),
    monomialResidue(characteristic) {
      const order = characteristic.length - 1;
      if (order === 2) return orderTwoResidue(ring, characteristic);
      let inWasm: ReturnType<HalvingMachine["monomialResidue"]> | undefined;
      let slow: MonomialResidue<number> | undefined;
      let work = 0;
      return (n) => {
        work += n.length * order * (order + VALUE_PRODUCTS);
        if (work >= MACHINE_WORK && m < 2 ** 31) {
          inWasm ??= machine()?.monomialResidue(m, characteristic.map(BigInt));
        }
        const result = inWasm?.(n);
        if (result === undefined) return (slow ??= inDoubles(characteristic))(n);
        const pairs = new Uint32Array(result.buffer, result.address, 2 * order);
        return pairs.filter((_, i) => i % 2 === 0);
      };
    },
    orbitSum: (rows) => splitOrbitSum(of, rows),
  };
}
