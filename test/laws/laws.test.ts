/** Every algebra obeys the laws of its kind, and powers are repeated products. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integers } from "../../src/algebra/integers.ts";
import { matrices } from "../../src/algebra/matrices.ts";
import { thresholdIntegers } from "../../src/algebra/multiplicative/threshold-integers.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";
import { power } from "../../src/algebra/power.ts";
import { longWords } from "../../src/algebra/residues/long-word-arithmetic.ts";
import { modularIntegers } from "../../src/algebra/residues/modular-integers.ts";
import { modularNumbers } from "../../src/algebra/residues/modular-numbers.ts";
import { words } from "../../src/algebra/residues/word-arithmetic.ts";
import type { Semiring } from "../../src/algebra/ring.ts";
import type { Extended } from "../../src/algebra/tropical/semirings.ts";
import { maxPlus, maxTimes, minPlus, minTimes, saturating } from "../../src/algebra/tropical/semirings.ts";
import { lawsOf, type AnyAlgebra } from "./laws.ts";

const integer = fc.oneof(fc.bigInt(-4n, 4n), fc.bigInt(-(2n ** 200n), 2n ** 200n));
const matrix = (n: number): fc.Arbitrary<bigint[][]> =>
  fc.array(fc.array(integer, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });
const overZ = polynomials(integers);
const polynomial = fc.array(integer, { maxLength: 5 }).map(overZ.trim);
const bivariate = polynomials(overZ);

function obeysTheLaws<T>(algebra: AnyAlgebra<T>, element: fc.Arbitrary<T>): void {
  describe(algebra.name, () => {
    test.each(lawsOf(algebra))("$name", ({ sides }) => {
      fc.assert(
        fc.property(element, element, element, (a, b, c) => {
          const [left, right] = sides(a, b, c);
          expect(algebra.eql(left, right)).toBe(true);
        }),
      );
    });

    test("equal are those that are written the same", () => {
      const text = (a: T): string =>
        JSON.stringify(a, (_, value: unknown) => (typeof value === "object" ? value : String(value)));
      fc.assert(
        fc.property(element, element, (a, b) => {
          expect(algebra.eql(a, b)).toBe(text(a) === text(b));
          expect(algebra.eql(a, algebra.add(a, algebra.ZERO))).toBe(true);
        }),
      );
    });

    test("a power is a repeated product", () => {
      fc.assert(
        fc.property(element, fc.nat(9), (a, n) => {
          let product = algebra.ONE;
          for (let i = 0; i < n; i++) product = algebra.mul(product, a);
          expect(algebra.eql(power(algebra, a, BigInt(n)), product)).toBe(true);
        }),
        { numRuns: 40 },
      );
    });
  });
}

obeysTheLaws(integers, integer);
obeysTheLaws(overZ, polynomial);
for (const [index, period] of [
  [1n, 1n],
  [1n, 2n],
  [3n, 4n],
  [2n ** 60n, 1n],
] as const) {
  obeysTheLaws(thresholdIntegers(index, period), fc.bigInt(0n, index + period - 1n));
}
obeysTheLaws(bivariate, fc.array(polynomial, { maxLength: 3 }).map(bivariate.trim));
for (const dimension of [1, 2, 3]) obeysTheLaws(matrices(integers, dimension), matrix(dimension));

for (const m of [2n, 3n, 12n, 2n ** 61n - 1n, 2n ** 64n]) {
  obeysTheLaws(modularIntegers(m), fc.oneof(fc.constantFrom(0n, 1n, m - 1n, m / 2n), fc.bigInt(0n, m - 1n)));
}
for (const m of [3, 12, 10 ** 9 + 7, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 11, 2 ** 32 - 5, 2 ** 32 - 1]) {
  obeysTheLaws(
    modularNumbers(m),
    fc.oneof(
      fc.constantFrom(0, 1, m - 1, Math.floor(m / 2)),
      fc.maxSafeNat().map((x) => x % m),
    ),
  );
}
obeysTheLaws(words, fc.integer());
obeysTheLaws(longWords, fc.bigInt(0n, 2n ** 64n - 1n));
const natural = fc.oneof(fc.bigInt(0n, 4n), fc.bigInt(0n, 2n ** 200n));
const tropical: readonly (readonly [Semiring<Extended>, fc.Arbitrary<Extended>])[] = [
  [maxPlus, fc.oneof(integer, fc.constant(-Infinity))],
  [minPlus, fc.oneof(integer, fc.constant(Infinity))],
  [maxTimes, natural],
  [minTimes, fc.oneof(natural, fc.constant(Infinity))],
  [saturating(maxTimes, 20n), fc.bigInt(0n, 20n)],
  [saturating(minTimes, 20n), fc.oneof(fc.bigInt(0n, 20n), fc.constant(Infinity))],
];
for (const [semiring, element] of tropical) {
  obeysTheLaws(semiring, element);
  const square = fc.array(fc.array(element, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 });
  obeysTheLaws(matrices(semiring, 2), square);
}

describe.each(tropical)("$0.name", (semiring, element) => {
  test("addition is idempotent and chooses", () => {
    fc.assert(
      fc.property(element, element, (a, b) => {
        expect(semiring.add(a, a)).toBe(a);
        expect([a, b]).toContain(semiring.add(a, b));
      }),
    );
  });
});

test("negative exponents are refused", () => {
  expect(() => power(integers, 2n, -1n)).toThrow(RangeError);
});
