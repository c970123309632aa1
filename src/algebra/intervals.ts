/**
 * Intervals of integers, with infinite ends: what is known of a value's place on the line.
 *
 * Arithmetic encloses: for x ∈ [a, b] and y ∈ [c, d] the result's interval contains x ∘ y. Ends beyond 2^4096 count as
 * infinite, so that every operation is cheap.
 */

/** An end: a BigInt, or ±Infinity. BigInts and numbers compare by mathematical value. */
export type End = bigint | number;

export interface Interval {
  readonly low: End;
  readonly high: End;
}

export const everything: Interval = { low: -Infinity, high: Infinity };

const LARGEST = 1n << 4096n;
const SMALLEST = -LARGEST;

export function point(value: bigint): Interval {
  return interval(value, value);
}

export function interval(low: End, high: End): Interval {
  return {
    low: low < SMALLEST ? -Infinity : low > LARGEST ? LARGEST : low,
    high: high > LARGEST ? Infinity : high < SMALLEST ? SMALLEST : high,
  };
}

export function hull(x: Interval, y: Interval): Interval {
  return { low: least(x.low, y.low), high: greatest(x.high, y.high) };
}

/** What both allow; where they exclude one another, the first. */
export function intersect(x: Interval, y: Interval): Interval {
  const low = greatest(x.low, y.low);
  const high = least(x.high, y.high);
  return low <= high ? { low, high } : x;
}

export function areDisjoint(x: Interval, y: Interval): boolean {
  return x.high < y.low || y.high < x.low;
}

export function equals(x: Interval, y: Interval): boolean {
  return x.low === y.low && x.high === y.high;
}

export function contains(outer: Interval, inner: Interval): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

/**
 * Sends what escapes from `x` in `y` to infinity, by way of zero, where signs change, and of `thresholds`.
 *
 * @param thresholds in ascending order
 */
export function widen(x: Interval, y: Interval, thresholds: readonly bigint[] = []): Interval {
  const below = thresholds.findLast((bound) => bound <= y.low);
  const above = thresholds.find((bound) => bound >= y.high);
  return {
    low: y.low >= x.low ? x.low : greatest(below ?? -Infinity, y.low >= 0n ? 0n : -Infinity),
    high: y.high <= x.high ? x.high : least(above ?? Infinity, y.high <= 0n ? 0n : Infinity),
  };
}

export function add(x: Interval, y: Interval): Interval {
  return interval(plus(x.low, y.low), plus(x.high, y.high));
}

export function negate(x: Interval): Interval {
  return { low: negative(x.high), high: negative(x.low) };
}

export function subtract(x: Interval, y: Interval): Interval {
  return add(x, negate(y));
}

export function multiply(x: Interval, y: Interval): Interval {
  const corners = [times(x.low, y.low), times(x.low, y.high), times(x.high, y.low), times(x.high, y.high)];
  return interval(corners.reduce(least), corners.reduce(greatest));
}

/** The remainder of truncating division, which has the dividend's sign. */
export function remainder(x: Interval, y: Interval): Interval {
  const size = plus(greatest(magnitude(y.low), magnitude(y.high)), -1n);
  if (typeof size === "bigint" && size < 0n) return everything; // a division by zero
  const bound: Interval = { low: negative(size), high: size };
  const isBelow = y.low === y.high && x.low > negative(plus(size, 1n)) && x.high < plus(size, 1n);
  if (isBelow) return x;
  return {
    low: x.low >= 0n ? 0n : greatest(bound.low, x.low),
    high: x.high <= 0n ? 0n : least(bound.high, x.high),
  };
}

export function maximum(x: Interval, y: Interval): Interval {
  return { low: greatest(x.low, y.low), high: greatest(x.high, y.high) };
}

export function minimum(x: Interval, y: Interval): Interval {
  return { low: least(x.low, y.low), high: least(x.high, y.high) };
}

/** Every value whose two's complement fits the sign bit and `bits` others. */
export function signedBits(bits: bigint): Interval {
  return { low: -(1n << bits), high: (1n << bits) - 1n };
}

/** How many bits, besides the sign, hold every value; undefined when none do. */
export function bitsOf({ low, high }: Interval): number | undefined {
  if (typeof low === "number" || typeof high === "number") return undefined;
  const magnitudeBits = (value: bigint): number => (value < 0n ? -value - 1n : value).toString(2).length;
  return Math.max(magnitudeBits(low), magnitudeBits(high));
}

function least(x: End, y: End): End {
  return x <= y ? x : y;
}

function greatest(x: End, y: End): End {
  return x >= y ? x : y;
}

function negative(x: End): End {
  return typeof x === "bigint" ? -x : -x;
}

function magnitude(x: End): End {
  return x < 0n ? negative(x) : x;
}

function plus(x: End, y: End): End {
  if (typeof x === "bigint" && typeof y === "bigint") return x + y;
  return typeof x === "bigint" ? y : x;
}

function times(x: End, y: End): End {
  if (typeof x === "bigint" && typeof y === "bigint") return x * y;
  if (x === 0n || y === 0n) return 0n;
  return x < 0n === y < 0n ? Infinity : -Infinity;
}
