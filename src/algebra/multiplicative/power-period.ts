/**
 * When do the powers modulo m repeat, for all bases at once? With m = Π p^k and Carmichael's λ(m),
 *
 *     g^(e + λ(m)) ≡ g^e (mod m)   for all g and all e ≥ max k,
 *
 * invertible or not: modulo each p^k either g is a unit, of an order that divides λ, or g^e ≡ 0 on both sides.
 *
 * R. D. Carmichael, "Note on a new number theory function", Bulletin of the AMS 16 (1910).
 */
import { factorise, greatestCommonDivisor } from "./factorise.ts";

export interface PowerPeriod {
  /** At least 1. */
  readonly index: bigint;
  readonly period: bigint;
}

/** undefined when m could not be factored. @param modulus at least 1 */
export function powerPeriod(modulus: bigint): PowerPeriod | undefined {
  const factors = factorise(modulus);
  if (factors === undefined) return undefined;
  let [index, period] = [1, 1n];
  for (const [prime, exponent] of factors) {
    index = Math.max(index, exponent);
    const order = orderOfUnits(prime, exponent);
    period = (period / greatestCommonDivisor(period, order)) * order;
  }
  return { index: BigInt(index), period };
}

/** The exponent of the group of units modulo p^k. */
function orderOfUnits(prime: bigint, exponent: number): bigint {
  if (prime === 2n && exponent >= 3) return 1n << BigInt(exponent - 2);
  return (prime - 1n) * prime ** BigInt(exponent - 1);
}
