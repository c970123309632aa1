/** Products of matrices with polynomial entries against the plain iteration, and the bounds of their growth. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundNewton, walk } from "../../src/algebra/consecutive-values.ts";
import { logarithm } from "../../src/algebra/logarithm.ts";
import { evaluateNewton } from "../../src/algebra/binomials.ts";
import { productOfMatrices } from "../../src/kernels/matrix-product/binary-splitting.ts";
import { growthCost, splittingCost } from "../../src/kernels/matrix-product/cost.ts";
import { lowerStateBits, upperStateBits } from "../../src/kernels/matrix-product/growth.ts";
import { lowerProductBits } from "../../src/kernels/matrix-product/lower-product.ts";
import { primeFactors } from "../../src/kernels/matrix-product/prime-factors.ts";
import type { PolynomialSystem } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { systemAt } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { apply } from "../../src/transition/apply.ts";

function iterate(system: PolynomialSystem, start: readonly bigint[], turns: number): bigint[] {
  let state = [...start];
  for (let t = 0; t < turns; t++) state = apply(systemAt(system, BigInt(t)), state);
  return state;
}

const newton = fc.array(
  fc.oneof(fc.bigInt(-4n, 4n), fc.constantFrom(-(2n ** 53n), 2n ** 53n - 1n, 2n ** 31n, 2n ** 70n)),
  { minLength: 2, maxLength: 4 },
);
const coefficient = fc.oneof(fc.bigInt(-2n, 2n), fc.constant(0n), fc.constant(1n), newton);

const systems = fc.integer({ min: 1, max: 4 }).chain((order) =>
  fc.record({
    system: fc
      .array(fc.array(coefficient, { minLength: order, maxLength: order }), {
        minLength: order,
        maxLength: order,
      })
      .map((rows): PolynomialSystem => ({
        basis: rows.map((_, k) => `x${k}`),
        rows: rows.map((row) => row.flatMap((c, j) => (c === 0n ? [] : [[j, c] as const]))),
      })),
    start: fc.array(fc.oneof(fc.bigInt(-3n, 3n), fc.constant(0n), fc.constant(2n ** 64n)), {
      minLength: order,
      maxLength: order,
    }),
    turns: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(8, 9, 16, 17, 32, 33, 64, 65, 130)),
  }),
);

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const bits = (value: bigint): number => (value === 0n ? 0 : abs(value).toString(2).length);

describe("binary splitting", () => {
  test("gives the plain iteration's state", () => {
    fc.assert(
      fc.property(systems, ({ system, start, turns }) => {
        const expected = iterate(system, start, turns);
        const outputs = start.map((_, k) => k);
        expect(productOfMatrices(system, start, BigInt(turns), outputs)).toEqual(expected);
        for (const k of outputs)
          expect(productOfMatrices(system, start, BigInt(turns), [k])).toEqual([expected[k]]);
      }),
      { numRuns: 300 },
    );
  });

  test("a thousand factors, and a factor zero on the way", () => {
    for (const first of [1n, -500n, -1000n, 2n ** 60n]) {
      const system: PolynomialSystem = { basis: ["x"], rows: [[[0, [first, 1n]]]] };
      for (const start of [1n, -7n, 0n]) {
        expect(productOfMatrices(system, [start], 1000n, [0])).toEqual(iterate(system, [start], 1000));
      }
    }
  });

  test("zero stays zero for any number of turns", () => {
    const system: PolynomialSystem = { basis: ["x"], rows: [[[0, [1n, 1n]]]] };
    expect(productOfMatrices(system, [0n], 10n ** 18n, [0])).toEqual([0n]);
  });
});

describe("from the primes of the factors", () => {
  const one = (c: readonly bigint[]): PolynomialSystem => ({ basis: ["x"], rows: [[[0, c]]] });
  /** The product as a method of prime factors gives it. */
  const product = (c: bigint[], q: bigint[] | undefined, start: bigint, turns: number): unknown =>
    primeFactors(one(c), q, [start], BigInt(turns), 1000)?.run([0]);

  test("products of linear factors", () => {
    for (const turns of [50, 64, 257]) {
      for (const c of [
        [1n, 1n],
        [-30n, 1n],
        [3n, -2n],
        [-7n, 4n],
        [2n, 6n],
      ]) {
        // prettier-ignore
        expect(product(c, undefined, -6n, turns)).toEqual(iterate(one(c), [-6n], turns));
        expect(productOfMatrices(one(c), [-6n], BigInt(turns), [0])).toEqual(iterate(one(c), [-6n], turns));
      }
    }
  });

  test("and quotients", () => {
    for (const turns of [50, 64, 257]) {
      let central = 1n;
      for (let t = 0n; t < turns; t++) central = (central * (4n * t + 2n)) / (t + 1n);
      expect(product([2n, 4n], [1n, 1n], 1n, turns)).toEqual([central]);
      expect(product([2n, 4n], [-1n, -1n], -5n, turns)).toEqual([
        turns % 2 === 0 ? -5n * central : 5n * central,
      ]);
      expect(productOfMatrices(one([2n, 4n]), [1n], BigInt(turns), [0], [1n, 1n])).toEqual([central]);
    }
  });

  test("nothing else", () => {
    expect(product([1n, 0n, 2n], undefined, 1n, 50)).toBeUndefined();
    expect(product([1n, 1n], [1n, 0n, 2n], 1n, 50)).toBeUndefined();
    expect(product([10n ** 9n, 1n], undefined, 1n, 50)).toBeUndefined();
    const constant: PolynomialSystem = { basis: ["x"], rows: [[[0, 3n]]] };
    const two: PolynomialSystem = { basis: ["x", "y"], rows: [[[0, [1n, 1n]]], [[1, [1n, 1n]]]] };
    for (const system of [constant, two, { basis: ["x"], rows: [[]] }])
      expect(primeFactors(system, undefined, [1n, 1n], 50n, 100)).toBeUndefined();
  });
});

