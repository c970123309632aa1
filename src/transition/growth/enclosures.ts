/**
 * Proved enclosures of orbits of any length and size, in doubles.
 *
 * Every entry is an interval [low, high] · 2^exponent with an exponent of its own, normalised so that the larger bound is
 * about 1. A sum of d products is formed at the largest exponent among its terms; products, sums and the terms that are too
 * small to count are off by at most (d + 4) · 2^-52 times the sum of the magnitudes, by which both bounds are moved outwards
 * (scaling by powers of two is exact). Exact zeros stay exact. An entry about which nothing is known is NaN, and
 * comparisons with it are false.
 *
 * The powers M^(2^i) are kept, so that a state after any number of turns below 2^50 costs d^2 operations for each set bit.
 * Their relative width is about 2^(i-50) and more where terms cancel.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import type { Sign } from "../../algebra/sign-intervals.ts";
import type { Entry, Transition } from "../transition.ts";

/** Row by row for a matrix. */
export interface Enclosure {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly exponent: Float64Array;
}

const UNIT = 2 ** -52;
const LARGEST_EXPONENT = 2 ** 50;

/** Levels beyond this one would be wider than their values. */
export const LAST_LEVEL = 50;

export class EnclosedOrbit {
  private readonly dimension: number;
  private readonly powers: Enclosure[];

  constructor({ rows }: Transition<bigint>) {
    this.dimension = rows.length;
    const dense = new Array<bigint>(rows.length ** 2).fill(0n);
    rows.forEach((row, i) => {
      for (const [j, c] of row) dense[i * rows.length + j] = c;
    });
    this.powers = [enclose(dense)];
  }

  /** The state 2^level turns later. */
  advance(level: number, state: Enclosure): Enclosure {
    for (let known = this.powers.length; known <= level; known++) {
      const last = this.powers[known - 1]!;
      this.powers.push(product(last, last, this.dimension));
    }
    return product(this.powers[level]!, state, this.dimension);
  }

  /** The state after so many turns, below 2^50. */
  after(turns: bigint, state: Enclosure): Enclosure {
    let result = state;
    for (let level = 0; turns > 0n; level++, turns >>= 1n)
      if ((turns & 1n) === 1n) result = this.advance(level, result);
    return result;
  }
}

/** Integers, to 50 bits. */
export function enclose(values: readonly bigint[]): Enclosure {
  const result = empty(values.length);
  values.forEach((value, i) => {
    const shift = bitLength(value) - 50;
    const head = Number(shift > 0 ? value >> BigInt(shift) : value); // rounded down
    set(result, i, head, shift > 0 ? head + 1 : head, Math.max(0, shift));
  });
  return result;
}

/** A functional as a row. */
export function encloseWeight(weight: readonly Entry<bigint>[], dimension: number): Enclosure {
  const dense = new Array<bigint>(dimension).fill(0n);
  for (const [column, factor] of weight) dense[column] = factor;
  return enclose(dense);
}

/** The sign of row · state, if the enclosures tell. */
export function enclosedSign(row: Enclosure, state: Enclosure): Sign | undefined {
  const { low, high } = product(row, state, state.low.length);
  if (low[0]! > 0) return 1;
  if (high[0]! < 0) return -1;
  return low[0] === 0 && high[0] === 0 ? 0 : undefined;
}

function empty(length: number): Enclosure {
  return {
    low: new Float64Array(length),
    high: new Float64Array(length),
    exponent: new Float64Array(length),
  };
}

function set(target: Enclosure, i: number, low: number, high: number, exponent: number): void {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size === 0) return;
  const by = Math.ceil(Math.log2(size)); // off by one at most, which does no harm
  const isKnown = Math.abs(exponent) < LARGEST_EXPONENT && Number.isFinite(size);
  const scale = 2 ** -by;
  target.low[i] = isKnown ? low * scale : NaN;
  target.high[i] = isKnown ? high * scale : NaN;
  target.exponent[i] = isKnown ? exponent + by : 0;
}

/** (rows × dimension) · (dimension × columns). */
function product(a: Enclosure, b: Enclosure, dimension: number): Enclosure {
  const rows = a.low.length / dimension;
  const columns = b.low.length / dimension;
  const result = empty(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      combine(result, i * columns + j, a, i * dimension, b, j, columns, dimension);
  return result;
}

/** result[at] = Σ_k a[from + k] · b[k · columns + j] */
function combine(
  result: Enclosure,
  at: number,
  a: Enclosure,
  from: number,
  b: Enclosure,
  j: number,
  columns: number,
  dimension: number,
): void {
  let top = -Infinity;
  for (let k = 0; k < dimension; k++) {
    const [p, q] = [from + k, k * columns + j];
    if (!isZero(a, p) && !isZero(b, q)) top = Math.max(top, a.exponent[p]! + b.exponent[q]!);
  }
  if (top === -Infinity) return;
  let [low, high, size] = [0, 0, 0];
  for (let k = 0; k < dimension; k++) {
    const [p, q] = [from + k, k * columns + j];
    if (isZero(a, p) || isZero(b, q)) continue;
    const scale = 2 ** Math.max(-1000, a.exponent[p]! + b.exponent[q]! - top);
    const corners = [
      a.low[p]! * b.low[q]!,
      a.low[p]! * b.high[q]!,
      a.high[p]! * b.low[q]!,
      a.high[p]! * b.high[q]!,
    ] as const;
    const least = Math.min(...corners);
    const most = Math.max(...corners);
    low += least * scale;
    high += most * scale;
    size += Math.max(Math.abs(least), Math.abs(most)) * scale;
  }
  const slack = size * (dimension + 4) * UNIT;
  set(result, at, low - slack, high + slack, top);
}

function isZero({ low, high }: Enclosure, at: number): boolean {
  return low[at] === 0 && high[at] === 0;
}
