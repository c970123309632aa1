/**
 * The product of two polynomials over GF(2): the multiples of one by all polynomials of degree below 4, times x^0, x^4, …, x^28,
 * are looked up by the nibbles of the other. d²/128 words for two of degree d, and 16 d bytes of tables.
 * R. Brent, P. Gaudry, E. Thomé, P. Zimmermann, "Faster multiplication in GF(2)[x]", ANTS 2008.
 */
import type { BitVector } from "./bit-vectors.ts";

/** The product takes as many words as the factors together. */
export function multiply(a: BitVector, b: BitVector): BitVector {
  const product = new Int32Array(a.length + b.length);
  multiplyInto(product, multiples(a), b);
  return product;
}

/** c(x) x^(4i) a for i < 8, deg c < 4: i by i, each one word longer than a. */
export function multiples(a: BitVector): BitVector {
  const length = a.length + 1;
  const table = 16 * length;
  const tables = new Int32Array(8 * table);
  tables.set(a, length);
  for (let even = 2; even < 16; even += 2) {
    const entry = even * length;
    shiftInto(tables, entry, entry >> 1, length, 1);
    for (let w = entry; w < entry + length; w++)
      tables[w + length] = tables[w]! ^ tables[w - entry + length]!;
  }
  // no entry runs over its word more, so that a table is shifted as a whole
  for (let i = 1; i < 8; i++) shiftInto(tables, i * table, (i - 1) * table, table, 4);
  return tables;
}

function shiftInto(words: BitVector, to: number, from: number, count: number, places: number): void {
  for (let w = 0, carried = 0; w < count; w++) {
    const word = words[from + w]!;
    words[to + w] = (word << places) | carried;
    carried = word >>> (32 - places);
  }
}

/** product <- a·b, from the multiples of a. */
export function multiplyInto(product: BitVector, tables: BitVector, b: BitVector): void {
  const table = tables.length >> 3;
  const length = table >> 4;
  for (let w = 0; w < product.length; w++) product[w] = 0;
  for (let place = 0; place < b.length; place++) {
    const word = b[place]!;
    for (let shift = 0, first = 0; shift < 32; shift += 16, first += 4 * table) {
      let i = first + ((word >>> shift) & 15) * length;
      let j = first + table + ((word >>> (shift + 4)) & 15) * length;
      let k = first + 2 * table + ((word >>> (shift + 8)) & 15) * length;
      let l = first + 3 * table + ((word >>> (shift + 12)) & 15) * length;
      for (let w = place; w < place + length; w++) {
        product[w]! ^= tables[i++]! ^ tables[j++]! ^ tables[k++]! ^ tables[l++]!;
      }
    }
  }
}
