/** Every algebra obeys the laws of its kind, and powers are repeated products. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integers } from "../../src/algebra/integers.ts";
import { matrices } from "../../src/algebra/matrices.ts";
import { thresholdIntegers } from "../../src/algebra/multiplicative/threshold-integers.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";
import { power } from "../../src/algebra/power.ts";
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

test("negative exponents are refused", () => {
  expect(() => power(integers, 2n, -1n)).toThrow(RangeError);
});
