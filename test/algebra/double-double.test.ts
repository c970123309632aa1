/** Double-double arithmetic against exact fractions, within the errors that it promises. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  divide,
  multiply,
  negate,
  of,
  productError,
  unit,
  type DoubleDouble,
} from "../../src/algebra/double-double.ts";
import { applyPower } from "../../src/kernels/double-double/power.ts";

/** Doubles of moderate size are integers in units of 2^-300. */
const UNIT = 300;
const exact = (value: number): bigint => BigInt(value * 2 ** UNIT);
const sum = ({ high, low }: DoubleDouble): bigint => exact(high) + exact(low);
const abs = (value: bigint): bigint => (value < 0n ? -value : value);

const double = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: -20, max: 20 }))
  .map(([mantissa, exponent]) => mantissa * 2 ** (exponent - 53));
const simple = fc.constantFrom(0, 1, -1, 0.1, 1 / 3, -1e6, 2 ** -20, 1 + 2 ** -52);
const number = fc.oneof(double, simple);
const pair = fc
  .tuple(number, fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([high, part]): DoubleDouble => {
    const low = Math.fround(part) * Math.abs(high) * 2 ** -54;
    return { high, low: Math.abs(low) < 2 ** -150 ? 0 : low };
  });

/** |value - wanted| <= 2^-bits · size, all in units of 2^-(2·300). */
function isNear(value: bigint, wanted: bigint, size: bigint, bits: bigint): boolean {
  return abs(value - wanted) << bits <= size;
}

const scale = 2n ** BigInt(UNIT);

describe("operations", () => {
  test("the error of a product is exact", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const product = a * b;
        const error = productError(a, b, product);
        expect((exact(product) + exact(error)) * scale).toBe(exact(a) * exact(b));
      }),
      { numRuns: 1000 },
    );
  });

  test("sums, differences and products", () => {
    fc.assert(
      fc.property(pair, pair, (x, y) => {
        expect(sum(negate(x))).toBe(-sum(x));
        const total = add(x, y);
        expect(isNear(sum(total), sum(x) + sum(y), abs(sum(x)) + abs(sum(y)), 104n)).toBe(true);
        const product = multiply(x, y);
        const wanted = sum(x) * sum(y);
        expect(isNear(sum(product) * scale, wanted, abs(wanted), 102n)).toBe(true);
        for (const { high, low } of [total, product]) expect(high + low).toBe(high);
      }),
      { numRuns: 1000 },
    );
  });

  test("quotients", () => {
    fc.assert(
      fc.property(pair, pair, (x, y) => {
        if (Math.abs(y.high) < 2 ** -30) return;
        const quotient = divide(x, y);
        expect(isNear(sum(quotient) * sum(y), sum(x) * scale, abs(sum(x)) * scale, 98n)).toBe(true);
        expect(quotient.high + quotient.low).toBe(quotient.high);
      }),
      { numRuns: 1000 },
    );
  });

  test("whole numbers", () => {
    expect(of(3)).toEqual({ high: 3, low: 0 });
    expect(multiply(unit, of(0.1))).toEqual(of(0.1));
    expect(add(of(2 ** 60), of(1))).toEqual({ high: 2 ** 60, low: 1 });
    expect(multiply(of(2 ** 30 + 1), of(2 ** 30 + 1))).toEqual({ high: 2 ** 60 + 2 ** 31, low: 1 });
  });
});

describe("powers of matrices", () => {
  const cases = fc.integer({ min: 1, max: 4 }).chain((size) => {
    const entry = fc.oneof(
      fc.constant(0),
      fc.integer({ min: -300, max: 300 }).map((x) => x / 256),
    );
    return fc.record({
      size: fc.constant(size),
      high: fc.array(entry, { minLength: size * size, maxLength: size * size }),
      start: fc.array(entry, { minLength: size, maxLength: size }),
      turns: fc.integer({ min: 1, max: 14 }),
    });
  });

  test("are the turns, up to the roundings that are promised, and bounded on the way", () => {
    fc.assert(
      fc.property(cases, ({ size, high, start, turns }) => {
        const matrix = { size, high: Float64Array.from(high), low: new Float64Array(size * size) };
        const { state, bounds } = applyPower(matrix, start, BigInt(turns));
        // in units of 2^-8 a turn
        let wanted = start.map((value) => BigInt(value * 256));
        let magnitudes = wanted.map(abs);
        let unitBits = 8n;
        const bounded = (): void =>
          wanted.forEach((value, i) =>
            expect(Number(abs(value)) / 2 ** Number(unitBits)).toBeLessThanOrEqual(bounds[i]!),
          );
        bounded();
        for (let turn = 0; turn < turns; turn++) {
          const row = (i: number, values: bigint[], of: (x: bigint) => bigint): bigint =>
            values.reduce((total, value, k) => total + of(BigInt(high[i * size + k]! * 256)) * value, 0n);
          [wanted, magnitudes] = [
            wanted.map((_, i) => row(i, wanted, (x) => x)),
            magnitudes.map((_, i) => row(i, magnitudes, abs)),
          ];
          unitBits += 8n;
          bounded();
        }
        const largest = Number(magnitudes.reduce((a, b) => (a > b ? a : b))) / 2 ** Number(unitBits);
        wanted.forEach((value, i) => {
          const exactly = Number(value) / 2 ** Number(unitBits);
          const error = turns * (size + 8) * 2 ** -100 * largest + Math.abs(exactly) * 2 ** -53;
          expect(Math.abs(state[i]! - exactly)).toBeLessThanOrEqual(error * 2);
        });
      }),
      { numRuns: 400 },
    );
  });

  test("the low halves count, and the bounds are not far above what is reached", () => {
    const third = divide(of(1), of(3));
    const matrix = { size: 1, high: Float64Array.of(third.high), low: Float64Array.of(third.low) };
    expect(applyPower(matrix, [3 ** 30], 30n).state).toEqual([1]);
    const growing = { size: 1, high: Float64Array.of(2), low: Float64Array.of(0) };
    const { state, bounds } = applyPower(growing, [-1], 100n);
    expect(state).toEqual([-(2 ** 100)]);
    expect(bounds[0]).toBeLessThan(2 ** 128 * 1.01);
    expect(applyPower(growing, [1], 1100n).bounds[0]).not.toBeLessThan(Infinity);
    expect(applyPower({ ...growing, high: Float64Array.of(0.5) }, [7], 1100n).bounds).toEqual([7]);
  });

  test("what overflows is seen, beside what does not", () => {
    const high = Float64Array.of(3, 0, 0, 1);
    const { state, bounds } = applyPower({ size: 2, high, low: new Float64Array(4) }, [1, 5], 800n);
    expect(state[1]).toBe(5);
    expect(bounds[1]).toBe(5);
    expect(bounds[0]).not.toBeLessThan(Infinity);
  });
});
