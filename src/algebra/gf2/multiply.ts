/**
 * The product of two polynomials over GF(2), with no carries: for every bit of the shorter one, the longer one shifted there.
 * Each of the 32 shifts is made once, and added at all the words that have its bit. d²/64 words for two of degree d.
 */
import { wordsFor, degree, type BitVector } from "./bit-vectors.ts";

export function multiply(a: BitVector, b: BitVector): BitVector {
  const [long, short] = degree(a) >= degree(b) ? [a, b] : [b, a];
  const length = wordsFor(degree(long) + 1);
  const places = wordsFor(degree(short) + 1);
  if (places === 0) return new Int32Array(0);
  const product = new Int32Array(length + places);
  const shifted = new Int32Array(length + 1);
  for (let bit = 0; bit < 32; bit++) {
    for (let w = 0, carried = 0; w <= length; w++) {
      const word = long[w] ?? 0;
      shifted[w] = (word << bit) | carried;
      carried = (word >>> 1) >>> (31 - bit);
    }
    for (let place = 0; place < places; place++) {
      if (((short[place]! >>> bit) & 1) === 0) continue;
      for (let w = 0; w <= length && place + w < product.length; w++) product[place + w]! ^= shifted[w]!;
    }
  }
  return product.slice(0, wordsFor(degree(product) + 1));
}
