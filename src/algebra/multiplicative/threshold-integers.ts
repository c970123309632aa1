/**
 * The finite semiring N/(index, period): natural numbers below `index` are themselves, from there on they are known up to
 * multiples of `period`. Exponents live in it: the powers g^0, g^1, g^2, … of an element of a finite monoid return to
 * g^index after `period` more.
 *
 *     a ~ b  ⇔  a = b,  or  a, b ≥ index and a ≡ b (mod period)
 *
 * is a congruence of (N, +, ·): for a, b ≥ index and c ≥ 1 both a + c, b + c and a·c, b·c are again ≥ index.
 * Elements are the least representatives, 0 … index + period - 1.
 */
import type { Semiring } from "../ring.ts";

/** @param index at least 1, so that 0 is nothing but 0: g^0 is 1 also for g = 0 */
export function thresholdIntegers(index: bigint, period: bigint): Semiring<bigint> {
  const end = index + period;
  const reduce = (value: bigint): bigint => (value < end ? value : index + ((value - index) % period));
  return {
    name: `N/(${index}, ${period})`,
    ZERO: 0n,
    ONE: reduce(1n),
    eql: (a, b) => a === b,
    add: (a, b) => reduce(a + b),
    mul: (a, b) => reduce(a * b),
  };
}
