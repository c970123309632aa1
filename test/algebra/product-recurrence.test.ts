/** Recurrences whose characteristic polynomials are products: their factors, and sequences put together from coprime parts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integerFactors, knownFactors } from "../../src/algebra/integer-factors.ts";
import { integerRoots } from "../../src/algebra/integer-roots.ts";
import { integers } from "../../src/algebra/integers.ts";
import { chain } from "../../src/algebra/linear-recurrence/chain.ts";
import { coprimeParts } from "../../src/algebra/linear-recurrence/coprime-parts.ts";
import { nthTerms } from "../../src/algebra/linear-recurrence/nth-terms.ts";
import { factoredChain, productChain } from "../../src/algebra/linear-recurrence/product-chain.ts";
import { factored, recurrence } from "../../src/algebra/linear-recurrence/recurrence.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";
import { polynomials, type Polynomial } from "../../src/algebra/polynomials.ts";
import { fiduccia } from "../../src/kernels/fiduccia/fiduccia.ts";
import { matrixPower } from "../../src/kernels/matrix-power/matrix-power.ts";
import { transitionFrom } from "../transition/arbitrary-transition.ts";

const ring = polynomials(integers);
const product = (factors: readonly Polynomial<bigint>[]): Polynomial<bigint> =>
  factors.reduce((all, factor) => ring.mul(all, factor), ring.ONE);

const fibonacci = [-1n, -1n, 1n];
const pell = [-1n, -2n, 1n];
const tribonacci = [-1n, -1n, -1n, 1n];

const small = fc.bigInt(-5n, 5n);
/** Degree 2 or 3 without an integer root, hence irreducible. */
const irreducible = fc
  .integer({ min: 2, max: 3 })
  .chain((degree) => fc.array(small, { minLength: degree, maxLength: degree }))
  .map((c): Polynomial<bigint> => [...c, 1n])
  .filter((polynomial) => integerRoots(polynomial).roots.length === 0);
const products = fc.array(irreducible, { minLength: 1, maxLength: 4 });
const inOrder = (factors: readonly Polynomial<bigint>[]): string[] => factors.map(String).sort();

describe("factors over Z", () => {
  test("irreducible ones are found, as often as they divide", () => {
    fc.assert(
      fc.property(products, (factors) => {
        expect(inOrder(integerFactors(product(factors)))).toEqual(inOrder(factors));
      }),
    );
  });

  test("repeated ones too", () => {
    for (const factors of [
      [pell, pell],
      [tribonacci, pell, pell, pell],
      [tribonacci, tribonacci, pell],
    ])
      expect(inOrder(integerFactors(product(factors)))).toEqual(inOrder(factors));
  });

  test("whatever is found, its product is the polynomial", () => {
    const monic = fc.array(fc.bigInt(-(10n ** 12n), 10n ** 12n), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(monic, { minLength: 1, maxLength: 3 }), (lists) => {
        const polynomial = product(lists.map((c) => [...c, 1n]));
        const factors = integerFactors(polynomial);
        expect(product(factors)).toEqual(polynomial);
        for (const factor of factors) expect(factor.at(-1)).toBe(1n);
      }),
    );
  });

  test("what is reducible modulo every prime is not over Z", () => {
    for (const polynomial of [
      [1n, 0n, 0n, 0n, 1n],
      [1n, 0n, -10n, 0n, 1n],
    ])
      // prettier-ignore
      expect(integerFactors(polynomial)).toEqual([polynomial]);
  });

  test("known ones as far as they divide", () => {
    const polynomial = product([pell, pell, tribonacci]);
    expect(knownFactors(polynomial, [fibonacci, pell])).toEqual([pell, pell, tribonacci]);
    expect(knownFactors(pell, [pell, fibonacci])).toEqual([pell]);
  });

  test("factors with large coefficients stay together", () => {
    const polynomial = ring.mul([10n ** 10n + 1n, 3n, 1n], [10n ** 11n + 7n, 1n, 1n]);
    expect(integerFactors(polynomial)).toEqual([polynomial]);
  });
});

