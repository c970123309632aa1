/** Proved bounds against the orbit itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { logarithm } from "../../src/algebra/logarithm.ts";
import { orbit } from "../../src/transition/apply.ts";
import type { Transition } from "../../src/transition/transition.ts";
import {
  courses,
  envelopes,
  lowerBits as lowerBitsBy,
  upperBits as upperBitsBy,
} from "../../src/transition/growth.ts";
import { transitionFrom, transitions, triangular } from "./arbitrary-transition.ts";

const upperBits = (
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  limit?: number,
): number[] => upperBitsBy(transition, start, turns, limit, courses);
const lowerBits = (
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  output: number,
): number | undefined => lowerBitsBy(transition, start, turns, output, courses);

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const fibonacci = transitionFrom([
  [0n, 1n],
  [1n, 1n],
]);
const counter = transitionFrom([
  [1n, 1n],
  [0n, 1n],
]);
const cases = fc.oneof(transitions(), triangular([-1n, 0n, 1n]), triangular([-3n, -2n, 0n, 1n, 2n, 3n]));
/** The companion matrix of x^d + … + c_1 x + c_0. */
const companion = (...low: bigint[]): Transition<bigint> =>
  transitionFrom(
    low.map((_, i) => (i < low.length - 1 ? low.map((_, j) => BigInt(j === i + 1)) : low.map((c) => -c))),
  );

