/** Whether products modulo m pay: decided by predictions, so that nothing is timed here. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type Loop = (n: bigint, m: bigint) => unknown;

const factorial: Loop = (n, m) => {
  let f = 1n;
  for (let i = 1n; i <= n; i++) f = (f * i) % m;
  return f;
};
const derangements: Loop = (n, m) => {
  let [c, d] = [1n, 0n];
  for (let i = 2n; i <= n; i++) [c, d] = [d, ((i - 1n) * (c + d)) % m];
  return d;
};
const sums: Loop = (n, m) => {
  let [s, x] = [0n, 1n];
  for (let i = 1n; i <= n; i++) {
    s = (s + x) % m;
    x = (x * (i * i + 1n)) % m;
  }
  return s;
};
const downward: Loop = (n, m) => {
  let f = 1n;
  for (let i = n; i > 0n; i--) f = (((f * (2n * i + 1n)) % m) + m) % m;
  return f;
};

const P = 10n ** 9n + 7n;
const M61 = 2n ** 61n - 1n;

function statusOf(fast: Loop, n: bigint, m: bigint): string | undefined {
  fast(n, m);
  return explain(fast).loops[0]?.status;
}

/** The least of 1000, 1250, 1562, … turns that a new site moves. */
function limitOf(loop: Loop, m: bigint): number {
  for (let n = 1000; n < 1e6; n *= 1.25)
    if (statusOf(cpmoptimize()(loop), BigInt(Math.floor(n)), m) === "accelerated") return n;
  return Infinity;
}

describe("so few turns that the loop as written is about as cheap are left to it, at every call", () => {
  test.each([
    ["sums", sums, 2000n, 1000n],
    ["sums", sums, 1000n, 10n ** 18n],
    ["derangements", derangements, 2000n, 100n],
    ["derangements", derangements, 3000n, 1000n],
    ["a counter that goes down", downward, 5845n, 1000n],
    ["a factorial", factorial, 10_000n, P],
    ["a factorial", factorial, 3000n, M61],
    ["derangements", derangements, 20_000n, P],
  ] as const)("%s, %#", (_, loop, n, m) => {
    const fast = cpmoptimize()(loop);
    for (let k = 0n; k < 30n; k++) expect(statusOf(fast, n + (k % 3n), m)).toBe("declined");
  });
});

test("many turns are moved, from the first call on", () => {
  for (const loop of [sums, derangements, factorial])
    for (const m of [P, M61, 1000n]) expect(statusOf(cpmoptimize()(loop), 400_000n, m)).toBe("accelerated");
});

test("fewer turns pay where those of the loop cost more", () => {
  const limits = [P, M61, 2n ** 127n - 1n].map((m) => limitOf(factorial, m));
  expect(limits).toEqual([...limits].sort((a, b) => b - a));
  // Measured, no slower from some 20000 to 30000, 7000 and 5000 turns on.
  expect(limits[0]).toBeGreaterThan(18_000);
  expect(limits[0]).toBeLessThan(45_000);
  expect(limits[1]).toBeGreaterThan(5000);
  expect(limits[1]).toBeLessThan(15_000);
});

test("limits of systems of two variables", () => {
  // Measured, 30000 to 40000, and 40000 to 55000.
  for (const loop of [derangements, sums]) {
    expect(limitOf(loop, M61)).toBeGreaterThan(25_000);
    expect(limitOf(loop, M61)).toBeLessThan(65_000);
  }
});
