/**
 * The n-th terms of sequences of any order d, by halving the index.
 *
 * Σ a_k x^k = N(x) / D(x) with D(x) = x^d P(1/x). Since D(x) D(-x) = D'(x²) is even, the terms of n's parity e have the
 * generating function N'(y) / D'(y), where N'(x²) x^e is the part of N(x) D(-x) with that parity, and a_n is their term
 * ⌊n/2⌋. At the end a_0 = N(0). Only coefficients of index <= n matter at any time, so the last steps, which are nearly all
 * of the work, take one product, then three or so, whatever d is. The coefficients of D are the elementary symmetric
 * functions of the powers of P's roots: small beyond the first where few roots exceed 1.
 *
 * A. Bostan, R. Mori, "A simple and fast algorithm for computing the N-th term of a linearly recurrent sequence", SOSA 2021,
 * arXiv 2008.08822.
 */
import { bitLength } from "../bit-length.ts";
import { doneAfter, type Progress } from "../progress.ts";
import { addScaled } from "./scaled.ts";

/** a_n for each sequence, given its first d terms. */
export function halvingChain(
  characteristic: readonly bigint[],
  initial: readonly (readonly bigint[])[],
  n: bigint,
  progress?: Progress,
): bigint[] {
  const order = characteristic.length - 1;
  let denominator: readonly bigint[] = characteristic.toReversed();
  let numerators = initial.map((first) =>
    Array.from({ length: order }, (_, i) => {
      let sum = 0n;
      for (let j = 0; j <= i; j++) sum = addScaled(sum, denominator[i - j]!, first[j]!);
      return sum;
    }),
  );
  const levels = progress ? bitLength(n) : 0;
  let level = 0;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    progress?.(doneAfter(level++, levels));
    const parity = Number(rest & 1n);
    const needed = rest >> 1n < BigInt(order) ? Number(rest >> 1n) : order; // the largest index that matters from now on
    const alternating = denominator.map((c, i) => (i % 2 === 0 ? c : -c));
    numerators = numerators.map((numerator) =>
      halvedProduct(numerator, alternating, parity, Math.min(needed, order - 1)),
    );
    if (needed > 0) denominator = graeffe(denominator, needed);
  }
  return numerators.map((numerator) => numerator[0]!);
}

/** The coefficients parity, parity + 2, … of a · b, up to the given place. */
function halvedProduct(a: readonly bigint[], b: readonly bigint[], parity: number, last: number): bigint[] {
  const result: bigint[] = [];
  for (let place = 0; place <= last; place++) {
    const degree = 2 * place + parity;
    let sum = 0n;
    for (let i = Math.max(0, degree - b.length + 1); i <= Math.min(degree, a.length - 1); i++) {
      sum = addScaled(sum, b[degree - i]!, a[i]!);
    }
    result.push(sum);
  }
  return result;
}

/** D' with D'(x²) = D(x) D(-x), up to the given place. */
export function graeffe(d: readonly bigint[], last: number): bigint[] {
  const result: bigint[] = [];
  for (let place = 0; place <= Math.min(last, d.length - 1); place++) {
    let mixed = 0n;
    for (let i = Math.max(0, 2 * place - d.length + 1); i < place; i++) {
      const product = d[2 * place - i]! * d[i]!;
      mixed += i % 2 === 0 ? product : -product;
    }
    const square = d[place]! * d[place]!;
    result.push((mixed << 1n) + (place % 2 === 0 ? square : -square));
  }
  return result;
}
