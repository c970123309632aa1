/**
 * The memory of a computation over BigInts, predicted from lengths: the longest BigInt that it forms, and how many bytes are
 * held at once where it holds most.
 *
 * Predictions are meant to be upper bounds, of what is reachable; what has been let go is the collector's, which runs before
 * memory ends. A BigInt takes its bits, a header, and a place in an array.
 */
export interface Peak {
  /** Of the longest BigInt. */
  readonly bits: number;
  readonly bytes: number;
}

export const noMemory: Peak = { bits: 0, bytes: 0 };

const OBJECT_BYTES = 32;

/** So many BigInts of so many bits. */
export function bytesOf(bits: number, count = 1): number {
  return count === 0 ? 0 : count * (bits / 8 + OBJECT_BYTES);
}

export function held(bits: number, count: number): Peak {
  return { bits, bytes: bytesOf(bits, count) };
}

/** Held at the same time, or one after the other where the results of each are kept. */
export function together(...peaks: readonly Peak[]): Peak {
  let [bits, bytes] = [0, 0];
  for (const peak of peaks) {
    bits = Math.max(bits, peak.bits);
    bytes += peak.bytes;
  }
  return { bits, bytes };
}
