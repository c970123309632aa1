import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { xrange } from "../../../src/index.ts";
import { Range, range, tail } from "../../../src/runtime/range/range.ts";

/** The elements by the definition, without any of the class's arithmetic. */
function naive(start: number, stop: number, step: number): number[] {
  const elements: number[] = [];
  for (let x = start; step > 0 ? x < stop : x > stop; x += step) elements.push(x);
  return elements;
}

const parts = fc.tuple(
  fc.integer({ min: -30, max: 30 }),
  fc.integer({ min: -30, max: 30 }),
  fc.integer({ min: -7, max: 7 }).filter((step) => step !== 0),
);
const edges = [2 ** 32, 2 ** 53 - 100].flatMap((x) => [x, -x]);
const max = Number.MAX_SAFE_INTEGER;

describe("range", () => {
  it("has the elements of the counting loop, as numbers and as bigints", () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(0, ...edges), ([start, stop, step], base) => {
        const expected = naive(start, stop, step).map((x) => x + base);
        const numbers = range(start + base, stop + base, step);
        const bigints = range(BigInt(start + base), BigInt(stop + base), BigInt(step));
        expect([...numbers]).toEqual(expected);
        expect([...bigints]).toEqual(expected.map(BigInt));
        expect(numbers.length).toBe(expected.length);
        expect(bigints.length).toBe(BigInt(expected.length));
      }),
    );
  });

  it("indexes, searches, slices and reverses as the array of its elements does", () => {
    const index = fc.integer({ min: -70, max: 70 });
    fc.assert(
      fc.property(parts, fc.constantFrom(0, ...edges), index, index, ([start, stop, step], base, i, j) => {
        const array = naive(start, stop, step).map((x) => x + base);
        const numbers = range(start + base, stop + base, step);
        const bigints = range(BigInt(start + base), BigInt(stop + base), BigInt(step));
        expect(numbers.at(i)).toBe(array.at(i));
        expect(bigints.at(BigInt(i))).toBe(array.map(BigInt).at(i));
        expect(numbers.indexOf(base + i)).toBe(array.indexOf(base + i));
        expect(bigints.indexOf(BigInt(base + i))).toBe(BigInt(array.indexOf(base + i)));
        expect(numbers.includes(base + i)).toBe(array.includes(base + i));
        expect([...numbers.slice(i, j)]).toEqual(array.slice(i, j));
        expect([...bigints.slice(BigInt(i), j)]).toEqual(array.slice(i, j).map(BigInt));
        expect([...numbers.reversed()]).toEqual(array.toReversed?.() ?? [...array].reverse());
        expect([...bigints.reversed()]).toEqual([...array].reverse().map(BigInt));
        expect(numbers.reversed().reversed().equals(numbers)).toBe(true);
        const count = Math.min(Math.abs(i), array.length);
        expect([...tail(numbers, BigInt(count))]).toEqual(array.slice(count));
        expect([...tail(bigints, count)]).toEqual(array.slice(count).map(BigInt));
      }),
    );
  });

  it("compares by elements", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(naive(...a)) === JSON.stringify(naive(...b));
        expect(range(...a).equals(range(...b))).toBe(same);
      }),
    );
    const few = [-1, 0, 1, 2].flatMap((start) =>
      [-2, 0, 1, 2, 3, 4].flatMap((stop) => [-2, -1, 1, 2].map((step) => [start, stop, step] as const)),
    );
    const listed = few.map((each) => ({ each, elements: naive(...each).join(" ") }));
    for (const { each: a, elements } of listed)
      for (const { each: b, elements: others } of listed) {
        const [bigA, bigB] = [a, b].map((each) => each.map(BigInt) as [bigint, bigint, bigint]);
        expect(range(...a).equals(range(...b)), `${a} and ${b}`).toBe(elements === others);
        expect(range(...bigA!).equals(range(...bigB!)), `${a} and ${b}`).toBe(elements === others);
      }
    expect(range(3).equals(range(3n))).toBe(false);
    expect(range(0).equals(range(0n))).toBe(false);
    expect(range(3).equals([0, 1, 2])).toBe(false);
    const prototype = Object.getPrototypeOf(range(3)) as object;
    for (const other of [null, undefined, 3, "range(3)", Symbol.iterator, () => 3, {}, prototype])
      expect(range(3).equals(other)).toBe(false);
    expect(range(3).equals(Object.create(prototype, { start: { value: 0 }, length: { value: 3 } }))).toBe(
      false,
    );
    for (const other of ["1", 1n, true, [1], null, Infinity]) expect(range(3).includes(other)).toBe(false);
    for (const other of ["1", 1, true]) expect(range(3n).includes(other)).toBe(false);
  });

  it("goes through JSON", () => {
    fc.assert(
      fc.property(parts, ([start, stop, step]) => {
        for (const each of [
          range(start, stop, step),
          range(BigInt(start), BigInt(stop), BigInt(step)).reversed(),
        ]) {
          const back = range.from(JSON.parse(JSON.stringify(each)));
          expect([back.start, back.stop, back.step]).toEqual([each.start, each.stop, each.step]);
        }
      }),
    );
    const huge = range(-(2n ** 64n), 10n ** 1000n, 2n ** 65n);
    expect(range.from(JSON.parse(JSON.stringify(huge))).equals(huge)).toBe(true);
    const down = range(-max, -max + 3).reversed();
    expect([...range.from(JSON.parse(JSON.stringify(down)))]).toEqual([-max + 2, -max + 1, -max]);
    for (const bad of [
      null,
      3,
      "range(3)",
      {},
      { start: "0", stop: "x", step: "1" },
      { start: "", stop: "1", step: "1" },
      { start: "x0", stop: "1", step: "1" },
      { start: "0x", stop: "1", step: "1" },
      { start: 0n, stop: 1n, step: 1n },
    ]) {
      expect(() => range.from(bad)).toThrow(TypeError);
    }
    expect(() => range.from({ start: "0", stop: 3, step: "1" })).toThrow(/mix/);
  });

  it("is exact up to the last safe integers", () => {
    expect([...range(max - 2, max)]).toEqual([max - 2, max - 1]);
    expect([...range(-max + 2, -max, -1)]).toEqual([-max + 2, -max + 1]);
    expect(range(max).length).toBe(max);
    expect(range(max).at(-1)).toBe(max - 1);
    expect(range(0, max, 3).slice(-1).at(0)).toBe(range(0, max, 3).at(-1));
    expect([...range(-max, -max + 2).reversed()]).toEqual([-max + 1, -max]);
    expect(range(0, max, 2).includes(max - 2)).toBe(false);
    expect(range(0, max, 2).includes(max - 1)).toBe(true);
    expect(range(1, 3).includes(2 ** 70)).toBe(false);
    expect(range(max, -max).length).toBe(0);
    expect(range(-max, -max).reversed().length).toBe(0);
    // 0.25 is so far from the start that the distance rounds to an integer.
    expect(range(-(2 ** 52) - 2, 10).includes(0.25)).toBe(false);
    expect(() => range(-max, max)).toThrow(/Use bigints: range\(-9007199254740991n, 9007199254740991n\)/);
  });

  it("takes bigints of any size", () => {
    const n = 10n ** 1000n;
    expect(range(n).length).toBe(n);
    expect(range(n).at(-1)).toBe(n - 1n);
    expect(range(n).at(-n)).toBe(0n);
    expect(range(n).at(-n - 1n)).toBe(undefined);
    expect(range(2n ** 64n - 1n, 2n ** 64n + 1n, 1n).at(1)).toBe(2n ** 64n);
    expect(range(n).slice(n - 2n).length).toBe(2n);
    expect(range(n).slice(0, Infinity).equals(range(n))).toBe(true);
    expect(range(n).slice(-Infinity, 3).equals(range(3n))).toBe(true);
  });

  it("never contains -0", () => {
    expect(Object.is(range(-0, 1).at(0), 0)).toBe(true);
    expect(Object.is([...range(-1, 1).reversed()][0], 0)).toBe(true);
    expect(Object.is([...range(2, -1, -1)][2], 0)).toBe(true);
    expect(Object.is(range(5).indexOf(-0), 0)).toBe(true);
    expect(Object.is(range(-0).stop, 0)).toBe(true);
  });

  it("says what is wrong with its arguments", () => {
    const wrong: [unknown[], typeof TypeError | typeof RangeError, RegExp][] = [
      [[], TypeError, /stop must be a bigint or a whole number, not undefined/],
      [["3"], TypeError, /stop .* not "3" \(string\)/],
      [[null], TypeError, /not null/],
      [[{ valueOf: () => 3 }], TypeError, /an object/],
      [[Symbol("s")], TypeError, /Symbol\(s\)/],
      [[1.5], TypeError, /whole number, not 1.5/],
      [[NaN], TypeError, /whole number, not NaN/],
      [[Infinity], TypeError, /whole number, not Infinity/],
      [[2 ** 53], RangeError, /range\(9007199254740992n\)/],
      [[-(2 ** 53), 0], RangeError, /start/],
      [[0, 2, 2 ** 60], RangeError, /step/],
      [[0, 3, 0], RangeError, /step must not be 0/],
      [[0n, 3n, 0n], RangeError, /step must not be 0n/],
      [[0, 3n], TypeError, /mix bigints and numbers/],
      [[0n, 3], TypeError, /mix/],
      [[0n, 3n, 1], TypeError, /mix/],
      [[0, 3, null], TypeError, /step .* null/],
    ];
    for (const [args, error, message] of wrong) {
      const call = (): unknown => (range as (...args: unknown[]) => unknown)(...args);
      expect(call, String(args.length)).toThrow(error);
      expect(call).toThrow(message);
    }
    expect(() => range(3).at(1.5)).toThrow(/range.at: the index must be a whole number/);
    expect(() => range(3).at("1" as never)).toThrow(TypeError);
    expect(() => range(3).slice(NaN)).toThrow(TypeError);
    expect(() => range(3).forEach(3 as never)).toThrow(TypeError);
  });

  it("calls forEach with the element, its index and itself", () => {
    const seen: unknown[] = [];
    const bigints = range(5n, 9n, 2n);
    bigints.forEach(function (this: unknown, ...args) {
      seen.push([this, ...args]);
    }, "me");
    expect(seen).toEqual([
      ["me", 5n, 0n, bigints],
      ["me", 7n, 1n, bigints],
    ]);
    const numbers: number[][] = [];
    range(5, 9, 2).forEach((value, index) => numbers.push([value, index]));
    expect(numbers).toEqual([
      [5, 0],
      [7, 1],
    ]);
  });

  it("has iterators like the language's own", () => {
    for (const iterator of [range(2)[Symbol.iterator](), range(2n)[Symbol.iterator]()]) {
      expect(iterator[Symbol.iterator]()).toBe(iterator);
      expect(Object.prototype.toString.call(iterator)).toBe("[object Range Iterator]");
      iterator.next();
      iterator.next();
      expect(iterator.next()).toEqual({ value: undefined, done: true });
      expect(iterator.next()).toEqual({ value: undefined, done: true });
    }
    const [a, b] = [range(1)[Symbol.iterator](), range(1n)[Symbol.iterator]()];
    expect(() => (a.next as () => unknown).call(b)).toThrow(TypeError);
    expect(Object.prototype.toString.call(range(2))).toBe("[object Range]");
    expect(String(range(1, 9, 3))).toBe("range(1, 9, 3)");
    expect([String(range(3)), String(range(2n, 5n))]).toEqual(["range(0, 3)", "range(2n, 5n)"]);
  });

  it("is frozen, and xrange is the same function", () => {
    expect(Object.isFrozen(range(3))).toBe(true);
    expect(() => ((range(3) as { stop: number }).stop = 5)).toThrow(TypeError);
    expect(xrange).toBe(range);
  });
});

