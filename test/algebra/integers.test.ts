/** Binomials, powers, bit lengths and logarithms of integers of any size. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomials, evaluateNewton, forwardDifferences } from "../../src/algebra/binomials.ts";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { logOfDominantRoot } from "../../src/algebra/dominant-root.ts";
import { integerPower } from "../../src/algebra/integer-power.ts";
import { logarithm } from "../../src/algebra/logarithm.ts";
import { integers } from "../../src/algebra/integers.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";

describe("binomials", () => {
  test("rows of Pascal's triangle", () => {
    expect(binomials(5n, 7)).toEqual([1n, 5n, 10n, 10n, 5n, 1n, 0n, 0n]);
    expect(binomials(0n, 2)).toEqual([1n, 0n, 0n]);
  });

  test("Pascal's rule for numbers of any size", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 300n), fc.integer({ min: 1, max: 8 }), (n, j) => {
        expect(binomials(n + 1n, j)[j]).toBe(binomials(n, j)[j]! + binomials(n, j)[j - 1]!);
      }),
    );
  });

  test("Newton's forward formula reproduces the sequence", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-100n, 100n), { minLength: 1, maxLength: 6 }), (values) => {
        const newton = forwardDifferences(values);
        values.forEach((value, k) => {
          expect(evaluateNewton(newton, BigInt(k))).toBe(value);
        });
        const n = 10n ** 30n + 7n;
        expect(evaluateNewton(newton, n)).toBe(
          binomials(n, 5)
            .slice(0, newton.length)
            .reduce((sum, b, j) => sum + b * newton[j]!, 0n),
        );
      }),
    );
  });
});

test("integerPower is **", () => {
  fc.assert(
    fc.property(fc.bigInt(-40n, 40n), fc.bigInt(0n, 300n), (base, exponent) => {
      expect(integerPower(base, exponent)).toBe(base ** exponent);
    }),
  );
  expect(integerPower(-1n, 10n ** 1000n + 1n)).toBe(-1n);
  expect(() => integerPower(2n, 10n ** 18n)).toThrow(RangeError);
});

test("bitLength and logarithm", () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 3000n), 2n ** 3000n), (value) => {
      const magnitude = value < 0n ? -value : value;
      expect(bitLength(value)).toBe(value === 0n ? 0 : magnitude.toString(2).length);
      if (value !== 0n)
        expect(Math.floor(logarithm(value) + 1e-9)).toBeGreaterThanOrEqual(bitLength(value) - 1);
    }),
  );
  for (let k = 0n; k < 300n; k++) {
    expect(bitLength(1n << k)).toBe(Number(k) + 1);
    expect(bitLength((1n << k) - 1n)).toBe(Number(k));
    expect(logarithm(1n << k)).toBe(Number(k));
  }
  expect(logarithm(0n)).toBe(-Infinity);
  expect(logarithm(2n ** 5000n)).toBe(5000);
});

test("logOfDominantRoot estimates the growth", () => {
  expect(logOfDominantRoot([-1n, -1n, 1n])).toBeCloseTo(0.6942, 1);
  expect(logOfDominantRoot([-3n, 1n])).toBeCloseTo(Math.log2(3), 1);
  expect(logOfDominantRoot([1n])).toBe(0);
  expect(logOfDominantRoot([0n, 0n, 1n])).toBe(0);
  expect(logOfDominantRoot([2n ** 4000n, 0n, 1n]) / 2000).toBeCloseTo(1, 2);
});

test("polynomials modulo a monic polynomial", () => {
  const ring = polynomials(integers);
  const fibonacci = [-1n, -1n, 1n];
  expect(ring.powmod([0n, 1n], 10n, fibonacci)).toEqual([34n, 55n]);
  expect(ring.powmod([0n, 1n], 0n, fibonacci)).toEqual([1n]);
  expect(ring.mod([1n, 2n, 3n], [1n])).toEqual([]);
  expect(() => ring.mod([1n], [2n])).toThrow("monic");
});
