/** Shifts of values of polynomials, and what they are made of, against their definitions. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Interpolation } from "../../../src/algebra/shifts/interpolation.ts";
import { inverse, inverses } from "../../../src/algebra/shifts/inverses.ts";
import { middleProduct, packed, slotDigits } from "../../../src/algebra/shifts/middle-product.ts";

const modulus = fc.constantFrom(2n, 7n, 16n, 255n, 10007n, 2n ** 31n - 1n, 2n ** 61n - 1n, 2n ** 64n);
const natural = fc.bigInt(0n, 2n ** 70n);

test("the middle of a product is its sums", () => {
  const list = fc.array(natural, { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(modulus, list, fc.integer({ min: 1, max: 9 }), natural, (m, raw, wanted, seed) => {
      const a = raw.map((x) => x % m);
      // The greatest residues, too: a slot has to be wide enough for all of their products.
      const b = Array.from({ length: a.length + wanted - 1 }, (_, k) =>
        seed % 3n === 0n ? m - 1n : (seed ** BigInt(k + 1) + BigInt(k)) % m,
      );
      const greatest = seed % 2n === 0n ? a.map(() => m - 1n) : a;
      const digits = slotDigits(m, a.length);
      const sums = Array.from({ length: wanted }, (_, k) =>
        greatest.reduce((sum, x, i) => sum + x * b[k + a.length - 1 - i]!, 0n),
      );
      expect(middleProduct(greatest, packed(b, digits), digits, wanted)).toEqual(sums);
    }),
  );
});

test("an inverse is one, and there is none only where there is a common divisor", () => {
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
  fc.assert(
    fc.property(modulus, fc.array(natural, { maxLength: 6 }), (m, raw) => {
      const values = raw.map((x) => x % m);
      const expected = (x: bigint): boolean => divisor(x, m) === 1n;
      for (const x of values) {
        const found = inverse(x, m);
        expect(found !== undefined).toBe(expected(x));
        if (found !== undefined) expect([(found * x) % m, found >= 0n && found < m]).toEqual([1n, true]);
      }
      expect(inverses(values, m)).toEqual(
        values.every(expected) ? values.map((x) => inverse(x, m)) : undefined,
      );
    }),
  );
});

test("the shifted values are the polynomial's", () => {
  const prime = fc.constantFrom(101n, 10007n, 2n ** 61n - 1n);
  const coefficients = fc.array(natural, { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(
      prime,
      coefficients,
      natural,
      fc.integer({ min: 1, max: 9 }),
      (m, polynomial, far, wanted) => {
        const value = (x: bigint): bigint => polynomial.reduceRight((sum, c) => (sum * x + c) % m, 0n);
        const count = BigInt(polynomial.length);
        // The points a + j, for -N < j < K, are units.
        const a = count + (far % (m - count - BigInt(wanted)));
        const values = polynomial.map((_, i) => value(BigInt(i)));
        const shifted = Array.from({ length: wanted }, (_, k) => value(a + BigInt(k)));
        expect(new Interpolation(m, polynomial.length).shift(a, wanted)(values)).toEqual(shifted);
      },
    ),
  );
});

test("what is no unit is not divided by", () => {
  expect(inverse(0n, 1n)).toBe(0n);
  expect(() => new Interpolation(5n, 6)).toThrow("5! is no unit modulo 5");
  for (const a of [0n, 2n, 99n]) {
    expect(() => new Interpolation(101n, 3).shift(a, 3)).toThrow(
      "a point of the shift is no unit modulo 101",
    );
  }
  expect(new Interpolation(101n, 3).shift(98n, 3)([0n, 1n, 4n])).toEqual([9n, 4n, 1n]);
});
