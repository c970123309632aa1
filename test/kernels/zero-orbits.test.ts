/** Orbits that stay at 0, or do not see the eigenvalues that grow, cost nothing, after any number of turns. */
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { lowOrder } from "../../src/kernels/fiduccia/low-order.ts";
import { kernels } from "../../src/kernels/registry.ts";
import { transitionFrom } from "../transition/arbitrary-transition.ts";

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

test("each kernel whose method does not take the matrix's own powers", () => {
  const matrices = [
    [[3n, 0n], [0n, -2n]],
    [[0n, 1n], [1n, 1n]],
    [[0n, 1n, 0n], [0n, 0n, 1n], [2n, 1n, 1n]],
    [[1n, 1n], [0n, 3n]],
  ]; // prettier-ignore
  const names = new Set<string>();
  for (const matrix of matrices) {
    const start = matrix.map(() => 0n);
    for (const kernel of [...kernels, lowOrder]) {
      const solver = kernel.name === "matrix-power" ? undefined : kernel.prepare(transitionFrom(matrix));
      if (solver === undefined) continue;
      names.add(kernel.name);
      const question = { start, turns, outputs: start.map((_, i) => i) };
      expect(solver.run(question), kernel.name).toEqual(start);
    }
  }
  expect([...names].sort()).toEqual(["divided-differences", "fiduccia", "geometric"]);
});
