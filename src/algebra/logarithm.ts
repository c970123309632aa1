/**
 * log2 |value| as a double, for integers of any size; -Infinity for 0. Accurate to a few units in the last place (below 2^1023 as
 * accurate as Math.log2, above from the leading 52 bits).
 */
import { bitLength } from "./bit-length.ts";

export function logarithm(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const approximation = Number(magnitude);
  if (approximation < Infinity) return Math.log2(approximation);
  const shift = bitLength(magnitude) - 53;
  return shift + Math.log2(Number(magnitude >> BigInt(shift)));
}