describe("coprime parts", () => {
  const methods: [string, (factors: readonly Polynomial<bigint>[]) => ReturnType<typeof chain>][] = [
    ["known factors", productChain],
    ["factors that have to be found", (factors) => factoredChain(product(factors))],
  ];
  test.each(methods)("%s: the terms of the recurrence", (_, method) => {
    fc.assert(
      fc.property(
        products.chain((factors) => {
          const order = product(factors).length - 1;
          const first = fc.array(small, { minLength: order, maxLength: order });
          return fc.tuple(fc.constant(factors), fc.array(first, { minLength: 1, maxLength: 3 }));
        }),
        fc.nat(150),
        ([factors, initial], n) => {
          const all = product(factors);
          const expected = initial.map((first) => terms(all, first, n + 1)[n]);
          const made = method(factors);
          expect(made.run(initial, BigInt(n))).toEqual(expected);
          expect(made.run(initial, BigInt(n))).toEqual(expected); // what is kept of the start
        },
      ),
      { numRuns: 150 },
    );
  });

  test("sequences that are one part only, or none", () => {
    const all = product([fibonacci, pell, tribonacci]);
    const sequences = [fibonacci, pell, tribonacci].map((p) => terms(p, [0n, 0n, 1n].slice(0, p.length - 1).map((c, i) => c + BigInt(i)), 101)); // prettier-ignore
    sequences.push(
      sequences[0]!.map((a, i) => a + sequences[2]![i]!),
      sequences[0]!.map(() => 0n),
    );
    const initial = sequences.map((sequence) => sequence.slice(0, all.length - 1));
    expect(productChain([fibonacci, pell, tribonacci]).run(initial, 100n)).toEqual(
      sequences.map((sequence) => sequence[100]),
    );
  });

  test("polynomials with a common factor have none", () => {
    const part = (characteristic: Polynomial<bigint>): Parameters<typeof coprimeParts>[0] => ({
      characteristic,
      run: chain(characteristic).run,
    });
    const common = ring.mul(fibonacci, pell);
    expect(coprimeParts(part(common), part(pell))).toBeUndefined();
    const all = product([common, pell]);
    const first = [3n, 1n, 4n, 1n, 5n, 9n];
    expect(productChain([common, pell]).run([first], 90n)).toEqual([terms(all, first, 91)[90]]);
  });

  test("are two Lucas chains where a product of order 4 was", () => {
    const apart = productChain([fibonacci, pell]);
    const together = chain(ring.mul(fibonacci, pell));
    expect(apart.orders).toEqual([2, 2]);
    expect(together.orders).toEqual([4]);
    expect(apart.work).toBeLessThan(together.work / 2);
    expect(factoredChain(ring.mul(fibonacci, pell)).work).toBe(apart.work);
  });

  test("powers stay one block, and what is sparse stays sparse", () => {
    expect(productChain([fibonacci, fibonacci]).orders).toEqual([4]);
    expect(productChain([fibonacci, pell, fibonacci]).orders).toEqual([4, 2]);
    expect(productChain([fibonacci, [-1n, 1n, 1n]]).orders).toEqual([2]); // x⁴ - 3x² + 1
  });
});

describe("beside integer roots", () => {
  const first = Array.from({ length: 14 }, (_, i) => BigInt((i * i * 7) % 11));

  test("factors are looked for once and change nothing", () => {
    const of = recurrence([1n, 1n, -3n], [ring.mul(fibonacci, tribonacci)]);
    expect(factored(of).chain.orders).toEqual([3, 2]);
    for (const n of [0n, 7n, 8n, 16n, 99n]) {
      const expected = terms(of.characteristic, first.slice(0, 8), Number(n) + 1)[Number(n)];
      expect(nthTerms(of, [first], n)).toEqual([expected]);
      expect(nthTerms(factored(of), [first], n)).toEqual([expected]);
    }
  });

  test("a rest of high degree may have one of the roots", () => {
    const rest = ring.mul([-5n, 1n], [1n, 0n, 0n, 2n, 0n, 0n, 0n, 3n, 0n, 0n, 0n, 1n, 1n]);
    expect(integerRoots(rest).rest).toEqual(rest);
    const of = recurrence([5n], [rest]);
    expect(nthTerms(of, [first], 60n)).toEqual([terms(of.characteristic, first, 61)[60]]);
  });
});

describe("the kernel", () => {
  const agrees = (matrix: bigint[][], start: bigint[], turns: readonly bigint[]): void => {
    const transition = transitionFrom(matrix);
    const [fast, sure] = [fiduccia.prepare(transition)!, matrixPower.prepare(transition)!];
    for (const n of turns) {
      const question = { start, turns: n, outputs: start.map((_, i) => i) };
      expect(fast.run(question)).toEqual(sure.run(question));
    }
  };

  test("a sum over Fibonacci and Pell numbers", () => {
    const matrix = [
      [0n, 1n, 0n, 0n, 0n],
      [1n, 1n, 0n, 0n, 0n],
      [0n, 0n, 0n, 1n, 0n],
      [0n, 0n, 1n, 2n, 0n],
      [1n, 0n, 1n, 0n, 1n],
    ];
    agrees(matrix, [0n, 1n, 0n, 1n, 0n], [0n, 5n, 17n, 1000n, 20_001n]);
  });

  test("a block whose polynomial is reducible, for so long that its factors are looked for", () => {
    const matrix = [
      [0n, 1n, 1n, 0n],
      [1n, 1n, 0n, 2n],
      [1n, 0n, 1n, 1n],
      [0n, 2n, 1n, 2n],
    ];
    const [a, b] = [[0n, 1n], [1n, 1n]], c = [[1n, 0n], [0n, 1n]]; // prettier-ignore
    // [[A, C], [C, A]] has the eigenvalues of A + C and of A - C.
    const symmetric = [a!, b!, a!, b!].map((row, i) => {
      const other = c[i % 2]!.map((x) => 3n * x);
      return i < 2 ? [...row, ...other] : [...other, ...row];
    });
    agrees(matrix, [1n, 2n, 3n, 4n], [1000n]);
    agrees(symmetric, [1n, 2n, 3n, 5n], [0n, 30n, 1000n, 100_000n]);
  });
});