test("a walk gives the values of its sequence, and their bound holds", () => {
  fc.assert(
    fc.property(newton, fc.integer({ min: 0, max: 60 }), (differences, turns) => {
      const own = walk(differences, BigInt(turns));
      for (let t = 0; t <= turns; t++) {
        const expected = evaluateNewton(differences, BigInt(t));
        expect(own.value).toBe(expected);
        if (own.number !== undefined) expect(BigInt(own.number)).toBe(expected);
        expect(abs(expected) <= boundNewton(differences, BigInt(turns))).toBe(true);
        own.advance();
      }
    }),
  );
});

describe("growth", () => {
  test("the bounds hold for every state", () => {
    let proved = 0;
    fc.assert(
      fc.property(systems, ({ system, start, turns }) => {
        const upper = upperStateBits(system, start, BigInt(turns));
        for (let t = 0; t <= turns; t += 7)
          for (const value of iterate(system, start, t)) expect(bits(value)).toBeLessThanOrEqual(upper);
        iterate(system, start, turns).forEach((value, k) => {
          const lower = lowerStateBits(system, start, BigInt(turns), k);
          if (lower === undefined) return;
          proved++;
          // A product is bounded before it becomes 0.
          const all = Array.from({ length: turns + 1 }, (_, t) => iterate(system, start, t)[k]!);
          const last = value === 0n ? Math.max(...all.map(bits)) : bits(value);
          expect(lower).toBeLessThan(last + 1e-9);
          if (system.rows[k]!.some(([column]) => column !== k)) expect(value).not.toBe(0n);
        });
      }),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(10);
  });

  test("products with zeros, signs and quotients are bounded from both sides", () => {
    let proved = 0;
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-9n, 9n), { minLength: 1, maxLength: 4 }),
        fc.bigInt(-50n, 50n).filter((x) => x !== 0n),
        fc.nat(50),
        (c, start, turns) => {
          const system: PolynomialSystem = { basis: ["x"], rows: [[[0, c]]] };
          const states = Array.from({ length: turns + 1 }, (_, t) => iterate(system, [start], t)[0]!);
          const lower = lowerStateBits(system, [start], BigInt(turns), 0);
          const upper = upperStateBits(system, [start], BigInt(turns));
          const largest = Math.max(...states.map(bits));
          expect(largest).toBeLessThanOrEqual(upper);
          if (lower !== undefined) expect(lower).toBeLessThanOrEqual(largest);
          if (lower !== undefined && !states.includes(0n)) {
            proved++;
            expect(lower).toBeLessThanOrEqual(logarithm(states.at(-1)!));
            expect(lower).toBeGreaterThan(logarithm(states.at(-1)!) - turns - 1);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(50);
  });

  test("systems that only add are bounded from below for starts of either sign", () => {
    const positive = fc.oneof(fc.bigInt(0n, 2n), fc.array(fc.bigInt(0n, 2n), { minLength: 2, maxLength: 3 }));
    const cases = fc.integer({ min: 2, max: 3 }).chain((order) =>
      fc.record({
        rows: fc.array(fc.array(positive, { minLength: order, maxLength: order }), {
          minLength: order,
          maxLength: order,
        }),
        start: fc.array(fc.bigInt(-6n, 12n), { minLength: order, maxLength: order }),
        turns: fc.integer({ min: 1, max: 20 }),
      }),
    );
    let proved = 0;
    fc.assert(
      fc.property(cases, ({ rows, start, turns }) => {
        const system: PolynomialSystem = {
          basis: start.map(String),
          rows: rows.map((row) => row.flatMap((c, j) => (c === 0n ? [] : [[j, c] as const]))),
        };
        iterate(system, start, turns).forEach((value, k) => {
          const lower = lowerStateBits(system, start, BigInt(turns), k);
          if (lower === undefined || system.rows[k]!.every(([column]) => column === k)) return;
          if (lower > 0) proved++;
          expect(lower).toBeLessThanOrEqual(logarithm(value) + 1e-9);
        });
      }),
      { numRuns: 2000 },
    );
    expect(proved).toBeGreaterThan(500);
    const sinking: PolynomialSystem = {
      basis: ["a", "b"],
      rows: [
        [[0, 1n]],
        [
          [0, [0n, 1n]],
          [1, 1n],
        ],
      ],
    };
    // 10, 10, 9, 7, 4, 0, -5
    expect(lowerStateBits(sinking, [-1n, 10n], 5n, 1)).toBeUndefined();
    expect(lowerStateBits(sinking, [-1n, 10n], 4n, 1) ?? 0).toBeLessThanOrEqual(2);
  });

  test("quotients of polynomials, against the sum of their logarithms", () => {
    let proved = 0;
    fc.assert(
      fc.property(newton, newton, fc.nat(50), (c, q, turns) => {
        const lower = lowerProductBits(c, q, BigInt(turns));
        if (lower === undefined) return;
        let sum = 0;
        for (let t = 0n; t < turns; t++)
          sum += logarithm(evaluateNewton(c, t)) - logarithm(evaluateNewton(q, t));
        expect(lower).toBeLessThanOrEqual(sum + 1e-6);
        expect(lower).toBeGreaterThan(sum - 16 * turns - 1); // levels of several bits
        proved++;
      }),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(50);
  });

  test("powers of two are bounded from below, in any number of turns", () => {
    for (const turns of [1n, 1000n, 10n ** 15n, 10n ** 40n]) {
      for (const [c, q, bits] of [
        [2n, 1n, turns],
        [1n, 2n, -turns],
        [-8n, 1n, 3n * turns],
      ] as const) {
        const lower = lowerProductBits([c], [q], turns) as number;
        expect(BigInt(Math.ceil(lower))).toBeLessThanOrEqual(bits);
        expect(lower).toBeGreaterThan(Number(bits) - 1e-9 * Number(turns));
      }
    }
  });

  test("with quotients, the upper bound holds in all turns, and is not far above", () => {
    const nonzero = newton.filter((q) =>
      Array.from({ length: 51 }, (_, t) => evaluateNewton(q, BigInt(t))).every((value) => value !== 0n),
    );
    fc.assert(
      fc.property(newton, nonzero, fc.bigInt(1n, 99n), fc.nat(50), (c, q, start, turns) => {
        const system: PolynomialSystem = { basis: ["x"], rows: [[[0, c]]] };
        const upper = upperStateBits(system, [start], BigInt(turns), q);
        let [size, without] = [logarithm(start), logarithm(start)];
        for (let t = 0n; t < turns; t++) {
          size += logarithm(evaluateNewton(c, t)) - logarithm(evaluateNewton(q, t));
          without += Math.max(0, logarithm(boundNewton(c, BigInt(turns))));
          expect(size).toBeLessThanOrEqual(upper + 1e-6);
        }
        expect(upper).toBeLessThanOrEqual(without + 2 + 1e-6 * without);
      }),
      { numRuns: 300 },
    );
    // Divisors that become smaller, in either direction, and one that turns round.
    for (const q of [
      [60n, -1n],
      [-60n, 1n],
      [901n, -59n, 2n],
      [1400n, 0n, -1n],
      [2n ** 40n, -(2n ** 34n)],
    ]) {
      const constant: PolynomialSystem = { basis: ["x"], rows: [[[0, 1000n]]] };
      let size = 0;
      for (let t = 0n; t < 50n; t++) {
        size += logarithm(1000n) - logarithm(evaluateNewton(q, t));
        expect(size).toBeLessThanOrEqual(upperStateBits(constant, [1n], t + 1n, q) + 1e-6);
      }
      expect(size).toBeLessThanOrEqual(upperStateBits(constant, [1n], 50n, q) + 1e-6);
    }
    const half: PolynomialSystem = { basis: ["x"], rows: [[[0, [2n, 4n]]]] }; // C(2n, n): 2 (2t + 1) / (t + 1)
    for (const n of [100n, 1000n, 10n ** 6n])
      expect(upperStateBits(half, [1n], n, [1n, 1n])).toBeLessThan(2.6 * Number(n) + 50);
    const factorial: PolynomialSystem = { basis: ["x"], rows: [[[0, [1n, 1n]]]] };
    expect(upperStateBits(factorial, [1n], 1000n)).toBeLessThan(1.1 * 8530);
    expect(upperStateBits(factorial, [1n], 1000n, [1n, 0n, 1n])).toBeLessThan(200);
    expect(upperStateBits(factorial, [1n], 1000n, [-1n, 0n, -1n])).toBeLessThan(200);
  });

  test("a product that becomes 0 has the size that it has until then", () => {
    const from = (first: bigint): PolynomialSystem => ({ basis: ["x"], rows: [[[0, [first, 1n]]]] });
    expect(upperStateBits(from(0n), [7n], 10n ** 18n)).toBeLessThan(80);
    expect(upperStateBits(from(-5n), [1n], 10n ** 18n)).toBeLessThan(400);
    expect(upperStateBits({ basis: ["x"], rows: [[]] }, [7n], 10n ** 18n)).toBeLessThan(10);
    expect(lowerStateBits(from(-5n), [1n], 10n ** 18n, 0)).toBeLessThan(7);
    expect(lowerStateBits(from(-(10n ** 12n)), [1n], 10n ** 18n, 0)).toBeGreaterThan(37e12);
  });

  test("what cannot exist is proved at once", () => {
    const factorial: PolynomialSystem = { basis: ["x"], rows: [[[0, [1n, 1n]]]] };
    expect(lowerStateBits(factorial, [-3n], 10n ** 18n, 0)).toBeGreaterThan(2 ** 62);
    const derangements: PolynomialSystem = {
      basis: ["a", "b"],
      rows: [
        [[1, 1n]],
        [
          [0, [1n, 1n]],
          [1, [1n, 1n]],
        ],
      ],
    };
    expect(lowerStateBits(derangements, [1n, 0n], 10n ** 12n, 1)).toBeGreaterThan(2 ** 40);
    expect(lowerStateBits(factorial, [0n], 10n ** 18n, 0)).toBeUndefined();
    // A quotient by 0 on the way.
    expect(lowerStateBits(factorial, [1n], 10n, 0, [-3n, 1n])).toBeUndefined();
    expect(lowerStateBits(factorial, [1n], 3n, 0, [-3n, 1n])).toBeLessThan(1);
  });
});

test("the predicted costs choose the plain loop for few turns, and splitting for many", () => {
  const factorial: PolynomialSystem = { basis: ["x"], rows: [[[0, [1n, 1n]]]] };
  const pays = (turns: bigint): boolean => {
    const size = upperStateBits(factorial, [1n], turns);
    return (
      splittingCost(factorial, turns, size) <
      40 * Number(turns) + growthCost(factorial, undefined, turns, size)
    );
  };
  expect([10n, 100n, 200n].map(pays)).toEqual([false, false, false]);
  expect([1000n, 10_000n, 1_000_000n].map(pays)).toEqual([true, true, true]);
});
