/** The original's tests of its xrange: arithmetic around powers of two, and what pickling is to it. */
import { describe, expect, test } from "vitest";
import { Range, cpmoptimize, range, xrange } from "cpmoptimize";
import type { RangeJson } from "cpmoptimize";

const edges = [32n, 53n, 64n].flatMap((bits) => [2n ** bits, -(2n ** bits)]);
const near = edges.flatMap((edge) => [edge - 2n, edge - 1n, edge, edge + 1n, edge + 2n]);

/** By counting, without any of the formulas. */
function elements(start: bigint, stop: bigint, step: bigint): bigint[] {
  const all: bigint[] = [];
  for (let x = start; step > 0n ? x < stop : x > stop; x += step) all.push(x);
  return all;
}

describe("around ±2^32, ±2^53, ±2^64", () => {
  test.each(near)("start %s", (start) => {
    for (const distance of [-7n, -1n, 0n, 1n, 2n, 7n, 20n]) {
      for (const step of [1n, 2n, 3n, 10n, -1n, -2n, -3n]) {
        const made = range(start, start + distance, step);
        const expected = elements(start, start + distance, step);
        expect([...made]).toEqual(expected);
        expect(made.length).toBe(BigInt(expected.length));
        expected.forEach((element, k) => {
          expect(made.at(BigInt(k))).toBe(element);
          expect(made.at(k)).toBe(element);
          expect(made.at(k - expected.length)).toBe(element);
          expect(made.includes(element)).toBe(true);
          expect(made.indexOf(element)).toBe(BigInt(k));
        });
        expect(made.at(expected.length)).toBeUndefined();
        for (const other of [start - 1n, start + 25n]) {
          expect(made.includes(other)).toBe(expected.includes(other));
        }
        expect([...made.reversed()]).toEqual([...expected].reverse());
        expect([...made.slice(1, -1)]).toEqual(expected.slice(1, -1));
        expect([...made.slice(-3)]).toEqual(expected.slice(-3));
      }
    }
  });

  test("steps as large as the numbers", () => {
    for (const edge of edges) {
      const sign = edge > 0n ? 1n : -1n;
      const made = range(0n, edge * 5n + sign, edge);
      expect([...made]).toEqual([0n, edge, 2n * edge, 3n * edge, 4n * edge, 5n * edge]);
      expect(made.length).toBe(6n);
      expect(made.includes(edge * 3n)).toBe(true);
      expect(made.includes(edge * 3n + 1n)).toBe(false);
    }
  });

  test("lengths that no array has", () => {
    expect(range(10n ** 1000n).length).toBe(10n ** 1000n);
    expect(range(-(2n ** 64n), 2n ** 64n).length).toBe(2n ** 65n);
    expect(range(2n ** 64n, -(2n ** 64n), -3n).length).toBe((2n ** 65n + 2n) / 3n);
    expect(range(10n ** 30n).at(-1)).toBe(10n ** 30n - 1n);
    expect(range(10n ** 30n).indexOf(10n ** 29n)).toBe(10n ** 29n);
  });

  test("loops over them are right", () => {
    const sum = cpmoptimize({ itersLimit: 0 })((sequence: Iterable<bigint>) => {
      let s = 0n;
      let last = 0n;
      for (const i of sequence) {
        s += i;
        last = i;
      }
      return [s, last];
    });
    for (const start of near) {
      for (const step of [1n, -3n, 2n ** 53n, -(2n ** 64n)]) {
        const expected = elements(start, start + 10n * step, step);
        expect(sum(range(start, start + 10n * step, step))).toEqual([
          expected.reduce((a, b) => a + b),
          expected.at(-1),
        ]);
      }
    }
  });

  test("over numbers near 2^53 loops are as written", () => {
    const max = Number.MAX_SAFE_INTEGER;
    const plain = (sequence: Iterable<number>): unknown => {
      let last = 0;
      let turns = 0;
      for (const i of sequence) {
        turns++;
        last = i;
      }
      return [turns, last];
    };
    const fast = cpmoptimize({ itersLimit: 0 })(plain);
    for (const make of [
      () => range(max - 10, max),
      () => range(max - 10, max, 3),
      () => range(-max + 10, -max, -1),
      () => range(-max + 10, -max, -4),
    ]) {
      expect(fast(make())).toEqual(plain(make()));
    }
  });
});

describe("JSON and from, what pickling is to the original", () => {
  test.each([
    range(10n),
    range(3n, 17n),
    range(17n, 3n, -4n),
    range(10n ** 100n),
    range(-(2n ** 64n), 2n ** 64n, 2n ** 53n + 1n),
    range(0n),
    range(5n, 5n),
  ])("%s", (made) => {
    const back = range.from(JSON.parse(JSON.stringify(made)) as RangeJson) as Range<bigint>;
    expect(back.equals(made)).toBe(true);
    expect(back.length).toBe(made.length);
    expect(typeof back.start).toBe("bigint");
    expect([...back.slice(0, 5)]).toEqual([...made.slice(0, 5)]);
    expect(JSON.stringify(back)).toBe(JSON.stringify(made));
  });
  test.each([range(10), range(3, 17), range(17, 3, -4), range(Number.MAX_SAFE_INTEGER)])("%s", (made) => {
    const back = range.from(JSON.parse(JSON.stringify(made)) as RangeJson) as Range<number>;
    expect(back.equals(made)).toBe(true);
    expect(typeof back.start).toBe("number");
    expect([...back.slice(0, 5)]).toEqual([...made.slice(0, 5)]);
  });
});

test("xrange is range", () => {
  expect(xrange).toBe(range);
});
