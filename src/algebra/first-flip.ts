/**
 * For how many turns does a comparison with zero hold?
 *
 * The left side is an integer-valued polynomial sequence q(0), q(1), … given by its Newton coefficients; the answer is the
 * first k at which `q(k) relation 0` is false. Membership is looked up in the exact sign intervals, so equality and
 * inequality need no change of sign: (k - 5)² ≠ 0 ends at 5, and 2k - 7 ≠ 0 steps over its root and never ends.
 */
import type { Relation } from "./relations.ts";
import { signIntervals, signOf, type Sign } from "./sign-intervals.ts";

/** Whether `sign relation 0`. */
export function signSatisfies(sign: Sign, relation: Relation): boolean {
  switch (relation) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
    case "==":
      return sign === 0;
    case "!=":
      return sign !== 0;
  }
}

/**
 * The first k >= 0 at which `q(k) relation 0` is false; undefined when it holds for ever.
 *
 * @param newton Δ^0 q(0), Δ^1 q(0), …
 * @example
 * firstFlip([-10n, 3n], "<"); // 4n: -10, -7, -4, -1, 2
 * firstFlip([-7n, 2n], "!="); // undefined: -7, -5, …, -1, 1, …
 */
export function firstFlip(newton: readonly bigint[], relation: Relation): bigint | undefined {
  if (newton.length <= 2) return firstAffineFlip(newton[0] ?? 0n, newton[1] ?? 0n, relation);
  return signIntervals(newton).find(({ sign }) => !signSatisfies(sign, relation))?.from;
}

/** The same for constant + slope · k, what nearly every loop's test is: its signs are start, perhaps 0, end. */
function firstAffineFlip(constant: bigint, slope: bigint, relation: Relation): bigint | undefined {
  const start = signOf(constant);
  if (!signSatisfies(start, relation)) return 0n;
  const end = signOf(slope);
  if (end === start || end === 0) return undefined;
  const distance = constant < 0n ? -constant : constant;
  const step = slope < 0n ? -slope : slope;
  const whole = distance / step;
  const meetsZero = start !== 0 && whole * step === distance;
  if (meetsZero && !signSatisfies(0, relation)) return whole;
  return signSatisfies(end, relation) ? undefined : whole + 1n;
}
