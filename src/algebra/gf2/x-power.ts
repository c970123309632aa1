/**
 * x^n modulo a polynomial over GF(2), for n of any size: one squaring and one reduction for every bit of n. A square over GF(2)
 * has the same coefficients at twice the exponents, and a factor of x moves it into the gaps.
 *
 * @returns the residue's coefficients, not aligned.
 */
import type { Progress } from "../progress.ts";
import type { BitVector } from "./bit-vectors.ts";
import type { Reduction } from "./reduction.ts";

export function xPower(
  { degree: order, words, excess, reduce }: Reduction,
  n: bigint,
  progress?: Progress,
): BitVector {
  if (order === 0) return new Int32Array(0);
  const bits = n.toString(2);
  let exponent = 0;
  let position = 0;
  for (; position < bits.length; position++) {
    const next = 2 * exponent + bits.charCodeAt(position) - 48;
    if (next >= order) break;
    exponent = next;
  }
  const wide = new Int32Array(2 * words);
  wide[(exponent + excess) >>> 5] = 1 << (exponent + excess);
  for (; position < bits.length; position++) {
    progress?.(position / bits.length);
    square(wide, words, bits.charCodeAt(position) - 48);
    lower(wide, 2 * words, excess); // the square has x^2e
    reduce(wide);
  }
  lower(wide, words, excess);
  return wide.slice(0, words);
}

/** Twice the length: a² x^bit for a. */
function square(wide: BitVector, words: number, bit: number): void {
  for (let w = words - 1; w >= 0; w--) {
    const word = wide[w]!;
    wide[2 * w + 1] = spread(word >>> 16) << bit;
    wide[2 * w] = spread(word & 0xffff) << bit;
  }
}

/** Divides by x^places, which divides it. */
function lower(vector: BitVector, words: number, places: number): void {
  if (places === 0) return;
  for (let w = 0; w < words - 1; w++) vector[w] = (vector[w]! >>> places) | (vector[w + 1]! << -places);
  vector[words - 1]! >>>= places;
}

/** Bits 0, 1, 2, … of 16 move to 0, 2, 4, … */
function spread(half: number): number {
  let word = (half | (half << 8)) & 0x00ff00ff;
  word = (word | (word << 4)) & 0x0f0f0f0f;
  word = (word | (word << 2)) & 0x33333333;
  return (word | (word << 1)) & 0x55555555;
}
