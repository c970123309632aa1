/** Loops that end at a threshold of values that grow faster than any polynomial: compiled, against the plain loop and theory. */
import { describe, expect, test } from "vitest";
import { runTransformed } from "../original-suite/run-transformed.ts";

type Call = (...args: unknown[]) => unknown;

function program(source: string, settings?: Parameters<typeof runTransformed>[2]) {
  const run = runTransformed(source, {}, settings);
  const [name] = Object.keys(run.plain) as [string];
  return { ...run, plain: run.plain[name] as Call, fast: run.fast[name] as Call };
}

const programs: Record<string, { source: string; calls: unknown[][] }> = {
  "Fibonacci below a limit": {
    source: `export function f(limit) { let a = 0n, b = 1n, i = 0n; while (a < limit) { [a, b] = [b, a + b]; i++; } return [a, b, i]; }`,
    calls: [[0n], [1n], [2n], [144n], [145n], [10n ** 30n], [10n ** 500n], [1e15], [1e15 + 0.5], [-Infinity]],
  },
  "Fibonacci until a value is met": {
    source: `export function f(goal) { let a = 0n, b = 1n; while (a !== goal) { [a, b] = [b, a + b]; } return [a, b]; }`,
    calls: [[0n], [8n], [144n], [2880067194370816120n]],
  },
  "3x + 1": {
    source: `export function f(n, x) { let k = 0n; while (x < n) { x = 3n * x + 1n; k++; } return [x, k]; }`,
    calls: [
      [10n ** 20n, 1n],
      [3n ** 50n, 0n],
      [(3n ** 60n - 1n) / 2n, 0n],
      [(3n ** 60n + 1n) / 2n, 0n],
      [10n ** 20n, -0n],
    ],
  },
  "kx + c with both from outside": {
    source: `export function f(n, k, c, x) { let t = 0n; do { x = k * x + c; t++; } while (x <= n); return [x, t]; }`,
    calls: [
      [10n ** 40n, 2n, 1n, 0n],
      [10n ** 40n, 7n, -5n, 1n],
      [10n ** 40n, 1n, 10n ** 38n, 1n],
      [10n ** 40n, -3n, 2n, 1n],
      [10n ** 40n, 10n ** 9n, 2n, 1n],
    ],
  },
  "a geometric sum": {
    source: `export function f(target, q) { let s = 0n, p = 1n, k = 0; while (s < target) { s += p; p *= q; k++; } return [s, p, k]; }`,
    calls: [
      [10n ** 60n, 2n],
      [2n ** 100n, 2n],
      [2n ** 100n - 1n, 2n],
      [10n ** 60n, 1_000_003n],
      [-5n, 2n],
    ],
  },
  "down to one": {
    source: `export function f(x) { let k = 0n; while (x > 1n) { x = 3n * x - 1000n; k++; } return [x, k]; }`,
    calls: [[499n], [1n], [-5n], [400n]],
  },
  "two limits, whichever comes first": {
    source: `export function f(n, m) { let a = 1n, b = 1n, i = 0n; while (a < n && i * i < m) { [a, b] = [a + b, a]; i++; } return [a, b, i]; }`,
    calls: [
      [10n ** 50n, 10n ** 9n],
      [10n ** 50n, 900n],
    ],
  },
  "until one of two": {
    source: `export function f(n) { let a = 1n, b = 0n, c = 2n; while (!(a >= n || c >= n)) { [a, b] = [a + b, a]; c = 4n * c - 3n; } return [a, b, c]; }`,
    calls: [[10n ** 70n], [5n]],
  },
  "a recurrence with a negative coefficient": {
    source: `export function f(n) { let a = 0n, b = 1n, k = 0n; for (; b <= n; k++) [a, b] = [b, 4n * b - a]; return [a, b, k]; }`,
    calls: [[10n ** 90n], [3n]],
  },
  "the difference of two growing values": {
    source: `export function f(n) { let a = 1n, b = 1n, k = 0n; while (a - b < n) { a *= 5n; b = 3n * b + 1n; k++; } return [a, b, k]; }`,
    calls: [[10n ** 90n], [3n], [5n ** 80n]],
  },
  "alternating signs": {
    source: `export function f(n) { let x = 1n, k = 0n; while (x > -n) { x *= -2n; k++; } return [x, k]; }`,
    calls: [[10n ** 30n], [2n ** 81n], [2n ** 80n]],
  },
  numbers: {
    source: `export function f(n) { let a = 0, b = 1, i = 0; while (a < n) { [a, b] = [b, a + b]; i++; } return [a, b, i]; }`,
    calls: [[1e9], [1e15], [0.5], [NaN], [1e15 + 0.5]],
  },
};

describe("as the plain loop", () => {
  test.each(Object.entries(programs))("%s", (_, { source, calls }) => {
    const { plain, fast, accelerations } = program(source);
    for (const call of calls) expect(fast(...call)).toEqual(plain(...call));
    expect(accelerations()).toBeGreaterThan(0);
  });
});

describe("far away", () => {
  const fibonacci = programs["Fibonacci below a limit"]!.source;

  test.each([100, 1000, 100_000, 1_000_000])("the first Fibonacci number with %d digits", (digits) => {
    const { fast, events } = program(fibonacci);
    const [a, b, index] = fast(10n ** BigInt(digits - 1)) as bigint[];
    // log10 F_n = n log10 φ - log10 √5, far from an integer in these cases
    const phi = (1 + Math.sqrt(5)) / 2;
    expect(index).toBe(BigInt(Math.ceil((digits - 1 + Math.log10(Math.sqrt(5))) / Math.log10(phi))));
    expect(b! - a! < 10n ** BigInt(digits - 1) && 10n ** BigInt(digits - 1) <= a!).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual(["accelerated"]);
  });

  test("a limit that is met exactly takes no second jump", () => {
    const { fast } = program(fibonacci);
    const [a, b, index] = fast(10n ** 99_999n) as [bigint, bigint, bigint];
    expect(fast(a)).toEqual([a, b, index]);
    expect(fast(a + 1n)).toEqual([b, a + b, index + 1n]);
  });

  test("what never ends stays so", () => {
    const { fast, events } = program(
      `export function f(x, n) { let k = 0n; while (x < n) { x = 3n * x - 1000n; k++; if (k === 1000n) break; } return [x, k]; }`,
    );
    const [x, k] = fast(-1n, 10n) as [bigint, bigint];
    expect([x, k]).toEqual([500n - 501n * 3n ** 1000n, 1000n]);
    expect(events.length).toBe(1);
  });

  test("a spiral is declined with the condition's name", () => {
    const { plain, fast, events } = program(
      `export function f(n) { let x = 3n, y = 5n, k = 0n; while (x < n) { [x, y] = [y, y - 2n * x]; k++; } return [x, y, k]; }`,
    );
    expect(fast(10n ** 30n)).toEqual(plain(10n ** 30n));
    expect(events).toMatchObject([
      { kind: "declined", refusal: { code: "undecided-condition", what: "x < n" } },
    ]);
  });
});
