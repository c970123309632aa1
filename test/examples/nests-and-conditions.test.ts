/** examples/nests.ts and examples/conditions.ts: closed forms and published answers where no loop would end, plain loops below. */
import { describe, expect, test } from "vitest";
import { original } from "cpmoptimize";
import { euler1, euler2, filling, firstWithDigits, modes, squaresReach } from "../../examples/conditions.ts";
import { nested, strided, triangle } from "../../examples/nests.ts";

/** 0 + 1 + … + (n - 1) */
const below = (n: bigint): bigint => (n * (n - 1n)) / 2n;

describe("nests", () => {
  test("the article's, of 10^150 turns", () => {
    const [m, n] = [10n ** 50n, 10n ** 100n];
    expect(nested()).toBe(2n * n * below(m) + m * below(n));
  });

  test("an inner loop of as many turns as the outer counter says", () => {
    const n = 10n ** 30n;
    // Σ i · i(i - 1)/2 = (Σ i³ - Σ i²) / 2
    const squares = ((n - 1n) * n * (2n * n - 1n)) / 6n;
    expect(triangle(n)).toBe((below(n) ** 2n - squares) / 2n);
  });

  test.each([0n, 1n, 2n, 3n, 20n, 150n])("are the plain ones for n = %d", (n) => {
    expect(nested(n, n + 1n)).toBe(original(nested)(n, n + 1n));
    expect(triangle(n)).toBe(original(triangle)(n));
    expect(strided(n)).toBe(original(strided)(n));
  });

  test("a step that does not divide the way", () => {
    // As polynomials of degree 4 in n for each n modulo 6, by differences of the plain loop's values.
    const n = 10n ** 20n;
    const at = (k: bigint): bigint => original(strided)((n % 6n) + 6n * k);
    const differences = [0n, 1n, 2n, 3n, 4n, 5n, 6n].map(at);
    let [value, binomial] = [0n, 1n];
    for (let k = 0n; differences.length > 0; k++) {
      value += binomial * differences[0]!;
      binomial = (binomial * (n / 6n - k)) / (k + 1n);
      differences.forEach((difference, i) => {
        if (i > 0) differences[i - 1] = difference - differences[i - 1]!;
      });
      differences.pop();
    }
    expect(strided(n)).toBe(value);
  });
});

describe("conditions", () => {
  const n = 10n ** 50n;
  test.each([
    [1, below(n)],
    [2, ((n - 1n) * n * (2n * n - 1n)) / 6n],
    [3, -n],
  ])("the article's mode %d, of 10^50 turns", (mode, expected) => {
    expect(modes(mode)).toBe(expected);
  });

  test("Project Euler 1 at 10^100", () => {
    const multiples = (k: bigint): bigint => k * below((10n ** 100n - 1n) / k + 1n);
    expect(euler1(1000n)).toBe(233168n);
    expect(euler1(10n ** 100n)).toBe(multiples(3n) + multiples(5n) - multiples(15n));
  });

  test("Project Euler 2 below 10^10000", () => {
    expect(euler2(4_000_000n)).toBe(4613732n);
    expect(euler2(10n ** 10_000n)).toBe(original(euler2)(10n ** 10_000n));
  });

  test("the first Fibonacci number with 1000 and with 1,000,000 digits", () => {
    expect(firstWithDigits(1000n)).toBe(4782n);
    expect(firstWithDigits(1_000_000n)).toBe(4784969n);
  });

  test("how many squares reach 10^100", () => {
    expect(squaresReach(10n ** 100n)).toBe(3107232505953858866877662427522386n);
  });

  test("three phases, and a way out", () => {
    for (const [hours, capacity] of [
      [10n, 100n],
      [100n, 7n],
      [1000n, 30n],
      [10_000n, 100n],
    ] as const) {
      expect(filling(hours, capacity)).toEqual(original(filling)(hours, capacity));
    }
    const capacity = 10n ** 20n;
    // It opens in the hours 1, 3, 5, …; after k of them, 3k is in the tank or spilt.
    const opened = (11n * capacity) / 3n + 1n;
    expect(filling(10n ** 30n, capacity)).toEqual({
      hour: 2n * opened - 1n,
      level: capacity,
      spilt: 3n * opened - capacity,
    });
  });
});
