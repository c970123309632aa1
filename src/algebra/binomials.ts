/**
 * The binomial basis. A sequence q satisfies q(T) = Σ_j Δ^j q(0) · C(T, j), a finite sum exactly for polynomial sequences;
 * the Δ^j q(0) are its Newton coefficients. All of C(T, 0), …, C(T, d) take d products, by
 *
 *     C(T, j + 1) = C(T, j) · (T - j) / (j + 1)     (the division is exact and by a small number),
 *
 * so that T = 10^1000 costs microseconds.
 */

import { quotient } from "./linear-recurrence/scaled.ts";

/** C(T, 0), …, C(T, degree) for T >= 0 of any size. */
export function binomials(T: bigint, degree: number): bigint[] {
  const row = [1n];
  let value = 1n;
  for (let j = 0; j < degree; j++) {
    const k = BigInt(j);
    value = j === 0 ? T : quotient(value * (T - k), k + 1n);
    row.push(value);
  }
  return row;
}

/** The Newton coefficients Δ^0 q(0), Δ^1 q(0), … of the sequence whose first values are given; as many as there are values. */
export function forwardDifferences(values: readonly bigint[]): bigint[] {
  const differences = [...values];
  for (let order = 1; order < differences.length; order++) {
    for (let i = differences.length - 1; i >= order; i--)
      differences[i] = differences[i]! - differences[i - 1]!;
  }
  return differences;
}

/** Σ_j newton[j] · C(T, j) for T >= 0. */
export function evaluateNewton(newton: readonly bigint[], T: bigint): bigint {
  let sum = 0n;
  let binomial = 1n;
  for (let j = 0; j < newton.length; j++) {
    if (j > 0) {
      const k = BigInt(j);
      binomial = j === 1 ? T : quotient(binomial * (T - k + 1n), k);
      if (binomial === 0n) break; // T < j
    }
    sum += newton[j]! * binomial;
  }
  return sum;
}
