/**
 * c^n over Z. The factor 2^k of the base becomes one shift; the odd part is raised from the left, where every product that
 * is not a squaring has the small base as a factor (BigInt's own `**` works from the right and pays a third product a bit:
 * 3n ** 10_000_000n takes 1.4 times as long).
 *
 * @throws RangeError when the result exceeds the engine's BigInt limit.
 */
import { integers } from "./integers.ts";
import { power } from "./power.ts";
import type { Progress } from "./progress.ts";

export function integerPower(base: bigint, exponent: bigint, progress?: Progress): bigint {
  if (exponent === 0n) return 1n;
  if (base === 0n || base === 1n) return base;
  if (base === -1n) return (exponent & 1n) === 0n ? 1n : -1n;
  let odd = base;
  let shift = 0n;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    shift++;
  }
  const result =
    odd === 1n ? 1n : odd === -1n ? integerPower(odd, exponent) : power(integers, odd, exponent, progress);
  return shift === 0n ? result : result << (shift * exponent);
}
