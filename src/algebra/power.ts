/**
 * The n-th power in any semiring, by left-to-right binary exponentiation: bit length of n squarings, and one product with
 * the (unchanged, hence small) base for every set bit. Knuth, The Art of Computer Programming 2, section 4.6.3.
 *
 * @param exponent n >= 0; x^0 is ONE, also for x = ZERO.
 */
import { doneAfter, type Progress } from "./progress.ts";
import type { Semiring } from "./ring.ts";

export function power<T>(
  semiring: Pick<Semiring<T>, "ONE" | "mul">,
  base: T,
  exponent: bigint,
  progress?: Progress,
): T {
  if (exponent < 0n) throw new RangeError(`power: the exponent must not be negative, got ${exponent}`);
  if (exponent === 0n) return semiring.ONE;
  const bits = exponent.toString(2);
  let result = base;
  for (let i = 1; i < bits.length; i++) {
    progress?.(doneAfter(i - 1, bits.length - 1));
    result = semiring.mul(result, result);
    if (bits.charCodeAt(i) === 49) result = semiring.mul(result, base);
  }
  return result;
}
