/**
 * The shortest linear recurrence over GF(2) of a sequence s_0, s_1, …, as its minimal polynomial.
 *
 * Exact when at least twice as many terms are given as the recurrence is long. The connection polynomial C and the discrepancy
 * Σ C_i s_(n-i) work on 32 terms at a time: the sequence is kept backwards, so that the terms meet the coefficients in order.
 * About t²/32 words for t terms. J. L. Massey, "Shift-register synthesis and BCH decoding", IEEE Trans. Inf. Theory 15 (1969).
 */
import type { Progress } from "../progress.ts";
import { bitAt, wordsFor, type BitVector } from "./bit-vectors.ts";

/**
 * @param backwards s_(count-1-i) in bit i.
 * @returns monic; x^L C(1/x), so it may be divisible by x: the recurrence then holds from some term on.
 */
export function berlekampMassey(backwards: BitVector, count: number, progress?: Progress): BitVector {
  const length = wordsFor(count + 1);
  const connection: BitVector = new Int32Array(length);
  let former: BitVector = new Int32Array(length); // C before L last grew
  connection[0] = former[0] = 1;
  let order = 0;
  let formerOrder = 0;
  let gap = 1; // since L last grew
  for (let n = 0; n < count; n++, gap++) {
    progress?.((n / count) ** 2); // terms meet as many coefficients as there are before them
    if (!discrepant(connection, wordsFor(order + 1), backwards, count - 1 - n)) continue;
    if (2 * order > n) {
      addShifted(connection, former, wordsFor(formerOrder + 1), gap);
      continue;
    }
    const before = connection.slice();
    addShifted(connection, former, wordsFor(formerOrder + 1), gap);
    former = before;
    formerOrder = order;
    order = n + 1 - order;
    gap = 0;
  }
  const polynomial = new Int32Array(wordsFor(order + 1));
  for (let i = 0; i <= order; i++) polynomial[(order - i) >>> 5]! |= bitAt(connection, i) << (order - i);
  return polynomial;
}

/** Whether the sum of C_i s_(n-i) is 1; s_n is bit `from`. */
function discrepant(connection: BitVector, words: number, backwards: BitVector, from: number): boolean {
  const place = from >>> 5;
  const shift = from & 31;
  let sum = 0;
  for (let w = 0; w < words; w++) {
    const low = backwards[place + w]!;
    const high = backwards[place + w + 1]!; // out of range it counts as 0, and meets zeros of C
    sum ^= connection[w]! & ((low >>> shift) | ((high << 1) << (31 - shift)));
  }
  sum ^= sum >>> 16;
  sum ^= sum >>> 8;
  sum ^= sum >>> 4;
  return ((0x6996 >>> (sum & 15)) & 1) === 1;
}

/** target += source · x^shift, for the terms that fit. */
function addShifted(target: BitVector, source: BitVector, words: number, shift: number): void {
  const place = shift >>> 5;
  const bits = shift & 31;
  let carried = 0;
  for (let w = 0; w < words && place + w < target.length; w++) {
    const word = source[w]!;
    target[place + w]! ^= (word << bits) | carried;
    carried = (word >>> 1) >>> (31 - bits);
  }
  if (place + words < target.length) target[place + words]! ^= carried;
}