describe("upperBits", () => {
  test("bounds every entry of every turn", () => {
    fc.assert(
      fc.property(cases, fc.nat(80), ({ transition, start }, turns) => {
        const bounds = upperBits(transition, start, BigInt(turns));
        for (const state of orbit(transition, start, turns)) {
          state.forEach((value, i) => {
            expect(bitLength(value)).toBeLessThanOrEqual(bounds[i]!);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is tight for counters, polynomials and Fibonacci numbers", () => {
    for (const turns of [1n, 2n, 5n, 100n, 10n ** 6n, 2n ** 60n, 10n ** 1000n]) {
      expect(upperBits(counter, [0n, 1n], turns)[0]).toBeLessThanOrEqual(bitLength(turns) + 1);
      expect(upperBits(counter, [0n, 1n], turns)[1]).toBe(1);
    }
    const [a] = upperBits(fibonacci, [0n, 1n], 10n ** 18n);
    expect(a! / (1e18 * Math.log2((1 + Math.sqrt(5)) / 2))).toBeCloseTo(1, 6);
    expect(upperBits(fibonacci, [0n, 1n], 1000n)).toEqual([694, 694]);
  });

  test.each<[string, Transition<bigint>, bigint[], number]>([
    ["a double root -1", companion(1n, 2n), [1n, 2n], 1],
    ["the root 2 that this start does not have", companion(2n, -3n), [1n, 1n], 0],
    ["the golden ratio that this start does not have", companion(1n, 0n, -2n), [1n, 1n, 1n], 0],
    ["a third and a sixth root of unity", companion(1n, 0n, 1n, 0n), [3n, -1n, 2n, 5n], 0],
    ["a double sixth root of unity", companion(1n, -2n, 3n, -2n), [3n, -1n, 2n, 5n], 1],
    ["a root of unity with a step", companion(-1n, 2n, -2n), [1n, 2n, 9n], 0],
    ["a swap with a step", companion(1n, -1n, -1n), [1n, 2n, 2n], 1],
    ["a root 0 with cancellation", transitionFrom([[8n, -8n], [8n, -8n]]), [3n, 4n], 0], // prettier-ignore
  ])("sees what cancels: %s", (_, transition, start, degree) => {
    for (const turns of [0n, 1n, 7n, 10n ** 9n, 10n ** 30n, 10n ** 400n])
      for (const bits of upperBits(transition, start, turns))
        expect(bits).toBeLessThanOrEqual(degree * bitLength(turns) + 10);
    const bounds = upperBits(transition, start, 100n);
    for (const state of orbit(transition, start, 100))
      state.forEach((value, i) => expect(bitLength(value)).toBeLessThanOrEqual(bounds[i]!));
  });

  test("bounds values that are powers of two, and one beside them", () => {
    for (let bits = 0n; bits < 200n; bits++) {
      for (const beside of [-1n, 0n, 1n]) {
        const turns = 2n ** bits + beside;
        expect(upperBits(counter, [0n, 1n], turns)[0]).toBeGreaterThanOrEqual(bitLength(turns));
        expect(upperBits(counter, [-turns, 1n], 2n * turns)[0]).toBeGreaterThanOrEqual(bitLength(turns));
        expect(upperBits(transitionFrom([[2n]]), [turns], bits)[0]).toBeGreaterThanOrEqual(
          bitLength(turns << bits),
        );
        const lower = lowerBits(counter, [0n, 1n], turns, 0);
        if (lower !== undefined) expect(lower).toBeLessThanOrEqual(logarithm(turns));
      }
    }
  });

  test("bounds powers of the number of turns where these are powers of two, and so are the values", () => {
    for (let degree = 1; degree <= 6; degree++) {
      // (n + 1)^j = Σ C(j, i) n^i
      const pascal = Array.from({ length: degree + 1 }, () => new Array<bigint>(degree + 1).fill(0n));
      for (const [j, row] of pascal.entries())
        for (let i = 0; i <= j; i++) row[i] = i === 0 ? 1n : pascal[j - 1]![i - 1]! + pascal[j - 1]![i]!;
      const start = pascal.map((_, j) => (j === 0 ? 1n : 0n));
      for (let bits = 3n; bits < 400n; bits++) {
        const turns = 2n ** bits;
        const bound = upperBitsBy(transitionFrom(pascal), start, turns)[degree]!;
        expect(bound).toBeGreaterThanOrEqual(degree * Number(bits) + 1);
        expect(bound).toBeLessThanOrEqual(degree * Number(bits) + 2);
      }
    }
  });

  test("keeps a counter apart from the growing part that reads it", () => {
    const transition = transitionFrom([
      [3n, 1n, 0n],
      [0n, 1n, 1n],
      [0n, 0n, 1n],
    ]);
    const [x, i] = upperBits(transition, [1n, 0n, 1n], 10n ** 9n);
    expect(x).toBeGreaterThan(1.58e9);
    expect(i).toBe(30);
  });

  test("a part that is zero and stays so takes no part", () => {
    const beside = transitionFrom([
      [1n, 1n, 1n],
      [0n, 1n, 0n],
      [0n, 0n, 2n],
    ]);
    expect(upperBitsBy(beside, [0n, 1n, 0n], 10n ** 1000n)).toEqual([3322, 1, 0]);
  });

  test("no growth is no growth, and too much is Infinity", () => {
    const swap = transitionFrom([
      [0n, 1n],
      [1n, 0n],
    ]);
    expect(upperBits(swap, [3n, 9n], 10n ** 1000n)).toEqual([4, 4]);
    expect(upperBits(fibonacci, [0n, 1n], 10n ** 1000n)).toEqual([Infinity, Infinity]);
    expect(upperBits(fibonacci, [0n, 0n], 10n ** 1000n)).toEqual([0, 0]);
    expect(upperBits(fibonacci, [0n, 1n], 100n, 1000)[0]).toBeLessThanOrEqual(1000);
  });
});

describe("courses", () => {
  const doubling = transitionFrom([[2n]]);

  test("a number of turns beyond all doubles", () => {
    expect(courses.upper(doubling, [1n], 2n ** 1100n, 0)).toBe(Infinity);
  });

  test("an entry that stays zero has no bits", () => {
    expect(courses.upper(doubling, [0n], 5n, 0)).toBe(0);
  });
});

describe("lowerBits", () => {
  test("never exceeds the truth", () => {
    fc.assert(
      fc.property(cases, fc.nat(80), ({ transition, start }, turns) => {
        const state = orbit(transition, start, turns).at(-1)!;
        state.forEach((value, i) => {
          const bound = lowerBits(transition, start, BigInt(turns), i);
          if (bound !== undefined) expect(bound).toBeLessThanOrEqual(logarithm(value));
        });
      }),
      { numRuns: 300 },
    );
  });

  test("finds what cannot exist", () => {
    const phi = Math.log2((1 + Math.sqrt(5)) / 2);
    expect(lowerBits(fibonacci, [0n, 1n], 10n ** 18n, 0)! / (1e18 * phi)).toBeCloseTo(1, 6);
    expect(lowerBits(fibonacci, [0n, 1n], 10n ** 400n, 0)).toBeGreaterThan(1e300);
    expect(lowerBits(transitionFrom([[-3n]]), [-7n], 10n ** 12n, 0)! / (1e12 * Math.log2(3))).toBeCloseTo(
      1,
      6,
    );
  });

  test("an integer root that dominates is a proof where signs are none", () => {
    const [sum, opposite] = [companion(2n, -3n), companion(-4n, 0n)];
    expect(lowerBits(sum, [1n, 2n], 10n ** 12n, 0)).toBeCloseTo(1e12, -1);
    expect(lowerBits(sum, [5n, 4n], 10n ** 12n, 1)).toBeCloseTo(1e12, -1); // 6 - 2^n
    expect(lowerBits(sum, [1n, 1n], 10n ** 12n, 0)).toBeUndefined();
    expect(lowerBits(sum, [1n, 2n], 10n ** 400n, 0)).toBeGreaterThan(1e300);
    expect(lowerBits(companion(6n, 1n, -4n), [1n, -3n, 8n], 10n ** 12n, 0)).toBeGreaterThan(1.5e12); // 3^n and more
    // 2^n + (-2)^n is 0 in every odd turn.
    expect(lowerBits(opposite, [2n, 0n], 10n ** 12n + 1n, 0) ?? -Infinity).toBe(-Infinity);
  });

  test("opposite roots add up in one half of the turns, and cancel in the other", () => {
    const sum = companion(4n, -4n, -1n); // 2^n + (-2)^n + 1
    expect(lowerBits(sum, [3n, 1n, 9n], 10n ** 12n, 0)).toBeGreaterThan(0.99e12);
    expect(lowerBits(sum, [3n, 1n, 9n], 10n ** 12n + 1n, 0) ?? -Infinity).toBeLessThanOrEqual(0);
  });

  test("a dominant root with a start on the others, in every short turn", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-4n, 4n), { minLength: 1, maxLength: 4 }),
        fc.array(fc.bigInt(-9n, 9n), { minLength: 4, maxLength: 4 }),
        fc.nat(60),
        (roots, values, turns) => {
          const polynomial = roots.reduce<bigint[]>(
            (p, root) => [...p.map((c, i) => (p[i - 1] ?? 0n) - root * c), 1n],
            [1n],
          );
          const transition = companion(...polynomial.slice(0, -1));
          const start = values.slice(0, roots.length);
          const states = orbit(transition, start, turns);
          const bound = lowerBits(transition, start, BigInt(turns), 0);
          if (bound !== undefined) expect(bound).toBeLessThanOrEqual(logarithm(states[turns]![0]!));
          const [upper] = upperBits(transition, start, BigInt(turns));
          for (const [value] of states) expect(bitLength(value!)).toBeLessThanOrEqual(upper!);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("waits for cancellation to end", () => {
    const sum = transitionFrom([
      [2n, 1n],
      [0n, 1n],
    ]);
    expect(lowerBits(sum, [-3n, 4n], 10n ** 10n, 0)).toBeGreaterThan(9.9e9);
    const nilpotent = transitionFrom([
      [2n, -2n],
      [2n, -2n],
    ]);
    expect(lowerBits(nilpotent, [1n, 0n], 10n ** 10n, 0) ?? -Infinity).toBe(-Infinity);
  });
});

describe("envelope", () => {
  test("bounds every entry of every turn", () => {
    fc.assert(
      fc.property(cases, fc.nat(60), ({ transition, start }, turns) => {
        const small = start.map((value) => value % 1000n);
        const bounds = envelopes(transition)(small).at(turns);
        for (const state of orbit(transition, small, turns)) {
          state.forEach((value, i) => {
            if (bounds[i]! < Infinity) expect(abs(value)).toBeLessThanOrEqual(BigInt(bounds[i]!));
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is exact where nothing cancels", () => {
    fc.assert(
      fc.property(transitions(), fc.nat(20), ({ transition, start }, turns) => {
        const positive = {
          basis: transition.basis,
          rows: transition.rows.map((row) => row.map(([j, c]) => [j, abs(c)] as const)),
        };
        const small = start.map((value) => abs(value % 10n));
        const states = orbit(positive, small, turns);
        const bounds = envelopes(positive)(small).at(BigInt(turns));
        const isPowerOfTwo = (turns & (turns - 1)) === 0; // else composed from maxima
        small.forEach((_, i) => {
          const most = states.map((state) => state[i]!).reduce((a, b) => (a > b ? a : b));
          if (most > 2n ** 53n) expect(bounds[i]).toBe(Infinity);
          if (isPowerOfTwo && turns <= 1) expect(bounds[i]).toBe(Number(most));
        });
      }),
    );
  });

  test("counters, up and down", () => {
    const up = envelopes(counter)([0n, 1n]);
    for (const turns of [0, 1, 2, 3, 1000, 123456789, 2 ** 53 - 1]) expect(up.at(turns)[0]).toBe(turns);
    expect(up.at(2n ** 53n)[0]).toBe(Infinity);
    expect([...up.at(10n ** 30n)]).toEqual([Infinity, 1]);
    const down = transitionFrom([
      [1n, -1n],
      [0n, 1n],
    ]);
    expect(envelopes(down)([1_000_000, 1]).at(77)[0]).toBe(1_000_077);
    expect(envelopes(transitionFrom([[5n]]))([2n ** 60n]).at(0)[0]).toBe(Infinity);
  });

  test("what a caller does to the bounds is not done to the envelope", () => {
    const up = envelopes(counter)([0n, 1n]);
    for (const turns of [0, 1, 6]) {
      up.at(turns).fill(99);
      expect([...up.at(turns)]).toEqual([turns, 1]);
    }
  });

  test("sums are certified to the turn", () => {
    const sum = transitionFrom([
      [1n, 1n, 0n],
      [0n, 1n, 1n],
      [0n, 0n, 1n],
    ]);
    const from = envelopes(sum)([0, 0, 1]);
    for (const turns of [1, 10, 999, 100_000_000]) expect(from.at(turns)[0]).toBe((turns * (turns - 1)) / 2);
  });
});
