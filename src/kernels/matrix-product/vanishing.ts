/**
 * When a product of numbers becomes 0 for good: x_(t+1) = c(t) · x_t, or its quotient by q(t), is 0 from turn z + 1 on, z the
 * first integer root of c from 0 on. `a *= n - i` has n turns that count, however many follow. c is an integer-valued
 * polynomial, whose zeros are intervals of sign 0.
 */
import type { Newton } from "../../algebra/consecutive-values.ts";
import { signIntervals } from "../../algebra/sign-intervals.ts";
import type { PolynomialSystem } from "./polynomial-system.ts";

/** c, as Newton coefficients, of a system with one entry. */
export function onlyCoefficient({ rows }: PolynomialSystem): Newton | undefined {
  if (rows.length !== 1) return undefined;
  const coefficient = rows[0]![0]?.[1] ?? 0n;
  return typeof coefficient === "bigint" ? [coefficient] : coefficient;
}

/** z; undefined where there is none, or the system has several entries. */
export function firstZero(system: PolynomialSystem): bigint | undefined {
  const coefficient = onlyCoefficient(system);
  return coefficient && signIntervals(coefficient).find(({ sign }) => sign === 0)?.from;
}

/** So many of the turns are before the state is known to be 0. */
export function livingTurns(system: PolynomialSystem, start: readonly bigint[], turns: bigint): bigint {
  if (start.every((value) => value === 0n)) return 0n;
  const zero = firstZero(system);
  return zero === undefined || zero >= turns ? turns : zero + 1n;
}
