/**
 * One step of a linear map over GF(2) as sums of rotated and masked words: entry (r, c) of a block of 32 by 32 lies on the
 * rotation by r - c mod 32. Shifts, rotations and masks of 32-bit words are one term each, xors of them a few; a block holds
 * 32 terms at most.
 */
import { type BitVector } from "./bit-vectors.ts";
import type { Stepper } from "./stepper.ts";

const TERM_NS = 2;
const WORD_NS = 2.5;

export function rotationStep(dimension: number, columns: readonly BitVector[]): Stepper {
  const words = (columns[0] ?? []).length;
  const blocks = new Int32Array(words * words * 32); // out word, in word, rotation -> mask
  columns.forEach((column, j) => {
    for (let w = 0; w < words; w++) {
      for (let rest = column[w]!; rest !== 0; rest &= rest - 1) {
        const row = 31 - Math.clz32(rest & -rest);
        blocks[(w * words + (j >>> 5)) * 32 + ((row - j) & 31)]! |= 1 << row;
      }
    }
  });
  const ends = new Int32Array(words); // where the terms of each word end
  const terms: number[] = []; // of in word, rotation, mask
  for (let w = 0, block = 0; w < words; w++) {
    for (const last = block + words * 32; block < last; block++) {
      if (blocks[block] !== 0) terms.push((block >>> 5) % words, block & 31, blocks[block]!);
    }
    ends[w] = terms.length;
  }
  const packed = Int32Array.from(terms);
  return {
    dimension,
    nanoseconds: (terms.length / 3) * TERM_NS + words * WORD_NS,
    step(state, out) {
      for (let w = 0, term = 0; w < words; w++) {
        let sum = 0;
        for (const end = ends[w]!; term < end; term += 3) {
          const word = state[packed[term]!]!;
          const rotation = packed[term + 1]!;
          sum ^= ((word << rotation) | (word >>> -rotation)) & packed[term + 2]!; // shift counts are taken mod 32
        }
        out[w] = sum;
      }
    },
  };
}
