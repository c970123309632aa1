/** Products of matrices with polynomial entries modulo m against the plain iteration, and against theorems on factorials. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateNewton } from "../../src/algebra/binomials.ts";
import { doublingCost } from "../../src/kernels/matrix-product/modular/cost.ts";
import { firstZero } from "../../src/kernels/matrix-product/modular/first-zero.ts";
import { inPowers } from "../../src/kernels/matrix-product/modular/power-basis.ts";
import { prepareModular } from "../../src/kernels/matrix-product/modular/prepare.ts";
import { PrimePowerProduct } from "../../src/kernels/matrix-product/modular/prime-power.ts";
import { combined, splitModulus } from "../../src/kernels/matrix-product/modular/split-modulus.ts";
import { ValuesDoubling } from "../../src/kernels/matrix-product/modular/values-doubling.ts";
import type { PolynomialSystem } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { systemAt } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { apply } from "../../src/transition/apply.ts";

const residue = (value: bigint, m: bigint): bigint => ((value % m) + m) % m;

function iterate(system: PolynomialSystem, start: readonly bigint[], turns: number, m: bigint): bigint[] {
  let state = start.map((value) => residue(value, m));
  for (let t = 0; t < turns; t++)
    state = apply(systemAt(system, BigInt(t)), state).map((value) => residue(value, m));
  return state;
}

const coefficient = fc.oneof(
  fc.bigInt(-2n, 2n),
  fc.constant(0n),
  fc.array(fc.bigInt(-20n, 20n), { minLength: 2, maxLength: 5 }).map((newton) => [...newton.slice(1), 1n]),
);
const systems = fc.integer({ min: 1, max: 3 }).chain((order) =>
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
    start: fc.array(fc.bigInt(-(2n ** 70n), 2n ** 70n), { minLength: order, maxLength: order }),
  }),
);
const all = (system: PolynomialSystem): number[] => system.rows.map((_, k) => k);

const shifted = (newton: readonly bigint[]): PolynomialSystem => ({ basis: ["f"], rows: [[[0, newton]]] });
/** f = f · (t + 1) */
const factorial = shifted([1n, 1n]);

