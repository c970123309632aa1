/**
 * The number of binary digits of |value|, 0 for 0.
 *
 * Up to 1023 digits the exponent of the nearest double tells it; a power of two may be one that was rounded up to. Longer
 * values are shifted to the right by falling powers of two. A shift takes as long as its result, and one too far nothing, so
 * that these are some ten allocations and as many digits as the value has; printing in base 16 takes three times as long.
 */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 0x1_0000_0000n) return 32 - Math.clz32(Number(magnitude));
  const approximation = Number(magnitude);
  return approximation < Infinity ? doubleBitLength(magnitude, approximation) : longBitLength(magnitude);
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const isLittleEndian = /* @__PURE__ */ new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function doubleBitLength(magnitude: bigint, approximation: number): number {
  double[0] = approximation;
  const high = words[isLittleEndian ? 1 : 0]!;
  const low = words[isLittleEndian ? 0 : 1]!;
  const bits = (high >>> 20) - 1022;
  const isPower = low === 0 && (high & 0xf_ffff) === 0;
  return isPower && magnitude < approximation ? bits - 1 : bits;
}

/** Falling powers of two, down to where the rest is finite as a double. */
const STEPS: readonly (readonly [number, bigint])[] = /* @__PURE__ */ Array.from({ length: 22 }, (_, k) => [
  2 ** (30 - k),
  1n << BigInt(30 - k),
]);
const MEDIUM = 1n << 14n;
const MEDIUM_STEPS = /* @__PURE__ */ STEPS.filter(([step]) => step < 2 ** 14);

function longBitLength(magnitude: bigint): number {
  let high = magnitude;
  let bits = 0;
  for (const [step, shift] of magnitude >> MEDIUM === 0n ? MEDIUM_STEPS : STEPS) {
    const higher = high >> shift;
    if (higher === 0n) continue;
    high = higher;
    bits += step;
  }
  return bits + doubleBitLength(high, Number(high));
}

/** Values up to here may be remembered: the memory does not matter. */
const SMALL = 1n << 4096n;

export function isSmall(value: bigint): boolean {
  return value < SMALL && value > -SMALL;
}
