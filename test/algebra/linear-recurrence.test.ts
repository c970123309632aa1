/** The n-th terms of linear recurrences against the recurrence itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasLucasChain, lucasChain } from "../../src/algebra/linear-recurrence/lucas-chain.ts";
import { nthTerms } from "../../src/algebra/linear-recurrence/nth-terms.ts";
import { residueChain } from "../../src/algebra/linear-recurrence/residue-chain.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";

const small = fc.bigInt(-4n, 4n);
const recurrences = fc
  .integer({ min: 0, max: 6 })
  .chain((order) =>
    fc.tuple(
      fc.array(small, { minLength: order, maxLength: order }).map((c) => [...c, 1n]),
      fc.array(fc.array(small, { minLength: order, maxLength: order }), { minLength: 1, maxLength: 3 }),
    ),
  );

test("nthTerms agrees with the recurrence", () => {
  fc.assert(
    fc.property(recurrences, fc.nat(400), ([characteristic, initial], n) => {
      expect(nthTerms(characteristic, initial, BigInt(n))).toEqual(
        initial.map((first) => (first.length === 0 ? 0n : terms(characteristic, first, n + 1)[n])),
      );
    }),
    { numRuns: 400 },
  );
});

describe("every chain agrees with the recurrence for every small index", () => {
  test("order 2", () => {
    for (let p = -4n; p <= 4n; p++) {
      for (let q = -4n; q <= 4n; q++) {
        const characteristic = [q, -p, 1n];
        const initial = [
          [0n, 1n],
          [2n, p],
          [-3n, 5n],
        ];
        for (let n = 0; n <= 40; n++) {
          const expected = initial.map((first) => terms(characteristic, first, n + 1)[n]);
          expect(residueChain(characteristic, initial, BigInt(n))).toEqual(expected);
          if (hasLucasChain(characteristic)) expect(lucasChain(characteristic, initial, BigInt(n))).toEqual(expected);
        }
      }
    }
  });

  test("tribonacci numbers", () => {
    const characteristic = [-1n, -1n, -1n, 1n];
    const sequence = terms(characteristic, [0n, 0n, 1n], 200);
    sequence.forEach((value, n) => {
      expect(residueChain(characteristic, [[0n, 0n, 1n]], BigInt(n))).toEqual([value]);
    });
  });
});

test("the millionth Fibonacci number satisfies Cassini's identity", () => {
  const n = 10n ** 6n;
  const [a, b] = nthTerms([-1n, -1n, 1n], [[0n, 1n], [1n, 1n]], n) as [bigint, bigint]; // prettier-ignore
  expect(b * b - a * b - a * a).toBe(1n);
  expect(a % 10n ** 9n).toBe(242546875n);
});