describe("the methods against the plain iteration", () => {
  const moduli = [
    ["one", 1n],
    ["a small prime", 3n],
    ["a power of two", 2n ** 20n],
    ["smooth", 720720n],
    ["a prime below the turns", 1009n],
    ["two primes below the turns", 1009n * 1013n],
    ["the square of one", 1013n ** 2n],
    ["a small prime, a large one", 3n ** 5n * 65537n],
    ["the largest prime of a word", 2n ** 61n - 1n],
    ["longer than a word", 2n ** 127n - 1n],
  ] as const;
  test.each(moduli)("modulo %s", (_, m) => {
    fc.assert(
      fc.property(systems, fc.constantFrom(0, 1, 2, 300, 1500, 4000), ({ system, start }, turns) => {
        const prepared = prepareModular([], system, m);
        expect(prepared.run(start, BigInt(turns), all(system))).toEqual(iterate(system, start, turns, m));
        expect(prepared.cost(BigInt(turns))).toBeGreaterThan(0);
      }),
      { numRuns: 12 },
    );
  });

  test("prime powers, with denominators that the prime divides", () => {
    fc.assert(
      fc.property(
        systems,
        fc.constantFrom([2n, 1], [2n, 7], [3n, 4], [5n, 2], [97n, 2]),
        fc.integer({ min: 0, max: 500 }),
        ({ system, start }, [prime, exponent], turns) => {
          const [p, e] = [prime as bigint, exponent as number];
          const power = new PrimePowerProduct(system, p, e);
          expect(power.run(start, BigInt(turns))).toEqual(iterate(system, start, turns, p ** BigInt(e)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("states are reduced from the start on", () => {
    for (const start of [0n, 8n, -8n, 9n, -1n]) {
      const power = new PrimePowerProduct(factorial, 2n, 3);
      for (const turns of [0, 1, 2, 9])
        expect(power.run([start], BigInt(turns))).toEqual(iterate(factorial, [start], turns, 8n));
    }
  });

  test("prime factors below the number of turns, down to what the points allow", () => {
    for (const m of [433n, 439n * 443n, 1009n, 20011n, 30011n * 20011n]) {
      const doubling = new ValuesDoubling(shifted([3n, 5n, 2n]), m);
      expect(doubling.run([1n], 19_999n)).toEqual(iterate(shifted([3n, 5n, 2n]), [1n], 19_999, m));
    }
  });

  test("turns of their own before the system, and less than these", () => {
    const early = [
      { basis: ["f"], rows: [[[0, 5n] as const]] },
      { basis: ["f"], rows: [[[0, -7n] as const]] },
    ];
    const prepared = prepareModular(early, factorial, 1009n);
    expect([0n, 1n, 2n, 5n].map((turns) => prepared.run([3n], turns, [0])[0])).toEqual([
      3n,
      15n,
      residue(-105n, 1009n),
      residue(-105n * 6n, 1009n),
    ]);
  });

  test("entries that depend on nothing of one another are computed apart", () => {
    const system: PolynomialSystem = { basis: ["f", "g"], rows: [[[0, [1n, 1n]]], [[1, [2n, 2n]]]] };
    const prepared = prepareModular([], system, 10n ** 9n + 7n);
    expect(prepared.run([1n, 1n], 5000n, [1, 0])).toEqual(
      iterate(system, [1n, 1n], 5000, 10n ** 9n + 7n).reverse(),
    );
  });
});

describe("theorems", () => {
  const run = (system: PolynomialSystem, m: bigint, turns: bigint): bigint =>
    prepareModular([], system, m).run([1n], turns, [0])[0]!;

  test.each([65537n, 999_983n, 10n ** 9n + 7n])("Wilson: (p - 1)! is -1 modulo %s", (p) => {
    expect(run(factorial, p, p - 1n)).toBe(p - 1n);
    expect(run(factorial, p, p)).toBe(0n);
    expect(run(factorial, p, 10n ** 100n)).toBe(0n);
  });

  test("the half factorial: ((p - 1) / 2)! squared is (-1)^((p + 1) / 2)", () => {
    for (const p of [1_000_003n, 10_000_019n, 998_244_353n]) {
      const half = run(factorial, p, (p - 1n) / 2n);
      expect((half * half) % p).toBe(((p + 1n) / 2n) % 2n === 0n ? 1n : p - 1n);
    }
  });

  test("n! · (p - 1 - n)! is (-1)^(n + 1)", () => {
    const p = 10n ** 8n + 7n;
    for (const n of [1234n, 10n ** 6n, 12_345_678n]) {
      const product = (run(factorial, p, n) * run(factorial, p, p - 1n - n)) % p;
      expect(product).toBe(n % 2n === 1n ? 1n : p - 1n);
    }
  });

  test("published factorials modulo 10^9 + 7", () => {
    const p = 10n ** 9n + 7n;
    expect(run(factorial, p, 10n ** 6n)).toBe(641_102_369n);
    expect(run(factorial, p, 10n ** 7n)).toBe(682_498_929n);
    expect(run(factorial, p, 10n ** 8n)).toBe(927_880_474n);
  });

  test("the two halves of a modulus: n! modulo p·q from n! modulo p and modulo q", () => {
    const [p, q, n] = [10n ** 9n + 7n, 998_244_353n, 10n ** 7n];
    expect([run(factorial, p * q, n)]).toEqual(
      combined([run(factorial, p, n)], p, [run(factorial, q, n)], q),
    );
  });

  test("odd double factorials modulo 2^64: the product of all odd residues is 1", () => {
    const odd = shifted([1n, 2n]);
    for (const k of [3n, 10n, 64n]) {
      expect(run(odd, 2n ** k, 2n ** (k - 1n))).toBe(1n);
      expect(run(odd, 2n ** k, 10n ** 6n * 2n ** (k - 1n))).toBe(1n);
    }
  });

  test("derangements modulo p come back with the other sign: D(n + p) = -D(n)", () => {
    // c, d = d, (t + 1)·(c + d)
    const system: PolynomialSystem = {
      basis: ["c", "d"],
      rows: [
        [[1, 1n]],
        [
          [0, [1n, 1n]],
          [1, [1n, 1n]],
        ],
      ],
    };
    for (const p of [1009n, 1_000_003n]) {
      const prepared = prepareModular([], system, p);
      const at = (n: bigint): bigint => prepared.run([1n, 0n], n, [1])[0]!;
      for (const n of [0n, 5n, 700n]) {
        expect(at(n + p)).toBe(residue(-at(n), p));
        expect(at(n + 10n ** 20n * 2n * p)).toBe(at(n));
      }
    }
  });
});

describe("the parts", () => {
  test("a product of linear factors is zero from its first zero on, and not before", () => {
    fc.assert(
      fc.property(fc.bigInt(-50n, 50n), fc.bigInt(-50n, 50n), fc.bigInt(1n, 60n), (b, a, m) => {
        fc.pre(a !== 0n);
        const system = shifted([b, a]);
        const values = Array.from({ length: 61 }, (_, t) => residue(evaluateNewton([b, a], BigInt(t)), m));
        const first = values.indexOf(0n);
        expect(firstZero(system, m)).toBe(first < 0 ? undefined : BigInt(first));
      }),
    );
  });

  test("powers of t tell the same polynomial", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(), { minLength: 1, maxLength: 6 }), fc.bigInt(0n, 50n), (newton, t) => {
        const { numerators, denominator } = inPowers(newton);
        const value = numerators.reduce((sum, c, k) => sum + c * t ** BigInt(k), 0n);
        expect(value).toBe(denominator * evaluateNewton(newton, t));
      }),
    );
  });

  test("a modulus and its parts", () => {
    const { powers, rest } = splitModulus(2n ** 5n * 97n ** 2n * 101n * 10007n, 100);
    expect(powers).toEqual([
      { prime: 2n, exponent: 5 },
      { prime: 97n, exponent: 2 },
    ]);
    expect(rest).toBe(101n * 10007n);
  });

  test("what would need too much memory is not begun", () => {
    const m = 2n ** 61n - 1n;
    expect(doublingCost(factorial, m, 1e10)).toBeLessThan(Infinity);
    expect(doublingCost(factorial, m, 1e14)).toBe(Infinity);
    const prepared = prepareModular([], factorial, m);
    expect([10n ** 10n, 10n ** 14n, m, 10n ** 40n].map((n) => prepared.reaches(n))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  test("what was prepared is kept: the next run costs less, in whatever order they come", () => {
    const system: PolynomialSystem = {
      basis: ["s", "x"],
      rows: [
        [
          [0, 1n],
          [1, 1n],
        ],
        [[1, [2n, 3n, 2n]]],
      ],
    };
    for (const m of [97n ** 3n, 1000n, 1009n * 1013n, 2n ** 10n * 10007n]) {
      const prepared = prepareModular([], system, m);
      const kernel = new PrimePowerProduct(system, 97n, 3);
      const [before, cold] = [prepared.cost(20_000n), kernel.cost(20_000n)];
      for (const turns of [20_000n, 1n, 500n, 100_000n, 20_000n, 5000n]) {
        expect(prepared.run([1n, 1n], turns, [0, 1])).toEqual(iterate(system, [1n, 1n], Number(turns), m));
        kernel.run([1n, 1n], turns);
      }
      expect(prepared.cost(20_000n)).toBeLessThan(before);
      expect(kernel.cost(20_000n)).toBeLessThan(cold / 4);
    }
  });

  test("turns and moduli beyond the range of doubles", () => {
    const [n, m] = [10n ** 400n, 10n ** 400n + 7n];
    const squares = shifted([1n, 1n, 2n]); // t² + 1, a unit modulo 10007 in every turn
    const small = prepareModular([], squares, 10007n);
    expect(small.reaches(n)).toBe(true);
    expect(small.cost(n)).toBeLessThan(1e9);
    const [period, rest] = [10007n, n % 10007n].map(
      (turns) => iterate(squares, [1n], Number(turns), 10007n)[0]!,
    );
    let power = 1n;
    for (let k = (n / 10007n) % 10006n; k > 0n; k--) power = (power * period!) % 10007n;
    expect(small.run([1n], n, [0])).toEqual([(power * rest!) % 10007n]);
    expect(prepareModular([], squares, m).reaches(n)).toBe(false);
    expect(prepareModular([], squares, m).reaches(m * n)).toBe(false);
    const powers: PolynomialSystem = { basis: ["x"], rows: [[[0, 3n]]] };
    expect(prepareModular([], powers, m).reaches(n)).toBe(true);
    expect(prepareModular([], powers, 2n ** 64n).run([1n], 2n ** 62n * n, [0])).toEqual([1n]);
  });
});
