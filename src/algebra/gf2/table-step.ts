/**
 * One step of any linear map over GF(2): the images of the bytes of the argument, looked up and added; of nibbles in a large
 * dimension, that the tables stay in the cache. V. Arlazarov, E. Dinic, M. Kronrod, I. Faradzhev 1970, the "four Russians".
 */
import type { BitVector } from "./bit-vectors.ts";
import type { Stepper } from "./stepper.ts";

const BYTES_UP_TO_WORDS = 8;
const LOOKUP_NS = 0.9;
const CHUNK_NS = 1.2;

const chunkOf = (words: number): number => (words <= BYTES_UP_TO_WORDS ? 8 : 4);

/** The columns are read once, now. */
export function tableStep(dimension: number, columns: readonly BitVector[]): Stepper {
  const words = (columns[0] ?? []).length;
  const chunk = chunkOf(words);
  const mask = (1 << chunk) - 1;
  const table = words << chunk; // the length of one
  const tables = new Int32Array(words * (32 / chunk) * table);
  columns.forEach((column, j) => {
    const first = Math.floor(j / chunk) * table;
    const bit = 1 << (j % chunk);
    for (let c = bit; c < 2 * bit; c++) {
      const [entry, rest] = [first + c * words, first + (c - bit) * words];
      for (let w = 0; w < words; w++) tables[entry + w] = tables[rest + w]! ^ column[w]!;
    }
  });
  return {
    dimension,
    nanoseconds: tableNanoseconds(words),
    step(state, out) {
      for (let w = 0; w < words; w++) out[w] = 0;
      for (let v = 0, first = 0; v < words; v++) {
        let rest = state[v]!;
        for (let shift = 0; shift < 32; shift += 4 * chunk, first += 4 * table, rest >>>= 4 * chunk) {
          let a = first + (rest & mask) * words;
          let b = first + table + ((rest >>> chunk) & mask) * words;
          let c = first + 2 * table + ((rest >>> (2 * chunk)) & mask) * words;
          let d = first + 3 * table + ((rest >>> (3 * chunk)) & mask) * words;
          for (let w = 0; w < words; w++) {
            out[w]! ^= tables[a++]! ^ tables[b++]! ^ tables[c++]! ^ tables[d++]!;
          }
        }
      }
    },
  };
}

/** What its step is predicted to take. */
export function tableNanoseconds(words: number): number {
  return words * (32 / chunkOf(words)) * (CHUNK_NS + words * LOOKUP_NS);
}
