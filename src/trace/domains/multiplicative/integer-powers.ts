/**
 * Products of powers over Z. What is not 0, 1 or -1 doubles its length every few turns: its exponents are exact as long as
 * the value can exist; beyond, their size proves that it cannot.
 *
 * - Zero and sign need exponents in N/(1, 2): whether they are 0, odd or even.
 * - Sizes need them exactly, or as "at least `ENDLESS`": N/(ENDLESS, 1).
 *
 * The first turns are taken one by one: zeros then stand where they stay.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import { logarithm } from "../../../algebra/logarithm.ts";
import { held, together, type Peak } from "../../../algebra/peak.ts";
import type { Matrix } from "../../../algebra/matrices.ts";
import { matrices } from "../../../algebra/matrices.ts";
import { thresholdIntegers } from "../../../algebra/multiplicative/threshold-integers.ts";
import { requireMemory } from "../../../kernels/memory.ts";
import { productCost } from "../../../kernels/cost.ts";
import type { Primitive } from "../../value.ts";
import type { Costs, Demand, Run } from "../domain.ts";
import type { Group } from "./group.ts";
import { EXPONENT_NS, KERNEL, SETUP_NS } from "./group.ts";
import type { PowerProducts } from "./power-products.ts";
import { exponentsAfter } from "./power-products.ts";

/** Exponents of more than any engine's bits. */
const ENDLESS = 1n << 60n;
const parities = thresholdIntegers(1n, 2n);
const sizes = thresholdIntegers(ENDLESS, 1n);

/** The first turns are taken while values have at most so many bits. */
const FIRST_BITS = 4096;

/** No engine has longer BigInts: what seems to need more is not computed. */
const LONGEST = 2 ** 31;

/** A power with its root and what it is multiplied by, and the product before. */
const FACTORS = 4;

type Vector = readonly bigint[];

