/**
 * Residues modulo a polynomial P over GF(2), of degree k, prepared for many reductions.
 *
 * A residue is kept *aligned*: times x^e with k + e a multiple of 32, so modulo P x^e, whose leading term stands at a word's
 * edge. A word above the edge is brought down by looking up its bytes times x^(k+e+8b), in tables that are made once: a kilobyte
 * for 8 bits of P, and k²/256 words a reduction. Nibbles instead of bytes for a long P, that the tables stay in the cache.
 */
import { degree, wordsFor, type BitVector } from "./bit-vectors.ts";

const BYTES_UP_TO_WORDS = 16;

export interface Reduction {
  readonly degree: number;
  /** Of an aligned residue. */
  readonly words: number;
  /** e */
  readonly excess: number;
  /** 2 words in, the lower half of them is the residue. */
  readonly reduce: (wide: BitVector) => void;
}

/** @param modulus not 0. */
export function reduction(modulus: BitVector): Reduction {
  const order = degree(modulus);
  const words = wordsFor(order);
  const excess = 32 * words - order;
  const chunk = words <= BYTES_UP_TO_WORDS ? 8 : 4;
  const table = (words << chunk) | 0; // the length of one
  const mask = (1 << chunk) - 1;
  const tables = reductionTables(modulus, words, excess, chunk);
  return {
    degree: order,
    words,
    excess,
    reduce(wide) {
      for (let low = words - 1; low >= 0; low--) {
        let rest = wide[low + words]!;
        for (let first = 0; first < tables.length; first += 4 * table, rest >>>= 4 * chunk) {
          let a = first + (rest & mask) * words;
          let b = first + table + ((rest >>> chunk) & mask) * words;
          let c = first + 2 * table + ((rest >>> (2 * chunk)) & mask) * words;
          let d = first + 3 * table + ((rest >>> (3 * chunk)) & mask) * words;
          for (let w = low; w < low + words; w++) {
            wide[w]! ^= tables[a++]! ^ tables[b++]! ^ tables[c++]! ^ tables[d++]!;
          }
        }
      }
    },
  };
}

/** The residue with these coefficients. */
export function aligned({ words, excess }: Reduction, coefficients: BitVector): BitVector {
  const residue = new Int32Array(words);
  for (let w = 0, carried = 0; w < words; w++) {
    const word = coefficients[w]!;
    residue[w] = (word << excess) | carried;
    carried = (word >>> 1) >>> (31 - excess);
  }
  return residue;
}

/** c(x) x^(32 words + chunk b) modulo P x^excess, for every b and every polynomial c of degree below `chunk`, b by b. */
function reductionTables(modulus: BitVector, words: number, excess: number, chunk: number): Int32Array {
  const size = 1 << chunk;
  const tables = new Int32Array((32 / chunk) * size * words);
  const tail = new Int32Array(words); // P x^excess without its leading term
  for (let w = 0; w < words; w++) {
    tail[w] = (modulus[w]! << excess) | (w === 0 ? 0 : (modulus[w - 1]! >>> 1) >>> (31 - excess));
  }
  const power = tail.slice(); // x^(32 words), x^(32 words + 1), …
  for (let b = 0; b < 32 / chunk; b++) {
    const table = b * size * words;
    for (let bit = 0; bit < chunk; bit++) {
      for (let c = 1 << bit; c < 2 << bit; c++) {
        const [entry, rest] = [table + c * words, table + (c - (1 << bit)) * words];
        for (let w = 0; w < words; w++) tables[entry + w] = tables[rest + w]! ^ power[w]!;
      }
      const leading = power[words - 1]! >> 31;
      for (let w = words - 1; w >= 0; w--) {
        power[w] = (power[w]! << 1) | (w === 0 ? 0 : power[w - 1]! >>> 31);
        power[w]! ^= tail[w]! & leading;
      }
    }
  }
  return tables;
}
