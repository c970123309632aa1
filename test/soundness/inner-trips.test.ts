/** Inner loops whose number of turns is the same every time, or whose end is met exactly: `!==` with a step. */
import { expect, test } from "vitest";
import { cpmoptimize } from "cpmoptimize";
import { compare } from "./compare.ts";

type Loose = (...args: never[]) => unknown;

const pairs = [0n, 1n, 2n, 20n].flatMap((n) => [0n, 1n, 7n, 9n, 100n, 101n].map((m) => [n, m] as const));
const numbers = pairs.map((pair) => pair.map(Number));

/**
 * @param far values for which the plain loop would not end in this life
 * @param expected what the function gives for them
 */
function expectAccelerated(
  f: Loose,
  calls: readonly (readonly unknown[])[],
  far: readonly unknown[],
  expected: unknown,
): void {
  const fast = cpmoptimize()(f) as (...args: unknown[]) => unknown;
  expect(fast(...far)).toEqual(expected);
  for (const call of calls) compare(f, () => call);
}

const n = 10n ** 20n;

test("a geometric body with a bound that a parameter gives", () => {
  const f = (n: bigint, m: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      let p = i;
      for (let j = 0n; j < m; j++) p = p * 2n + 1n;
      s += p;
    }
    return s;
  };
  expectAccelerated(f, pairs, [n, 50n], 2n ** 50n * ((n * (n - 1n)) / 2n) + (2n ** 50n - 1n) * n);
});

test("Fibonacci numbers from each start", () => {
  const f = (n: bigint, m: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      let [a, b] = [i, 1n];
      for (let j = 0n; j < m; j++) [a, b] = [b, a + b];
      s += a;
    }
    return s;
  };
  // After 20 turns a is F(19)·i + F(20).
  expectAccelerated(f, pairs, [n, 20n], (4181n * n * (n - 1n)) / 2n + 6765n * n);
});

test("an end that a step of 2 meets exactly", () => {
  const f = (n: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) for (let j = 0n; j !== 2n * i; j += 2n) s += j;
    return s;
  };
  expectAccelerated(f, pairs, [n], (n * (n - 1n) * (n - 2n)) / 3n);
});

test("an end that a step of 3 may miss", () => {
  const f = (n: bigint, m: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      for (let j = i + 2n * m; ; j -= 3n) {
        if (j === m) break;
        if (j < -50n) break;
        s += j;
      }
    }
    return s;
  };
  for (const call of pairs) compare(f, () => call);
  const g = (n: number): number => {
    let s = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j !== 3 * i; j += 3) s += j;
    return s;
  };
  for (const call of numbers) compare(g, () => call);
});

test("a square below an invariant", () => {
  const f = (n: bigint, m: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      let j = 0n;
      while (j * j < m) {
        j++;
        s += j + i;
      }
    }
    return s;
  };
  const root = 10n ** 15n;
  const expected = (n * root * (root + 1n)) / 2n + (root * n * (n - 1n)) / 2n;
  expectAccelerated(f, pairs, [n, 10n ** 30n], expected);
});

test("a square below an invariant, over numbers", () => {
  const f = (n: number, m: number): number => {
    let s = 0;
    for (let i = 0; i < n; i++) {
      let j = 0;
      while (j * j < m) {
        j++;
        s += j + i;
      }
    }
    return s;
  };
  expectAccelerated(f, numbers, [100_000, 1_000_000], 5_050_000_000_000);
});

test("a sum that passes a threshold, beside another end", () => {
  const f = (n: bigint, m: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      let q = 0n;
      for (let j = 0n; j < i; j++) {
        q += j;
        if (q > m) break;
        s += q * i;
      }
      for (let k = -15n; k < 40n; k++) {
        if (k * k > m) s += k;
        else s -= i;
      }
    }
    return s;
  };
  for (const call of pairs) compare(f, () => call);
  const fast = cpmoptimize()(f);
  expect(fast(n, 100n) % 10n).toBe(
    ((): bigint => {
      // Beyond the first few turns each one adds the same multiple of i, and the same constant.
      const [a, b, c] = [f(40n, 100n), f(41n, 100n), f(42n, 100n)];
      const [first, second] = [b - a, c - b];
      const late = n - 40n;
      return (a + late * first + ((late * (late - 1n)) / 2n) * (second - first)) % 10n;
    })(),
  );
});
