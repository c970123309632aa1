/**
 * The n-th terms of sequences of any order d, through x^m modulo the characteristic polynomial P.
 *
 * If x^m ≡ Σ r_i x^i (mod P), then a_(m+k) = Σ r_i a_(i+k) for every sequence with this recurrence. The residue is doubled
 * from the leading bit of m = ⌊n/2⌋: one polynomial squaring, d(d+1)/2 products of big numbers, and a reduction by small
 * coefficients. The last doubling is replaced by the bilinear form
 *
 *     a_(2m+e) = Σ_i r_i · (Σ_j r_j a_(i+j+e)),
 *
 * d products for each wanted sequence.
 *
 * C. M. Fiduccia, "An efficient formula for linear recurrences", SIAM Journal on Computing 14 (1985).
 */
import { doneAfter, type Progress } from "../progress.ts";
import { addScaled } from "./scaled.ts";
import { terms } from "./terms.ts";

/** a_n for each sequence, given its first d terms. */
export function residueChain(
  characteristic: readonly bigint[],
  initial: readonly (readonly bigint[])[],
  n: bigint,
  progress?: Progress,
): bigint[] {
  const order = characteristic.length - 1;
  const e = (n & 1n) === 0n ? 0 : 1;
  const r = monomialResidue(characteristic, n >> 1n, progress);
  return initial.map((first) => {
    const a = terms(characteristic, first, 2 * order);
    let result = 0n;
    for (let i = 0; i < order; i++) {
      if (r[i] === 0n) continue;
      let inner = 0n;
      for (let j = 0; j < order; j++) inner = addScaled(inner, a[i + j + e]!, r[j]!);
      result += r[i]! * inner;
    }
    return result;
  });
}

/** The part of the work that is done before the last step. */
const CHAIN_SHARE = 0.6;

/** The d coefficients of x^m mod P, lowest degree first. */
function monomialResidue(characteristic: readonly bigint[], m: bigint, progress?: Progress): bigint[] {
  const order = characteristic.length - 1;
  let residue = new Array<bigint>(order).fill(0n);
  residue[0] = 1n;
  const bits = m === 0n ? "" : m.toString(2);
  for (let level = 0; level < bits.length; level++) {
    progress?.(CHAIN_SHARE * doneAfter(level, bits.length));
    const square = squared(residue);
    if (bits[level] === "1") square.unshift(0n);
    residue = reduced(square, characteristic);
  }
  return residue;
}

function squared(r: readonly bigint[]): bigint[] {
  const product = new Array<bigint>(2 * r.length - 1).fill(0n);
  for (let i = 0; i < r.length; i++) {
    const c = r[i]!;
    if (c === 0n) continue;
    for (let j = 0; j < i; j++) product[i + j]! += c * r[j]!;
  }
  for (let k = 1; k < product.length; k++) product[k]! <<= 1n; // the mixed products occur twice
  for (let i = 0; i < r.length; i++) product[2 * i]! += r[i]! * r[i]!;
  return product;
}

/** The remainder by the monic P, in place. */
function reduced(polynomial: bigint[], characteristic: readonly bigint[]): bigint[] {
  const order = characteristic.length - 1;
  for (let top = polynomial.length - 1; top >= order; top--) {
    const c = polynomial.pop()!;
    if (c === 0n) continue;
    for (let i = 0; i < order; i++) {
      const at = top - order + i;
      polynomial[at] = addScaled(polynomial[at]!, -characteristic[i]!, c);
    }
  }
  return polynomial;
}
