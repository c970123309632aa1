/** How long the n-th terms of a recurrence are predicted to be: never shorter than they are, and short where no root exceeds 1. */
import { expect, test } from "vitest";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { termBits } from "../../src/algebra/linear-recurrence/term-bits.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";

const growing = {
  "Fibonacci numbers": [-1n, -1n, 1n],
  tribonacci: [-1n, -1n, -1n, 1n],
  "Lehmer's polynomial": [1n, 1n, 0n, -1n, -1n, -1n, -1n, -1n, 0n, 1n, 1n],
  "x³ - x - 1": [-1n, -1n, 0n, 1n],
  "large coefficients": [-1000n, 77n, -5n, 1n],
  "two equal roots": [9n, -6n, 1n],
};

test.each(Object.entries(growing))("%s", (_, characteristic) => {
  const bitsOf = termBits(characteristic);
  const order = characteristic.length - 1;
  const first = Array.from({ length: order }, (_, i) => (i === order - 1 ? 1n : 0n));
  const all = terms(characteristic, first, 4001);
  for (const n of [100, 1000, 4000]) expect(bitsOf(BigInt(n))).toBeGreaterThanOrEqual(bitLength(all[n]!));
  // The estimate's error is 1/64 of a bit to either side, and a few bits for each coefficient.
  expect(bitsOf(4000n)).toBeLessThan(
    bitLength(all[4000]!) * 1.1 + 4000 * (4 / 64) + 12 * order * (order + 3),
  );
});

const bounded = {
  "(x² + 1)²": [1n, 0n, 2n, 0n, 1n],
  "(x² + x + 1)²": [1n, 2n, 3n, 2n, 1n],
  "x⁴ + x³ + x² + x + 1": [1n, 1n, 1n, 1n, 1n],
  "(x - 1)⁶": [1n, -6n, 15n, -20n, 15n, -6n, 1n],
};

test.each(Object.entries(bounded))("%s does not grow but by powers of n", (_, characteristic) => {
  expect(termBits(characteristic)(10n ** 1000n)).toBeLessThan(40_000);
});
