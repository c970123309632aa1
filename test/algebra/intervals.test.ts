/**
 * Interval arithmetic against the definition: the hull of all results over a box of integers. An infinite end is stood in for
 * by an integer that is far larger than all others.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  areDisjoint,
  bitsOf,
  contains,
  equals,
  everything,
  hull,
  intersect,
  interval,
  maximum,
  minimum,
  multiply,
  negate,
  point,
  remainder,
  signedBits,
  subtract,
  widen,
  type End,
  type Interval,
} from "../../src/algebra/intervals.ts";

const FAR = 10n ** 6n;
const SIZE = 4n;

/** All intervals between -4 and 4, those without a lower end, an upper one, or either. */
const intervals: readonly Interval[] = (() => {
  const inner = Array.from({ length: Number(2n * SIZE + 1n) }, (_, k) => BigInt(k) - SIZE);
  const all = inner.flatMap((low) => inner.filter((high) => low <= high).map((high) => ({ low, high })));
  const half = inner.flatMap((end) => [
    { low: -Infinity, high: end },
    { low: end, high: Infinity },
  ]);
  return [...all, ...half, everything];
})();

const standIn = (end: End): bigint => (typeof end === "bigint" ? end : end < 0 ? -FAR : FAR);

/** Some of an interval's integers, its ends and all small ones among them. */
function members({ low, high }: Interval): bigint[] {
  const [from, to] = [standIn(low), standIn(high)];
  const small = Array.from({ length: 11 }, (_, k) => BigInt(k) - 5n);
  return [from, ...small.filter((x) => from < x && x < to), to];
}

const endOf = (value: bigint): End => (value > FAR / 2n ? Infinity : value < -FAR / 2n ? -Infinity : value);

function hullOf(values: readonly bigint[]): Interval {
  let [low, high] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low: endOf(low), high: endOf(high) };
}

function* pairs(): Generator<readonly [Interval, Interval]> {
  for (const x of intervals) for (const y of intervals) yield [x, y];
}

const has = ({ low, high }: Interval, value: bigint): boolean => low <= value && value <= high;

describe("operations that are exact", () => {
  test.each<[string, (x: Interval, y: Interval) => Interval, (x: bigint, y: bigint) => bigint]>([
    ["sum", add, (x, y) => x + y],
    ["difference", subtract, (x, y) => x - y],
    ["product", multiply, (x, y) => x * y],
    ["maximum", maximum, (x, y) => (x > y ? x : y)],
    ["minimum", minimum, (x, y) => (x < y ? x : y)],
  ])("%s: the hull of all results", (_, enclose, exact) => {
    const wrong: unknown[] = [];
    for (const [x, y] of pairs()) {
      const results = members(x).flatMap((a) => members(y).map((b) => exact(a, b)));
      const expected = hullOf(results);
      const found = enclose(x, y);
      if (!equals(found, expected)) wrong.push({ x, y, found, expected });
    }
    expect(wrong).toEqual([]);
  });

  test("negation", () => {
    for (const x of intervals) expect(negate(x)).toEqual(hullOf(members(x).map((a) => -a)));
  });

  test("large integers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-(2n ** 3000n), 2n ** 3000n), { minLength: 4, maxLength: 4 }),
        (ends) => {
          const [a, b, c, d] = ends as [bigint, bigint, bigint, bigint];
          const x = a < b ? interval(a, b) : interval(b, a);
          const y = c < d ? interval(c, d) : interval(d, c);
          expect(has(add(x, y), a + d)).toBe(true);
          expect(has(subtract(x, y), b - c)).toBe(true);
          expect(has(multiply(x, y), a * c)).toBe(true);
          expect(has(multiply(x, y), b * d)).toBe(true);
        },
      ),
    );
  });
});

