/**
 * An estimate of log2 of the largest modulus of a polynomial's roots: the growth of a recurrence in bits a turn.
 *
 * Graeffe's iteration replaces the roots by their squares; after six rounds the Fujiwara quantity max |c_(d-i)|^(1/i) of
 * the roots' 64th powers is within a factor 2d of the largest, so its 64th root is within a few percent. In doubles, after
 * scaling by Cauchy's bound. An estimate for cost models, not a bound.
 *
 * @param characteristic monic, lowest degree first, with coefficients of any size.
 * @returns 0 when there is no root of modulus above 1 (the constant polynomial included).
 */
import { logarithm } from "./logarithm.ts";

const ROUNDS = 6;

export function logOfDominantRoot(characteristic: readonly bigint[]): number {
  const degree = characteristic.length - 1;
  // Fujiwara: every root is at most 2 max |c_(d-i)|^(1/i).
  let scale = -Infinity;
  for (let i = 1; i <= degree; i++) scale = Math.max(scale, logarithm(characteristic[degree - i]!) / i);
  if (scale === -Infinity) return 0;
  scale += 1;
  let coefficients = characteristic.map((c, i) => {
    const exponent = logarithm(c) - scale * (degree - i);
    return c < 0n ? -(2 ** exponent) : 2 ** exponent;
  });
  for (let round = 0; round < ROUNDS; round++) coefficients = graeffe(coefficients);
  let largest = 0;
  for (let i = 1; i <= degree; i++)
    largest = Math.max(largest, Math.abs(coefficients[degree - i]!) ** (1 / i));
  return Math.max(0, scale + Math.log2(largest) / 2 ** ROUNDS);
}

/** The monic polynomial whose roots are the squares. */
function graeffe(p: readonly number[]): number[] {
  const degree = p.length - 1;
  return p.map((_, k) => {
    let sum = 0;
    for (let i = Math.max(0, 2 * k - degree); i <= Math.min(degree, 2 * k); i++) {
      sum += ((degree - i) & 1 ? -1 : 1) * p[i]! * p[2 * k - i]!;
    }
    return sum;
  });
}
