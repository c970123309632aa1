/** Delays and degrees against the differences of the orbits. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { forwardDifferences } from "../../src/algebra/binomials.ts";
import { orbit } from "../../src/transition/apply.ts";
import { joined, polynomialShapes } from "../../src/transition/polynomial-shapes.ts";
import { transitionFrom, triangular } from "./arbitrary-transition.ts";

test("from its delay on an entry is a polynomial of its degree", () => {
  fc.assert(
    fc.property(triangular([0n, 0n, 1n]), ({ transition, start }) => {
      const shapes = polynomialShapes(transition)!;
      shapes.forEach(({ delay, degree }, i) => {
        const values = orbit(transition, start, delay + degree + 4).map((state) => state[i]!);
        const differences = forwardDifferences(values.slice(delay));
        expect(differences.slice(degree + 1).every((value) => value === 0n)).toBe(true);
      });
    }),
  );
});

test("an entry that only reads others is late, and one that adds them up is steeper", () => {
  const shapes = polynomialShapes(
    transitionFrom([
      [1n, 0n, 0n, 0n, 0n],
      [1n, 1n, 0n, 0n, 0n],
      [0n, 1n, 0n, 0n, 0n],
      [0n, 0n, 1n, 1n, 0n],
      [0n, 0n, 0n, 0n, 0n],
    ]),
  );
  expect(shapes).toEqual([
    { delay: 0, degree: 0 },
    { delay: 0, degree: 1 },
    { delay: 1, degree: 1 },
    { delay: 1, degree: 2 },
    { delay: 1, degree: -1 },
  ]);
  expect(joined(shapes!)).toEqual({ delay: 1, degree: 2 });
  expect(joined([])).toEqual({ delay: 0, degree: -1 });
});

test.each([
  ["another eigenvalue", [[2n]]],
  ["-1", [[-1n]]],
  [
    "a cycle",
    [
      [0n, 1n],
      [1n, 0n],
    ],
  ],
])("%s has no shape", (_, rows) => {
  expect(polynomialShapes(transitionFrom(rows))).toBeUndefined();
});
