/** The article's examples, as they stand in examples/: values from the article, a closed form or a second method. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { original } from "cpmoptimize";
import { Triangles } from "../../examples/decorator.ts";
import { fib } from "../../examples/fibonacci.ts";
import { geomSum } from "../../examples/geometric-sum.ts";
import { f as hugeRange } from "../../examples/huge-range.ts";
import { f as longLoop } from "../../examples/long-loop.ts";
import { f as loopInvariant } from "../../examples/loop-invariant.ts";
import { power } from "../../examples/power.ts";
import { fib as toldFib, waiting } from "../../examples/progress.ts";
import { f as recurrence } from "../../examples/recurrence.ts";

/** F(2k) = F(k)(2F(k+1) - F(k)), F(2k+1) = F(k)² + F(k+1)². */
function fastDoubling(n: bigint): bigint {
  let [a, b] = [0n, 1n];
  for (const bit of n.toString(2)) {
    [a, b] = [a * (2n * b - a), a * a + b * b];
    if (bit === "1") [a, b] = [b, a + b];
  }
  return a;
}

describe("the article's values", () => {
  test("example 1 at 10^18", () => {
    expect(longLoop(10n ** 18n)).toBe(166666666666666666666666666666666667500000000000000001n);
  });

  test("the ten millionth Fibonacci number is that of fast doubling", () => {
    expect(fib(10_000_000n) === fastDoubling(10_000_000n)).toBe(true);
  });

  test("a jump that is listened to, and one that is stopped", () => {
    expect(toldFib(20_000_000n) === fastDoubling(20_000_000n)).toBe(true);
    expect(waiting.heard.length).toBeGreaterThan(3);
    waiting.isPatient = false;
    expect(() => toldFib(20_000_000n)).toThrow("nobody waits any more");
  });

  test("a range of 10^1000 turns", () => {
    expect(hugeRange()).toBe(3n * 10n ** 1000n);
  });

  test("the geometric sum is (coeff^count - 1) / (coeff - 1)", () => {
    expect(geomSum(5n, 3n, 100_000n) === (5n * (3n ** 100_000n - 1n)) / 2n).toBe(true);
  });

  test("the power is **", () => {
    expect(power(-7n, 100_001n) === (-7n) ** 100_001n).toBe(true);
  });

  test("the loop-invariant expression is evaluated at each call", () => {
    const n = 10n ** 18n;
    for (const k of [5n, 6n]) expect(loopInvariant(n, k)).toBe(n * ((k ** 3n) & 676n) + (n * (n - 1n)) / 2n);
  });
});

describe("the optimised function is the plain one", () => {
  const agree = (fast: (...args: bigint[]) => bigint, ...args: bigint[]) => {
    expect(fast(...args) === original(fast)(...args)).toBe(true);
  };
  test.each([0n, 1n, 2n, 3n, 100n, 3000n])("for %d turns", (n) => {
    agree(longLoop, n);
    agree(fib, n);
    agree(recurrence, n);
    agree(geomSum, 7n, -3n, n);
    agree(power, -3n, n);
    agree(loopInvariant, n, 13n);
  });

  test("for random arguments", () => {
    fc.assert(
      fc.property(fc.bigInt(-50n, 50n), fc.bigInt(-50n, 50n), fc.bigInt(-5n, 800n), (a, b, n) => {
        agree(geomSum, a, b, n);
        agree(power, a, n);
        agree(recurrence, n);
        // A negative power would throw in the invariant of both.
        agree(loopInvariant, n, a);
      }),
      { numRuns: 50 },
    );
  });
});

test("the decorator on a getter, a method and a static method", () => {
  const n = 10n ** 30n;
  const triangles = new Triangles(n);
  expect(triangles.last).toBe((n * (n + 1n)) / 2n);
  expect(triangles.at(n)).toBe((n * (n + 1n)) / 2n);
  expect(Triangles.tetrahedral(n)).toBe((n * (n + 1n) * (n + 2n)) / 6n);
});
