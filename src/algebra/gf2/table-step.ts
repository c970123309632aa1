/**
 * One step of any linear map over GF(2): the images of the bytes of the argument, looked up and added; of nibbles in a large
 * dimension, that the tables stay in the cache. V. Arlazarov, E. Dinic, M. Kronrod, I. Faradzhev 1970, the "four Russians".
 */
import { type BitVector } from "./bit-vectors.ts";
import type { Stepper } from "./stepper.ts";

const BYTES_UP_TO_WORDS = 8;
const LOOKUP_NS = 0.7;
const CHUNK_NS = 0.7;

/** The columns are read once, now. */
export function tableStep(dimension: number, columns: readonly BitVector[]): Stepper {
  const words = (columns[0] ?? []).length;
  const chunk = words <= BYTES_UP_TO_WORDS ? 8 : 4;
  const size = 1 << chunk;
  const chunks = words * (32 / chunk);
  const tables = new Int32Array(chunks * size * words);
  columns.forEach((column, j) => {
    const table = Math.floor(j / chunk) * size * words;
    const bit = 1 << (j % chunk);
    for (let c = bit; c < 2 * bit; c++) {
      const [entry, rest] = [table + c * words, table + (c - bit) * words];
      for (let w = 0; w < words; w++) tables[entry + w] = tables[rest + w]! ^ column[w]!;
    }
  });
  return {
    dimension,
    nanoseconds: chunks * (CHUNK_NS + words * LOOKUP_NS),
    step(state, out) {
      for (let w = 0; w < words; w++) out[w] = 0;
      for (let v = 0, table = 0; v < words; v++) {
        const word = state[v]!;
        for (let shift = 0; shift < 32; shift += chunk, table += size * words) {
          const entry = table + ((word >>> shift) & (size - 1)) * words;
          for (let w = 0; w < words; w++) out[w]! ^= tables[entry + w]!;
        }
      }
    },
  };
}

/** What its step is predicted to take. */
export function tableNanoseconds(words: number): number {
  return words * (words <= BYTES_UP_TO_WORDS ? 4 : 8) * (CHUNK_NS + words * LOOKUP_NS);
}
