/** The two options of the article's last graph, on its example: the dimension changes, the results do not. */
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { combinations } from "./harness.ts";

const fib = function fib(n: bigint): bigint {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
};

test("fib's dimension under the four combinations", () => {
  const seen = combinations.map((options) => {
    const fast = cpmoptimize({ ...options, itersLimit: 0 })(fib);
    const before = explain(fast).loops[0]?.dimension;
    for (const n of [0n, 1n, 2n, 3n, 10n, 93n, 1000n]) expect(fast(n)).toBe(fib(n));
    const [loop] = explain(fast).loops;
    expect(loop?.status).toBe("accelerated");
    expect(loop?.dimension).toBe(before);
    return loop?.dimension ?? 0;
  });
  // a, b · a, b, (a + b) · a, b, i, 1 · a, b, i, 1, (a + b), (i + 1n)
  expect(seen).toEqual([2, 3, 4, 6]);
});

test("far away the four combinations agree", () => {
  const [first, ...others] = combinations.map((options) => cpmoptimize(options)(fib)(100_003n));
  for (const other of others) expect(other).toBe(first);
});

test("explain shows the state and the matrix", () => {
  const fast = cpmoptimize()(fib);
  const [loop] = explain(fast).loops;
  expect([...(loop?.state ?? [])].sort()).toEqual(["a", "b"]);
  expect(loop?.matrix?.length).toBe(2);
});
