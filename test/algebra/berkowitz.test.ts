/** The characteristic polynomial without division. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { berkowitz } from "../../src/algebra/berkowitz.ts";
import { integers } from "../../src/algebra/integers.ts";
import { matrices } from "../../src/algebra/matrices.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";

const matrix = fc
  .nat(6)
  .chain((n) =>
    fc.array(fc.array(fc.bigInt(-9n, 9n), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
  );

test("Cayley-Hamilton: every matrix is a root of its own polynomial", () => {
  fc.assert(
    fc.property(matrix, (a) => {
      const { ZERO, ONE, add, mul, eql } = matrices(integers, a.length);
      const polynomial = berkowitz(integers, a);
      expect(polynomial.length).toBe(a.length + 1);
      expect(polynomial.at(-1)).toBe(1n);
      const value = polynomial.reduceRight(
        (sum, c) =>
          add(
            mul(sum, a),
            ONE.map((row) => row.map((x) => x * c)),
          ),
        ZERO,
      );
      expect(eql(value, ZERO)).toBe(true);
    }),
  );
});

test("trace and determinant", () => {
  expect(berkowitz(integers, [])).toEqual([1n]);
  expect(berkowitz(integers, [[5n]])).toEqual([-5n, 1n]);
  expect(
    berkowitz(integers, [
      [1n, 2n],
      [3n, 4n],
    ]),
  ).toEqual([-2n, -5n, 1n]);
});

test("triangular matrices have their diagonal as roots", () => {
  const { mul, ONE } = polynomials(integers);
  fc.assert(
    fc.property(matrix, (a) => {
      const triangular = a.map((row, i) => row.map((c, j) => (j > i ? 0n : c)));
      const expected = triangular.map((row, i) => [-row[i]!, 1n]).reduce(mul, ONE as bigint[]);
      expect(berkowitz(integers, triangular)).toEqual(expected);
    }),
  );
});

test("over polynomials: the determinant of a generic matrix", () => {
  const ring = polynomials(integers);
  // [[t, 1], [1, t]]: x² - 2t x + (t² - 1)
  expect(
    berkowitz(ring, [
      [[0n, 1n], [1n]],
      [[1n], [0n, 1n]],
    ]),
  ).toEqual([[-1n, 0n, 1n], [0n, -2n], [1n]]);
});
