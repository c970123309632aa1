/**
 * Signs that a recurrent sequence keeps for ever, read off a few terms: for recurrences with a dominant positive root.
 *
 * Let Q(E) r = 0 with E the shift and Q monic of degree d. For a rational t = a/b let X = bE - a and s_i = X^i r. Then bE maps
 * the vector (s_0, …, s_(d-1)) by the integer matrix with
 *
 *     bE s_i = a s_i + s_(i+1),        s_d = -Σ c_i s_i,        where x^d + Σ c_i x^i = b^d Q((x + a) / b).
 *
 * If the m-th power of this matrix has no negative entry, then m consecutive vectors without negative entries are followed by
 * such vectors only, and r = s_0 stays nonnegative. Where a simple root ρ > 0 exceeds the others in modulus, t between ρ and the
 * others' real parts makes the left and right dominant eigenvectors positive, so that some m serves; a few t and m are tried.
 *
 * J. S. Vandergraft, "Spectral properties of matrices which have invariant cones", SIAM Journal on Applied Mathematics 16
 * (1968).
 */
import { logOfDominantRoot } from "../dominant-root.ts";
import { integers } from "../integers.ts";
import { matrices, type Matrix } from "../matrices.ts";
import type { Polynomial } from "../polynomials.ts";
import type { Sign } from "../sign-intervals.ts";

export interface PositiveCone {
  /** d */
  readonly order: number;
  /** t = numerator / denominator */
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** m */
  readonly stride: number;
}

const LARGEST_ORDER = 10;
const LARGEST_STRIDE = 16;
/** The t that are tried, as parts of the dominant root. */
const PARTS = [0, 0.5, 0.75, 0.25, 0.875, 0.9375];

/** A cone that every solution of the recurrence keeps once it is in it; undefined when none of those tried is one. */
export function positiveCone(characteristic: Polynomial<bigint>): PositiveCone | undefined {
  const order = characteristic.length - 1;
  if (order === 0 || order > LARGEST_ORDER) return undefined;
  const dominant = 2 ** logOfDominantRoot(characteristic);
  if (!(dominant < Number.MAX_SAFE_INTEGER)) return undefined;
  const denominator = 4n;
  for (const part of PARTS) {
    const numerator = BigInt(Math.floor(dominant * part * Number(denominator)));
    const stride = nonnegativePower(shiftMatrix(characteristic, numerator, denominator));
    if (stride !== undefined) return { order, numerator, denominator, stride };
  }
  return undefined;
}

/** How many consecutive terms `coneSign` looks at. */
export function coneLength({ order, stride }: PositiveCone): number {
  return order + stride - 1;
}

/** The s with s · r_k >= 0 from the first of these terms on (0 when all are zero); undefined when they are not in the cone. */
export function coneSign(
  { order, numerator, denominator, stride }: PositiveCone,
  terms: readonly bigint[],
): Sign | undefined {
  const values: bigint[] = [];
  let row = terms;
  for (let i = 0; i < order; i++) {
    values.push(...row.slice(0, stride));
    row = row.slice(1).map((next, k) => denominator * next - numerator * row[k]!);
  }
  const isNonnegative = values.every((value) => value >= 0n);
  if (values.every((value) => value <= 0n)) return isNonnegative ? 0 : -1;
  return isNonnegative ? 1 : undefined;
}

/** The matrix of bE on (s_0, …, s_(d-1)). */
function shiftMatrix(characteristic: Polynomial<bigint>, a: bigint, b: bigint): Matrix<bigint> {
  const order = characteristic.length - 1;
  // Horner's rule for b^d Q((x + a) / b): p ← p · (x + a) + b^(d-i) q_i.
  let shifted: bigint[] = [1n];
  let scale = 1n;
  for (let i = order - 1; i >= 0; i--) {
    scale *= b;
    shifted = [...shifted, 0n].map((_, k) => (shifted[k - 1] ?? 0n) + a * (shifted[k] ?? 0n));
    shifted[0]! += scale * characteristic[i]!;
  }
  return Array.from({ length: order }, (_, i) =>
    Array.from({ length: order }, (_, j) => {
      const next = i + 1 === order ? -shifted[j]! : j === i + 1 ? 1n : 0n;
      return i === j ? next + a : next;
    }),
  );
}

/** The least power of two m for which the m-th power has no negative entry. */
function nonnegativePower(matrix: Matrix<bigint>): number | undefined {
  const algebra = matrices(integers, matrix.length);
  let power = matrix;
  for (let m = 1; m <= LARGEST_STRIDE; m *= 2) {
    if (power.every((row) => row.every((c) => c >= 0n))) return m;
    if (m < LARGEST_STRIDE) power = algebra.mul(power, power);
  }
  return undefined;
}
