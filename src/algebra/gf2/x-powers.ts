/**
 * x^n modulo a polynomial P of degree k over GF(2), for n of any size: one squaring for every bit of n.
 *
 * A square over GF(2) has the same coefficients at twice the exponents, and a factor of x moves it into the gaps. Residues are
 * kept times x^s with k + s a multiple of 32, so modulo P x^s, whose leading term stands at a word's edge: a word above it is
 * brought down by looking up its bytes times x^(k+s+8b), in tables made once. k²/256 words a squaring and a kilobyte of
 * tables for 8 bits of P; nibbles instead of bytes for a long P, that the tables stay in the cache.
 */
import { wordsFor, degree, type BitVector } from "./bit-vectors.ts";

/** Longer polynomials are reduced by nibbles. */
const BYTES_UP_TO_WORDS = 16;

export interface XPowers {
  readonly degree: number;
  /** The coefficients of x^n mod P. */
  power(n: bigint): BitVector;
}

/** @param modulus not 0. */
export function xPowers(modulus: BitVector): XPowers {
  const order = degree(modulus);
  const words = wordsFor(order);
  if (order === 0) return { degree: 0, power: () => new Int32Array(0) };
  const excess = 32 * words - order;
  const chunk = words <= BYTES_UP_TO_WORDS ? 8 : 4;
  const tables = reductionTables(modulus, words, excess, chunk);
  const low = (1 << chunk) - 1;
  const square = new Int32Array(2 * words + 1);

  /** residue <- residue² · x^bit. */
  const advance = (residue: BitVector, bit: number): void => {
    for (let w = 0; w < words; w++) {
      const word = residue[w]!;
      square[2 * w] = spread(word & 0xffff) << bit;
      square[2 * w + 1] = spread(word >>> 16) << bit;
    }
    for (let w = 0; w < 2 * words; w++) {
      square[w] = (square[w]! >>> excess) | ((square[w + 1]! << 1) << (31 - excess));
    }
    for (let w = 2 * words - 1; w >= words; w--) {
      const top = square[w]!;
      for (let shift = 0, table = 0; shift < 32; shift += chunk, table += (low + 1) * words) {
        const entry = table + ((top >>> shift) & low) * words;
        for (let v = 0; v < words; v++) square[w - words + v]! ^= tables[entry + v]!;
      }
    }
    for (let w = 0; w < words; w++) residue[w] = square[w]!;
  };

  return {
    degree: order,
    power(n) {
      const bits = n.toString(2);
      let exponent = 0;
      let position = 0;
      for (; position < bits.length; position++) {
        const next = 2 * exponent + bits.charCodeAt(position) - 48;
        if (next >= order) break;
        exponent = next;
      }
      const residue = new Int32Array(words);
      residue[(exponent + excess) >>> 5] = 1 << (exponent + excess);
      for (; position < bits.length; position++) advance(residue, bits.charCodeAt(position) - 48);
      for (let w = 0; w < words; w++) {
        residue[w] = (residue[w]! >>> excess) | (((residue[w + 1] ?? 0) << 1) << (31 - excess));
      }
      return residue;
    },
  };
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

/** Bits 0, 1, 2, … of 16 move to 0, 2, 4, … */
function spread(half: number): number {
  let word = (half | (half << 8)) & 0x00ff00ff;
  word = (word | (word << 4)) & 0x0f0f0f0f;
  word = (word | (word << 2)) & 0x33333333;
  return (word | (word << 1)) & 0x55555555;
}