describe("Range.isRange", () => {
  const iterate = Range.prototype[Symbol.iterator];
  const numbers = Object.getPrototypeOf(range(0)[Symbol.iterator]()) as { next: unknown };
  const next = numbers.next;
  afterEach(() => {
    Range.prototype[Symbol.iterator] = iterate;
    numbers.next = next;
  });

  it("believes only what this class made", () => {
    class Other extends Range<number> {}
    expect(Range.isRange(range(3))).toBe(true);
    expect(Range.isRange(range(3n).slice(1))).toBe(true);
    expect(Range.isRange(new Other(0, 3, 1))).toBe(false);
    expect(Range.isRange(new Proxy(range(3), {}))).toBe(false);
    expect(Range.isRange(Object.create(range(3)))).toBe(false);
    expect(Range.isRange({ ...range(3) })).toBe(false);
    for (const value of [undefined, null, 3, "range", [0, 1], range])
      expect(Range.isRange(value)).toBe(false);
  });

  it("believes nothing once the iteration was replaced", () => {
    Range.prototype[Symbol.iterator] = () => [7][Symbol.iterator]() as never;
    expect(Range.isRange(range(3))).toBe(false);
    Range.prototype[Symbol.iterator] = iterate;
    expect(Range.isRange(range(3))).toBe(true);
    numbers.next = () => ({ value: undefined, done: true });
    expect(Range.isRange(range(3n))).toBe(false);
  });
});
