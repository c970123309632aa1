/**
 * What would not fit is declined beforehand: every kernel predicts its memory (`algebra/peak.ts`) from what it is given, and is
 * not begun where that is more than may be used.
 *
 * How much memory there is, JavaScript does not tell. Running out of it ends the process, which no program can catch. So there
 * is one documented limit: a GiB, half of the heap that Node.js gives itself on a machine with 8 GB. And no engine has
 * BigInts of more than 2^30 bits.
 */
import type { Peak } from "../algebra/peak.ts";

export const MOST_BYTES = 2 ** 30;
const MOST_BITS = 2 ** 30;

/** A RangeError, as the engine's own would be; but nothing has been computed. */
export class MemoryError extends RangeError {
  override readonly name = "MemoryError";

  constructor({ bits, bytes }: Peak) {
    super(
      `${bytes.toPrecision(3)} bytes would be needed at once, and BigInts of ${bits.toPrecision(3)} bits`,
    );
  }
}

export function isWithinMemory({ bits, bytes }: Peak): boolean {
  // What is not a number has overflown.
  return bits <= MOST_BITS && bytes <= MOST_BYTES;
}

/** @throws MemoryError */
export function requireMemory(peak: Peak): void {
  if (!isWithinMemory(peak)) throw new MemoryError(peak);
}
