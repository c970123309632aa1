/** Factors, and when powers repeat, against brute force. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { factorise, modularPower } from "../../src/algebra/multiplicative/factorise.ts";
import { powerPeriod } from "../../src/algebra/multiplicative/power-period.ts";
import { thresholdIntegers } from "../../src/algebra/multiplicative/threshold-integers.ts";

const product = (factors: ReadonlyMap<bigint, number>): bigint =>
  [...factors].reduce((all, [prime, exponent]) => all * prime ** BigInt(exponent), 1n);

function isPrime(value: bigint): boolean {
  for (let d = 2n; d * d <= value; d++) if (value % d === 0n) return false;
  return value > 1n;
}

test("small numbers are products of primes", () => {
  for (let value = 1n; value <= 3000n; value++) {
    const factors = factorise(value)!;
    expect(product(factors)).toBe(value);
    for (const prime of factors.keys()) expect(isPrime(prime)).toBe(true);
  }
});

test("strong pseudoprimes, squares, and two large primes are factored", () => {
  const known: [bigint, bigint[]][] = [
    [3215031751n, [151n, 751n, 28351n]],
    [3825123056546413051n, [149491n, 747451n, 34233211n]],
    [1000003n ** 2n, [1000003n]],
    [1000003n ** 3n, [1000003n]],
    [1009n * 1013n, [1009n, 1013n]],
    [4294967291n * 4294967279n, [4294967279n, 4294967291n]],
    [2n ** 64n - 59n, [2n ** 64n - 59n]],
    [2n ** 61n - 1n, [2n ** 61n - 1n]],
    [2n ** 64n, [2n]],
    [10n ** 30n, [2n, 5n]],
  ];
  for (const [value, primes] of known) {
    const factors = factorise(value)!;
    expect([...factors.keys()].sort((a, b) => (a < b ? -1 : 1))).toEqual(primes);
    expect(product(factors)).toBe(value);
  }
  expect(factorise((2n ** 61n - 1n) * (2n ** 89n - 1n))).toBeUndefined();
});

test("powers of all bases repeat from the index on, with the period", () => {
  for (let m = 1n; m <= 200n; m++) {
    const { index, period } = powerPeriod(m)!;
    for (let g = 0n; g < m; g++) {
      for (const e of [index, index + 1n, index + period])
        expect(modularPower(g, e, m)).toBe(modularPower(g, e + period, m));
    }
  }
});

test("an exponent's representative gives the same power, 0^0 included", () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 5000n), fc.bigInt(0n, 6000n), fc.bigInt(0n, 10n ** 6n), (m, g, e) => {
      const { index, period } = powerPeriod(m)!;
      const numbers = thresholdIntegers(index, period);
      expect(modularPower(g, numbers.add(e, 0n), m)).toBe(modularPower(g, e, m));
      expect(numbers.add(0n, 0n)).toBe(0n);
    }),
  );
});
