/** Orbits that stay at 0, or do not see the eigenvalues that grow, cost nothing, after any number of turns. */
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

const turns = 2n ** 300n;

test("a recurrence of order 2 that begins with zeros", () => {
  const fast = cpmoptimize(function (n: bigint) {
    let a = 0n;
    let b = 0n;
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  });
  expect(fast(turns)).toBe(0n);
  expect(explain(fast).loops[0]!.status).toBe("accelerated");
});

test("a sum of one", () => {
  const fast = cpmoptimize(function (n: bigint) {
    let s = 5n;
    let a = 0n;
    let b = 0n;
    for (let i = 0n; i < n; i++) {
      s += a;
      [a, b] = [b, a + b];
    }
    return s;
  });
  expect(fast(turns)).toBe(5n);
  expect(explain(fast).loops[0]!.status).toBe("accelerated");
});
