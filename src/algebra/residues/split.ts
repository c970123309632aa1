/**
 * Sums of products modulo m <= 2^32 in doubles, exactly, with one reduction for each sum.
 *
 * Residues are balanced, |x| <= m/2 up to rounding. One factor of each product is split, x = high·2^h + low with h half the
 * bits of m, so that partial products stay below 2^(h + bits - 2); up to `terms` of them are added below 2^53 before anything
 * has to be reduced: 1020 for m <= 2^30, 252 for m <= 2^31, 124 for m < 2^32. x - round(x / m)·m is exact for such sums, because
 * the quotient is so small (below 2^23) that its rounding errors are nothing.
 */

/**
 * A vector of balanced residues with its halves: from `at` on the low ones, from `at + stride` on the high ones, from
 * `at + 2 · stride` on the residues; behind each, up to `stride`, there are zeros.
 */
export interface SplitVector {
  readonly data: Float64Array;
  readonly at: number;
  readonly size: number;
  readonly stride: number;
}

/** Zeros behind the values, so that four sums can be taken at once. */
export const PADDING = 4;

export interface Split {
  readonly modulus: number;
  readonly inverse: number;
  /** 2^h */
  readonly radix: number;
  /** How many products of a half and a residue may be added up. */
  readonly terms: number;
}

export function split(modulus: number): Split {
  const bits = Math.max(2, 32 - Math.clz32(modulus - 1));
  const h = Math.ceil(bits / 2);
  return {
    modulus,
    inverse: 1 / modulus,
    radix: 2 ** h,
    terms: Math.min(1020, 2 ** (55 - bits - h) - 4),
  };
}

/** Adding and subtracting it rounds to an integer: 1.5 · 2^52. */
const ROUND = 6755399441055744;

/** The balanced residue of an integer below 2^53. */
export function balanced(value: number, { modulus, inverse }: Split): number {
  return value - (value * inverse + ROUND - ROUND) * modulus;
}

/** The balanced residue of high·2^h + low. */
export function joined(high: number, low: number, of: Split): number {
  return balanced(balanced(high, of) * of.radix + low, of);
}

export function splitVector(values: readonly number[], of: Split): SplitVector {
  const size = values.length;
  const stride = size + PADDING;
  const vector = { data: new Float64Array(3 * stride), at: 0, size, stride };
  values.forEach((value, i) => put(vector, i, value, of));
  return vector;
}

/** @param value balanced. */
export function put({ data, at, stride }: SplitVector, i: number, value: number, { radix }: Split): void {
  const high = value / radix + ROUND - ROUND;
  data[at + i] = value - high * radix;
  data[at + stride + i] = high;
  data[at + 2 * stride + i] = value;
}
