/** Nests: what a person reported once, and what the outer loop must not believe of its inner ones. */
import { expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";

test("the test of an inner loop does not end the outer one", () => {
  const f = (n: bigint, m: bigint): bigint[] => {
    let [a, b, r] = [0n, 1n, 0n];
    for (let i = 0n; i < n; i++) {
      [a, b] = [b, a + b];
      for (let j = m; j < i; j += n) r = i;
    }
    return [a, r];
  };
  for (const itersLimit of ["auto", 0] as const) {
    const fast = cpmoptimize({ itersLimit })(f);
    for (const n of [0n, 1n, 2n, 40n, 100n, 300n]) expect(fast(n, 50n)).toEqual(f(n, 50n));
  }
});

test("explain lists the phases, and what ended each", () => {
  const fast = cpmoptimize({ itersLimit: 0 })((n: bigint) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      if (i < 1000n) s += i;
      else s += 2n;
    }
    return s;
  });
  expect(fast(10n ** 20n)).toBe(499500n + 2n * (10n ** 20n - 1000n));
  const explanation = explain(fast);
  expect(explanation.loops[0]?.phases?.map(({ turns, endedBy }) => [turns, endedBy])).toEqual([
    [1000n, "i < 1000n"],
    [10n ** 20n - 1001n, "i < n"],
  ]);
  expect(String(explanation)).toContain("1000 turns, until i < 1000n changes");
});

test("three and four loops deep, with the automatic limit", () => {
  const f = (n: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) for (let k = 0n; k < j; k++) s += k;
    return s;
  };
  const fast = cpmoptimize()(f);
  for (const n of [0n, 1n, 2n, 3n, 4n, 5n, 10n, 40n]) expect(fast(n)).toBe(f(n));
  const n = 10n ** 6n;
  expect(fast(n)).toBe((n * (n - 1n) * (n - 2n) * (n - 3n)) / 24n);
});

test("bounds that are computed from literals, as the article writes them", () => {
  const fast = cpmoptimize()(() => {
    let res = 0n;
    for (const i of range(10n ** 50n)) for (const j of range(10n ** 100n)) res += i * 2n + j;
    return res;
  });
  // Before the call: a refused outer loop would take its 10^50 turns.
  expect(explain(fast).loops.map(({ status }) => status)).toEqual(["untried", "untried"]);
  const [m, n] = [10n ** 50n, 10n ** 100n];
  expect(fast()).toBe(n * m * (m - 1n) + (m * n * (n - 1n)) / 2n);
});
