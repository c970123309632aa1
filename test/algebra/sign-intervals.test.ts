/** Exact intervals of sign, and for how long a comparison holds, against brute force. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateNewton, forwardDifferences } from "../../src/algebra/binomials.ts";
import { firstFlip, signSatisfies } from "../../src/algebra/first-flip.ts";
import type { Relation } from "../../src/algebra/relations.ts";
import { signIntervals, type Sign } from "../../src/algebra/sign-intervals.ts";

const relations: readonly Relation[] = ["<", "<=", ">", ">=", "==", "!="];
const sign = (value: bigint): Sign => (value < 0n ? -1 : value > 0n ? 1 : 0);

/** Newton coefficients of Π (k - root) · scale. */
function withRoots(roots: readonly bigint[], scale = 1n): bigint[] {
  return forwardDifferences(
    Array.from({ length: roots.length + 1 }, (_, k) =>
      roots.reduce((product, root) => product * (BigInt(k) - root), scale),
    ),
  );
}

const sequences = fc.oneof(
  fc.array(fc.bigInt(-40n, 40n), { maxLength: 6 }),
  fc
    .tuple(fc.array(fc.bigInt(-3n, 60n), { minLength: 1, maxLength: 5 }), fc.constantFrom(1n, -1n))
    .map(([roots, scale]) => withRoots(roots, scale)),
);

describe("signIntervals", () => {
  test("agrees with brute force", () => {
    fc.assert(
      fc.property(sequences, (newton) => {
        const intervals = signIntervals(newton);
        expect(intervals[0]!.from).toBe(0n);
        intervals.forEach(({ from, sign: of }, i) => {
          const next = intervals[i + 1];
          if (next === undefined) return;
          expect(next.from).toBeGreaterThan(from);
          expect(next.sign).not.toBe(of);
        });
        for (let k = 0n; k <= 150n; k++) {
          const interval = intervals.findLast(({ from }) => from <= k)!;
          expect(interval.sign, `at ${k}`).toBe(sign(evaluateNewton(newton, k)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is exact around breakpoints of any size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, 10n ** 60n), { minLength: 1, maxLength: 4 }),
        fc.bigInt(-9n, 9n),
        (roots, shift) => {
          const newton = withRoots(roots);
          newton[0]! += shift;
          const intervals = signIntervals(newton);
          for (const { from, sign: of } of intervals) {
            expect(sign(evaluateNewton(newton, from))).toBe(of);
            if (from > 0n) expect(sign(evaluateNewton(newton, from - 1n))).not.toBe(of);
          }
          if (shift !== 0n) return;
          for (const root of roots)
            expect(intervals.findLast(({ from }) => from <= root)!.sign, `at ${root}`).toBe(0);
        },
      ),
    );
  });

  test("constants, and lists that end in zeros", () => {
    expect(signIntervals([])).toEqual([{ from: 0n, sign: 0 }]);
    expect(signIntervals([-3n, 0n, 0n])).toEqual([{ from: 0n, sign: -1 }]);
    expect(signIntervals([-3n, 1n, 0n])).toEqual([
      { from: 0n, sign: -1 },
      { from: 3n, sign: 0 },
      { from: 4n, sign: 1 },
    ]);
  });
});

describe("firstFlip", () => {
  test.each(relations)("agrees with brute force for %s", (relation) => {
    fc.assert(
      fc.property(sequences, (newton) => {
        const flip = firstFlip(newton, relation);
        let expected: bigint | undefined;
        for (let k = 0n; k <= 400n && expected === undefined; k++) {
          if (!signSatisfies(sign(evaluateNewton(newton, k)), relation)) expected = k;
        }
        if (expected === undefined) expect(flip === undefined || flip > 400n).toBe(true);
        else expect(flip).toBe(expected);
      }),
    );
  });

  test("(k - 5)^2 != 0 ends at 5, without a change of sign", () => {
    expect(firstFlip(withRoots([5n, 5n]), "!=")).toBe(5n);
    expect(firstFlip(withRoots([5n, 5n]), ">=")).toBeUndefined();
  });

  test("an inequality can step over its root", () => {
    expect(firstFlip([-7n, 2n], "!=")).toBeUndefined();
    expect(firstFlip([-8n, 2n], "!=")).toBe(4n);
  });

  test("counted loops of any size", () => {
    const n = 10n ** 100n;
    expect(firstFlip([-n, 1n], "<")).toBe(n);
    expect(firstFlip([-n, 1n], "<=")).toBe(n + 1n);
    expect(firstFlip([-n, 7n], "<")).toBe((n + 6n) / 7n);
    expect(firstFlip([n, -1n], ">")).toBe(n);
    expect(firstFlip([n, -1n], "<")).toBe(0n);
    expect(firstFlip([n, 1n], ">")).toBeUndefined();
    expect(firstFlip([-n * n, 1n, 2n], "<")).toBe(n); // k² < n²
  });
});

test("a sign satisfies a relation with zero as the integers of that sign do", () => {
  const holds = { "<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1], "==": [0], "!=": [-1, 1] } as const;
  for (const relation of relations) {
    const satisfying = ([-1, 0, 1] as const).filter((of) => signSatisfies(of, relation));
    expect(satisfying, relation).toEqual(holds[relation]);
  }
});
