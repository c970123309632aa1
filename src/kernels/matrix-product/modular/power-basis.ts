/** Polynomials in the number of the turn in powers of t, over one denominator: C(t, k) has k! in it. */
import type { PolynomialCoefficient } from "../polynomial-system.ts";

/** Σ_k numerators[k] · t^k / denominator, in lowest terms, the denominator positive. */
export interface Rational {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** By Horner's rule: q(t) = Δ^0 + t · (Δ^1 + (t - 1) / 2 · (Δ^2 + (t - 2) / 3 · …)). */
export function inPowers(coefficient: PolynomialCoefficient): Rational {
  if (typeof coefficient === "bigint") return { numerators: [coefficient], denominator: 1n };
  let numerators: bigint[] = [];
  let denominator = 1n;
  for (let k = coefficient.length - 1; k >= 0; k--) {
    const scaled = [0n, ...numerators];
    numerators.forEach((c, i) => (scaled[i]! -= BigInt(k) * c));
    denominator *= BigInt(k + 1);
    scaled[0]! += coefficient[k]! * denominator;
    numerators = scaled;
  }
  while (numerators.length > 1 && numerators.at(-1) === 0n) numerators.pop();
  const common = numerators.reduce(divisor, denominator);
  return { numerators: numerators.map((c) => c / common), denominator: denominator / common };
}

/** The coefficients of the polynomial in Z with t = from + Z, over the same denominator. */
export function shifted(numerators: readonly bigint[], from: bigint): bigint[] {
  const result = [...numerators];
  for (let i = 0; i < result.length - 1; i++) {
    for (let j = result.length - 2; j >= i; j--) result[j]! += from * result[j + 1]!;
  }
  return result;
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
