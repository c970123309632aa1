/**
 * small · big for the coefficients of recurrences, which are mostly 0 and ±1: a product by them would still allocate and
 * copy the big factor.
 */
import { bitLength } from "../bit-length.ts";

export function scaled(small: bigint, big: bigint): bigint {
  if (small === 0n) return 0n;
  if (small === 1n) return big;
  return small * big;
}

/** sum + small · big */
export function addScaled(sum: bigint, small: bigint, big: bigint): bigint {
  if (small === 0n || big === 0n) return sum;
  if (sum === 0n) return scaled(small, big);
  if (small === 1n) return sum + big;
  if (small === -1n) return sum - big;
  return sum + small * big;
}

/** An exact quotient; 11 ns a limb that a divisor of ±1 need not cost, nor a power of two: a shift takes a tenth. */
export function quotient(value: bigint, divisor: bigint): bigint {
  if (divisor === 1n) return value;
  if (divisor === -1n) return -value;
  if (divisor < 0n || (divisor & (divisor - 1n)) !== 0n) return value / divisor;
  return value >> BigInt(bitLength(divisor) - 1);
}
