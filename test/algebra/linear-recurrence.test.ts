/** The n-th terms of linear recurrences against the recurrence itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integers } from "../../src/algebra/integers.ts";
import { evaluate, integerRoots } from "../../src/algebra/integer-roots.ts";
import { chain } from "../../src/algebra/linear-recurrence/chain.ts";
import { dividedDifferences } from "../../src/algebra/linear-recurrence/divided-differences.ts";
import { halvingChain } from "../../src/algebra/linear-recurrence/halving-chain.ts";
import { hasLucasChain, lucasChain } from "../../src/algebra/linear-recurrence/lucas-chain.ts";
import { nthTerms } from "../../src/algebra/linear-recurrence/nth-terms.ts";
import { recurrence } from "../../src/algebra/linear-recurrence/recurrence.ts";
import { residueChain } from "../../src/algebra/linear-recurrence/residue-chain.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";

const small = fc.bigInt(-4n, 4n);
const { mul, ONE } = polynomials(integers);
const vector = (length: number): fc.Arbitrary<bigint[]> =>
  fc.array(small, { minLength: length, maxLength: length });
const monic = fc.integer({ min: 0, max: 4 }).chain((order) => vector(order).map((c) => [...c, 1n]));
const rootList = fc.array(
  small.filter((root) => root !== 0n),
  { maxLength: 4 },
);
const withSequences = <T>(
  shape: fc.Arbitrary<T>,
  order: (value: T) => number,
): fc.Arbitrary<[T, bigint[][]]> =>
  shape.chain((value) =>
    fc.tuple(fc.constant(value), fc.array(vector(order(value)), { minLength: 1, maxLength: 3 })),
  );

describe("agreement with the recurrence", () => {
  test("nthTerms, integer roots and others mixed", () => {
    const shape = fc.tuple(rootList, monic).map(([roots, polynomial]) => {
      const factors = integerRoots(polynomial);
      return recurrence([...roots, ...factors.roots.filter((root) => root !== 0n)], [factors.rest]);
    });
    fc.assert(
      fc.property(
        withSequences(shape, ({ characteristic }) => characteristic.length - 1),
        fc.nat(200),
        ([of, initial], n) => {
          expect(nthTerms(of, initial, BigInt(n))).toEqual(
            initial.map((first) => (first.length === 0 ? 0n : terms(of.characteristic, first, n + 1)[n])),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test("sequences that are one part only", () => {
    const of = recurrence([1n, 1n, -2n], [[-1n, -1n, 1n]]);
    const fibonacci = terms([-1n, -1n, 1n], [0n, 1n], 101);
    const counter = terms([1n, -2n, 1n], [5n, 7n], 101);
    const sum = fibonacci.map((f, i) => f + counter[i]!);
    const initial = [fibonacci, counter, sum, [0n, 0n, 0n, 0n, 0n]].map((sequence) => sequence.slice(0, 5));
    expect(nthTerms(of, initial, 100n)).toEqual([fibonacci[100], counter[100], sum[100], 0n]);
  });

  test("chain, polynomials in a power of x included", () => {
    const shape = fc.tuple(monic, fc.integer({ min: 1, max: 3 })).map(([polynomial, stride]) => {
      const spread = polynomial.flatMap((c, i) =>
        i === 0 ? [c] : [...Array<bigint>(stride - 1).fill(0n), c],
      );
      return [spread[0] === 0n ? 1n : spread[0]!, ...spread.slice(1)];
    });
    fc.assert(
      fc.property(
        withSequences(
          shape.filter((polynomial) => polynomial.length > 1),
          (polynomial) => polynomial.length - 1,
        ),
        fc.nat(100),
        ([characteristic, initial], n) => {
          expect(chain(characteristic).run(initial, BigInt(n))).toEqual(
            initial.map((first) => terms(characteristic, first, n + 1)[n]),
          );
        },
      ),
    );
  });

  test("divided differences", () => {
    fc.assert(
      fc.property(
        withSequences(rootList, (roots) => roots.length),
        fc.integer({ min: 4, max: 60 }),
        ([unordered, initial], n) => {
          const { roots, characteristic } = recurrence(unordered, []);
          expect(dividedDifferences(roots, initial, BigInt(n))).toEqual(
            initial.map((first) => (first.length === 0 ? 0n : terms(characteristic, first, n + 1)[n])),
          );
        },
      ),
    );
  });
});

test("integerRoots finds all of them, of any size", () => {
  const large = fc.oneof(small, fc.bigInt(-(10n ** 40n), 10n ** 40n));
  fc.assert(
    fc.property(
      fc.array(large, { maxLength: 4 }),
      fc.constantFrom([1n], [-1n, -1n, 1n], [2n, 0n, 1n]),
      (roots, rest) => {
        const product = roots.reduce<readonly bigint[]>(
          (polynomial, root) => mul(polynomial, [-root, 1n]),
          mul(ONE, rest),
        );
        for (const root of roots) expect(evaluate(product, root)).toBe(0n);
        const found = integerRoots(product);
        expect(found.rest).toEqual(rest);
        expect([...found.roots].sort()).toEqual([...roots].sort());
      },
    ),
  );
});

test("of a polynomial of high degree, the small roots are found", () => {
  const high = [7n, ...Array<bigint>(13).fill(0n), 1n];
  const small = [1n, -1n, 2n, -2n, 3n, -3n, 1n];
  const product = small.reduce<readonly bigint[]>((polynomial, root) => mul(polynomial, [-root, 1n]), high);
  const found = integerRoots(product);
  expect(found.rest).toEqual(high);
  expect([...found.roots].sort()).toEqual([...small].sort());
  expect(integerRoots(mul(high, [-4n, 1n])).roots).toEqual([]);
  expect(integerRoots([0n, ...high]).roots).toEqual([0n]);
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
          expect(halvingChain(characteristic, initial, BigInt(n))).toEqual(expected);
          if (hasLucasChain(characteristic))
            expect(lucasChain(characteristic, initial, BigInt(n))).toEqual(expected);
        }
      }
    }
  });

  test("tribonacci numbers", () => {
    const characteristic = [-1n, -1n, -1n, 1n];
    const sequence = terms(characteristic, [0n, 0n, 1n], 200);
    sequence.forEach((value, n) => {
      expect(residueChain(characteristic, [[0n, 0n, 1n]], BigInt(n))).toEqual([value]);
      expect(halvingChain(characteristic, [[0n, 0n, 1n]], BigInt(n))).toEqual([value]);
    });
  });

  test("any order, with one another", () => {
    const shape = fc.integer({ min: 1, max: 9 }).chain((order) => vector(order).map((c) => [...c, 1n]));
    fc.assert(
      fc.property(
        withSequences(shape, (polynomial) => polynomial.length - 1),
        fc.nat(2000),
        ([characteristic, initial], n) => {
          const expected = residueChain(characteristic, initial, BigInt(n));
          expect(halvingChain(characteristic, initial, BigInt(n))).toEqual(expected);
        },
      ),
    );
  });
});

test("a Lucas chain is for order 2, with nothing to divide by that is 0", () => {
  expect(hasLucasChain([-1n, -1n, 1n])).toBe(true);
  expect(hasLucasChain([2n, 0n, 1n])).toBe(false);
  expect(hasLucasChain([4n, -4n, 1n])).toBe(false);
  expect(hasLucasChain([-1n, 1n])).toBe(false);
  expect(hasLucasChain([-1n, -1n, -1n, 1n])).toBe(false);
});

test("the millionth Fibonacci number satisfies Cassini's identity", () => {
  const n = 10n ** 6n;
  const [a, b] = chain([-1n, -1n, 1n]).run([[0n, 1n], [1n, 1n]], n) as [bigint, bigint]; // prettier-ignore
  expect(b * b - a * b - a * a).toBe(1n);
  expect(a % 10n ** 9n).toBe(242546875n);
});

test("a polynomial part and powers beside a growing part cost the chain nothing", () => {
  const fibonacci = [-1n, -1n, 1n];
  const alone = chain(fibonacci).work;
  expect(recurrence([1n, 1n, 1n, -1n, 3n], [fibonacci]).chain.work).toBe(alone);
  const first = [0n, 5n, 1n, 7n, 2n, 9n, 4n];
  const beside = recurrence([1n, 1n, 1n, -1n, 3n], [fibonacci]);
  expect(nthTerms(beside, [first], 200n)).toEqual([terms(beside.characteristic, first, 201)[200]]);
});