export class IntegerPowers implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly products: PowerProducts;
  private readonly names: readonly string[];
  /** The states of the first turns, constant factors included. */
  private readonly first: readonly Vector[];

  constructor({ products, names }: Group, bases: Vector) {
    this.products = products;
    this.names = names;
    const first = [bases];
    for (let turn = 0; turn < bases.length; turn++) {
      const state = first.at(-1) as Vector;
      if (state.some((value) => bitLength(value) > FIRST_BITS)) break;
      first.push(products.exponents.map((row) => productOfPowers(state, row)));
    }
    this.first = first;
  }

  /** There are no numbers here. */
  certify(turns: bigint): bigint {
    return turns;
  }

  exceeds(turns: bigint, limit: number): { variable: string; bits: number } | undefined {
    const late = this.lateTurns(turns);
    if (late === 0n) return undefined;
    const parity = exponentsAfter(this.products, late, parities);
    const exact = exponentsAfter(this.products, late, sizes);
    for (const [row, variable] of this.names.entries()) {
      const isZero = this.last.some((base, k) => base === 0n && parity[row]?.[k] !== 0n);
      if (isZero) continue;
      const bits = this.last.reduce((sum, base, k) => sum + Number(exact[row]?.[k]) * logarithmOf(base), 0);
      const proved = bits * (1 - 2 ** -40);
      if (proved > limit) return { variable, bits: proved };
    }
    return undefined;
  }

  fits(turns: bigint, limit: number): boolean {
    const bits = this.upperBits(turns);
    return this.names.every((_, k) => (bits[k] as number) <= limit);
  }

  costs(turns: bigint, demand: Demand): Costs {
    const dimension = this.products.exponents.length;
    const upper = this.upperBits(turns);
    let [jump, growth] = [0, 0];
    for (const name of demand) {
      const bits = upper[this.names.indexOf(name)] as number;
      jump += SETUP_NS + dimension ** 3 * EXPONENT_NS * bitLength(turns);
      // Sizes grow exponentially: the last few products are all that counts, on either way.
      if (bits > 64) growth += 2 * productCost(Math.min(bits, 2 ** 40) / 2);
      if (bits > 64 && bits < LONGEST) jump += 2 * productCost(bits / 2);
    }
    return { jump, growth };
  }

  magnitude(variable: string, turns: bigint): number {
    return 2 ** this.bits(variable, turns);
  }

  bits(variable: string, turns: bigint): number {
    const place = this.names.indexOf(variable);
    return place < 0 ? Infinity : (this.upperBits(turns)[place] as number);
  }

  after(
    turns: bigint,
    demand: Demand,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    const late = this.lateTurns(turns);
    const base = late === 0n ? (this.first[Number(turns)] as Vector) : this.last;
    const parity = exponentsAfter(this.products, late, parities);
    const exact = exponentsAfter(this.products, late, sizes);
    requireMemory(this.peak(turns, demand));
    for (const name of demand) {
      const row = this.names.indexOf(name);
      // Of 0, 1 and -1 only the parity counts, however large the exponent is.
      const exponents = base.map((value, k) =>
        value >= -1n && value <= 1n ? (parity[row]?.[k] as bigint) : (exact[row]?.[k] as bigint),
      );
      values.set(name, productOfPowers(base, exponents));
    }
    return { values, kernels: KERNEL };
  }

  /** The results, and the factors of one. */
  private peak(turns: bigint, demand: Demand): Peak {
    const bits = this.upperBits(turns);
    const results = demand.map((name) => held(bits[this.names.indexOf(name)] as number, 1));
    return together(...results, held(Math.max(0, ...results.map((one) => one.bits)), FACTORS));
  }

  private get last(): Vector {
    return this.first.at(-1) as Vector;
  }

  private lateTurns(turns: bigint): bigint {
    const late = turns - BigInt(this.first.length - 1);
    return late < 0n ? 0n : late;
  }

  /**
   * Bounds of the bit lengths in the first `turns` turns. With s_k the entrywise maximum of |A|^j·v over j ≤ k, v the bit
   * lengths, s_(k+l) ≤ max(s_l, A^l·s_k); 0 has the bit length -∞, since it stays 0 whatever it is multiplied by.
   */
  private upperBits(turns: bigint): readonly number[] {
    const lengths = (state: Vector): number[] =>
      state.map((value) => (value === 0n ? -Infinity : logarithmOf(value) * (1 + 2 ** -40)));
    const maximum = (a: readonly number[], b: readonly number[]): number[] =>
      a.map((value, k) => Math.max(value, b[k] as number));
    let bound = this.first.map(lengths).reduce(maximum);
    const late = this.lateTurns(turns);
    if (late > 0n) {
      const algebra = matrices(sizes, this.last.length);
      let powered: Matrix<bigint> = this.products.exponents;
      let doubled = maximum(lengths(this.last), applied(powered, lengths(this.last)));
      let own = lengths(this.last);
      for (let rest = late; rest > 0n; rest >>= 1n) {
        if (rest & 1n) own = maximum(doubled, applied(powered, own));
        if (rest === 1n) break;
        doubled = maximum(doubled, applied(powered, doubled));
        powered = algebra.mul(powered, powered);
      }
      bound = maximum(bound, own);
    }
    return bound.map((bits) => (bits === -Infinity ? 0 : Math.floor(bits * (1 + 2 ** -40)) + 1));
  }
}

function applied(exponents: Matrix<bigint>, lengths: readonly number[]): number[] {
  return exponents.map((row) => {
    const terms = row.flatMap((e, k) => (e === 0n ? [] : [scaled(e, lengths[k] as number)]));
    // Zero absorbs factors of any length.
    return terms.includes(-Infinity) ? -Infinity : terms.reduce((sum, term) => sum + term, 0);
  });
}

/** An exponent of `ENDLESS` stands for any that is as large. */
function scaled(exponent: bigint, length: number): number {
  if (length === 0 || length === -Infinity) return length;
  return exponent >= ENDLESS ? Infinity : Number(exponent) * length * (1 + 2 ** -40);
}

/** log2 |value|, 0 for 0. */
function logarithmOf(value: bigint): number {
  return value === 0n ? 0 : logarithm(value);
}

function productOfPowers(bases: Vector, exponents: Vector): bigint {
  let product = 1n;
  for (const [k, base] of bases.entries()) {
    const exponent = exponents[k] as bigint;
    if (exponent > 0n) product *= base ** exponent;
    if (product === 0n) return 0n;
  }
  return product;
}
