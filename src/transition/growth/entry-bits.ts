/**
 * Bounds of one entry's size from its own course (`entry-course.ts`).
 *
 * A sequence that obeys (E - μ_1) ⋯ (E - μ_d), E the shift, is by Newton's interpolation
 *
 *     a_n = Σ_k c_k · h_(n-k)(μ_1, …, μ_(k+1)),        c_k = the first term of (E - μ_k) ⋯ (E - μ_1) a,
 *
 * with h the complete homogeneous symmetric polynomials, so that |a_n| <= Σ |c_k| · C(n, k) · r_k^n for
 * r_k = max(1, |μ_1|, …, |μ_(k+1)|), which never decreases.
 *
 * Lower: if λ is larger than all other roots, R their product of (x - μ), then R(λ) · a_n = B · λ^n + s_n with B = the first
 * term of R(E) a, where s, over Z, obeys R. Once the bound of |s_n| is at most half of |B · λ^n|, |a_n| is at least the other
 * half, divided by |R(λ)|.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { logarithm } from "../../algebra/logarithm.ts";
import { magnitude } from "../../algebra/magnitude.ts";
import type { Transition } from "../transition.ts";
import { entryCourse, newtonCoefficients, type RootedSequence } from "./entry-course.ts";

/** By more than the errors of the logarithms here, which are a few units in the last place. */
const slack = (value: number): number => (Number.isFinite(value) ? Math.abs(value) * 2 ** -44 + 2 ** -40 : 0);
const above = (value: number): number => value + slack(value);
const below = (value: number): number => Math.min(value - slack(value), Number.MAX_VALUE);

/** Bounds from an entry's own course: what they need is carried by those who have values that cancel. */
export interface Courses {
  /** The largest bit length over the turns 0, …, `turns`; Infinity where no bound is known. */
  upper(transition: Transition<bigint>, start: readonly bigint[], turns: bigint, output: number): number;
  /** A lower bound on log2 |x_turns[output]|; undefined where none is proved. */
  lower(
    transition: Transition<bigint>,
    start: readonly bigint[],
    turns: bigint,
    output: number,
  ): number | undefined;
}

export const courses: Courses = { upper: upperEntryBits, lower: lowerEntryBits };

function upperEntryBits(
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  output: number,
): number {
  const course = entryCourse(transition, start, output);
  if (course === undefined) return Infinity;
  const { early, classes } = course;
  const ahead = turns / BigInt(classes.length);
  const logs = classes.map((sequence) => upperLog(sequence, ahead));
  const largest = Math.max(...logs);
  const late = largest === -Infinity ? 0 : Math.floor(above(largest)) + 1;
  return Math.max(late, ...early.map(bitLength));
}

function lowerEntryBits(
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  output: number,
): number | undefined {
  const course = entryCourse(transition, start, output);
  if (course === undefined) return undefined;
  const { early, classes } = course;
  const late = turns - BigInt(early.length);
  if (late < 0n) return undefined;
  const count = BigInt(classes.length);
  return lowerLog(classes[Number(late % count)]!, late / count);
}

/** log2 of a bound of |a_0|, …, |a_n|. */
function upperLog({ roots, terms }: RootedSequence, n: bigint): number {
  const steps = n > 0n ? logarithm(n) : 0;
  let largest = 1n;
  const logs = newtonCoefficients(roots, terms).map((c, k) => {
    const size = magnitude(roots[k]!);
    if (size > largest) largest = size;
    if (c === 0n) return -Infinity;
    // C(n, k) <= n^k
    return logarithm(c) + k * steps + (largest === 1n ? 0 : Number(n) * logarithm(largest));
  });
  const most = Math.max(-Infinity, ...logs);
  if (!Number.isFinite(most)) return most;
  return most + Math.log2(logs.reduce((sum, log) => sum + 2 ** (log - most), 0));
}

/** log2 of a lower bound of |a_n|. */
function lowerLog({ roots, terms }: RootedSequence, n: bigint): number | undefined {
  const dominant = roots.at(-1);
  if (dominant === undefined || magnitude(dominant) < 2n) return undefined;
  const others = roots.slice(0, -1);
  if (others.some((root) => magnitude(root) >= magnitude(dominant))) return undefined;
  const leading = newtonCoefficients(roots, terms).at(-1)!;
  if (leading === 0n) return undefined;
  const scale = others.reduce((value, root) => value * (dominant - root), 1n);
  const remainder = others.map((_, i) => scale * terms[i]! - leading * dominant ** BigInt(i));
  const upper = above(upperLog({ roots: others, terms: remainder }, n));
  const lower = below(logarithm(leading) + Number(n) * logarithm(dominant)) - 1;
  if (upper === Infinity || upper > lower) return undefined;
  return below(lower - above(logarithm(scale)));
}
