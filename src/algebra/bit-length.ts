/**
 * The number of binary digits of |value|, 0 for 0. Small values take a few operations; others are printed in base 16,
 * which V8 does in linear time.
 */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 0x1_0000_0000n) return 32 - Math.clz32(Number(magnitude));
  const digits = magnitude.toString(16);
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits[0]!, 16)) - 28);
}

/** Values up to here may be remembered: the memory does not matter. */
const SMALL = 1n << 4096n;

export function isSmall(value: bigint): boolean {
  return value < SMALL && value > -SMALL;
}