describe("remainder", () => {
  /** What is known without a look at single values: no larger than the dividend and than the divisor less one, of its sign. */
  const bounds = (x: Interval, y: Interval): Interval => {
    const sizes = [standIn(y.low), standIn(y.high)].map((end) => (end < 0n ? -end : end));
    const size = (sizes[0]! > sizes[1]! ? sizes[0]! : sizes[1]!) - 1n;
    if (size < 0n) return everything;
    const [low, high] = [standIn(x.low), standIn(x.high)];
    return {
      low: endOf(low >= 0n ? 0n : low > -size ? low : -size),
      high: endOf(high <= 0n ? 0n : high < size ? high : size),
    };
  };

  test("encloses, and by no more than signs and sizes tell", () => {
    const wrong: unknown[] = [];
    for (const [x, y] of pairs()) {
      const found = remainder(x, y);
      const results = members(x).flatMap((a) => members(y).flatMap((b) => (b === 0n ? [] : [a % b])));
      const limit = bounds(x, y);
      const isFine = contains(limit, found) && results.every((result) => has(found, result));
      if (!isFine) wrong.push({ x, y, found, limit });
    }
    expect(wrong).toEqual([]);
  });

  test("a dividend below the one divisor is left as it is, up to the last value", () => {
    expect(remainder(interval(2n, 6n), point(7n))).toEqual(interval(2n, 6n));
    expect(remainder(interval(2n, 6n), point(-7n))).toEqual(interval(2n, 6n));
    expect(remainder(interval(-6n, -2n), point(7n))).toEqual(interval(-6n, -2n));
    expect(remainder(interval(2n, 7n), point(7n))).toEqual(interval(0n, 6n));
    expect(remainder(interval(-7n, -2n), point(7n))).toEqual(interval(-6n, 0n));
    expect(remainder(interval(2n, 6n), interval(2n, 7n))).toEqual(interval(0n, 6n));
  });

  test("nothing is known of a remainder by zero", () => {
    for (const x of intervals) expect(remainder(x, point(0n))).toEqual(everything);
  });
});

describe("sets", () => {
  test("hull, contains, equals, areDisjoint and intersect by their members", () => {
    for (const [x, y] of pairs()) {
      const [xs, ys] = [members(x), members(y)];
      const both = xs.filter((a) => has(y, a));
      const ends = [x.low, x.high, y.low, y.high].map(standIn);
      expect(hull(x, y)).toEqual(hullOf(ends));
      expect(areDisjoint(x, y)).toBe(both.length === 0);
      expect(contains(x, y)).toBe(ys.every((a) => has(x, a)));
      expect(equals(x, y)).toBe(contains(x, y) && contains(y, x));
      expect(intersect(x, y)).toEqual(both.length === 0 ? x : hullOf(both));
    }
  });

  test("ends beyond 2^4096 are infinite, or the last that is not", () => {
    const last = 2n ** 4096n;
    expect(interval(-last, last)).toEqual({ low: -last, high: last });
    expect(interval(-last - 1n, last + 1n)).toEqual(everything);
    expect(interval(last + 1n, last + 1n)).toEqual({ low: last, high: Infinity });
    expect(interval(-last - 1n, -last - 1n)).toEqual({ low: -Infinity, high: -last });
    expect(point(5n)).toEqual({ low: 5n, high: 5n });
    expect(multiply(point(last), point(-2n))).toEqual({ low: -Infinity, high: -last });
    expect(add(point(last), point(1n))).toEqual({ low: last, high: Infinity });
  });
});

test("widening keeps what does not escape, and sends the rest to the next place to stop", () => {
  for (const thresholds of [undefined, [], [-3n, -1n, 2n, 4n], [1n, 3n], [-2n]]) {
    const stops = [...(thresholds ?? []), 0n];
    for (const [x, y] of pairs()) {
      const below = stops.filter((stop) => stop <= y.low);
      const above = stops.filter((stop) => stop >= y.high);
      const widened = thresholds === undefined ? widen(x, y) : widen(x, y, thresholds);
      expect(widened).toEqual({
        low: y.low >= x.low ? x.low : below.length > 0 ? hullOf(below).high : -Infinity,
        high: y.high <= x.high ? x.high : above.length > 0 ? hullOf(above).low : Infinity,
      });
    }
  }
});

describe("two's complement", () => {
  test("so many bits hold a value and its sign", () => {
    expect(signedBits(0n)).toEqual(interval(-1n, 0n));
    expect(signedBits(7n)).toEqual(interval(-128n, 127n));
  });

  test("no fewer than one bit, and no more than needed", () => {
    const end = fc.oneof(
      fc.bigInt(-9n, 9n),
      fc.bigInt(-(2n ** 70n), 2n ** 70n),
      fc.constantFrom(-128n, 127n, 128n),
    );
    fc.assert(
      fc.property(end, end, (a, b) => {
        const own = a < b ? interval(a, b) : interval(b, a);
        const bits = BigInt(bitsOf(own)!);
        expect(bits).toBeGreaterThan(0n);
        expect(contains(signedBits(bits), own)).toBe(true);
        if (bits > 1n) expect(contains(signedBits(bits - 1n), own)).toBe(false);
      }),
    );
    for (const own of [everything, { low: 0n, high: Infinity }, { low: -Infinity, high: 0n }])
      expect(bitsOf(own)).toBeUndefined();
  });
});
