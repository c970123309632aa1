/** Dimensions of several hundred bits, where tables are of nibbles, against BigInt arithmetic modulo a chosen polynomial. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cyclicCoordinates } from "../../../src/algebra/gf2/cyclic-coordinates.ts";
import { evaluate } from "../../../src/algebra/gf2/evaluate.ts";
import { prepareLinearMap } from "../../../src/algebra/gf2/linear-map.ts";
import { reduction } from "../../../src/algebra/gf2/reduction.ts";
import { rotationStep } from "../../../src/algebra/gf2/rotation-step.ts";
import { stepperOf } from "../../../src/algebra/gf2/bit-map.ts";
import { tableStep } from "../../../src/algebra/gf2/table-step.ts";
import { xPower } from "../../../src/algebra/gf2/x-power.ts";
import { fromWords, toWords } from "./generators.ts";

const dimensions = [1, 31, 32, 33, 64, 96, 200, 256, 257, 288, 511, 512, 513, 700];

const bits = (dimension: number) => fc.bigInt(0n, (1n << BigInt(dimension)) - 1n);

/** a·b modulo x^degree + tail. */
function mulmod(a: bigint, b: bigint, tail: bigint, degree: number): bigint {
  let sum = 0n;
  let multiple = a;
  for (let rest = b; rest !== 0n; rest >>= 1n) {
    if (rest & 1n) sum ^= multiple;
    multiple <<= 1n;
    if ((multiple >> BigInt(degree)) & 1n) multiple ^= (1n << BigInt(degree)) | tail;
  }
  return sum;
}

function xPowerByHand(n: bigint, tail: bigint, degree: number): bigint {
  const modulus = (1n << BigInt(degree)) | tail;
  const x = degree === 1 ? tail & 1n : 2n;
  let power = 1n;
  for (const bit of n.toString(2)) {
    power = mulmod(power, power, tail, degree);
    if (bit === "1") power = mulmod(power, x, tail, degree);
  }
  expect(power < modulus).toBe(true);
  return power;
}

/** Multiplication by x modulo x^degree + tail. */
const companion = (tail: bigint, degree: number) => ({
  dimension: degree,
  columns: Array.from({ length: degree }, (_, j) =>
    toWords(j === degree - 1 ? tail : 1n << BigInt(j + 1), degree),
  ),
});

describe.each(dimensions)("%d bits", (dimension) => {
  test("multiplication by x", () => {
    fc.assert(
      fc.property(bits(dimension), bits(dimension), fc.bigInt(0n, 1n << 80n), (tail, state, n) => {
        const map = prepareLinearMap(companion(tail, dimension))!;
        const power = xPowerByHand(n, tail, dimension);
        const expected = mulmod(state, power, tail, dimension);
        expect(fromWords(map.jump(toWords(state, dimension), n)!)).toBe(expected);
        expect(fromWords(map.minimalPolynomial()!)).toBe((1n << BigInt(dimension)) | tail);
        const mod = reduction(Int32Array.from(map.minimalPolynomial()!));
        expect(fromWords(new Uint32Array(xPower(mod, n)))).toBe(power);
      }),
      { numRuns: 4 },
    );
  });

  test("cyclic coordinates are Horner's rule", () => {
    fc.assert(
      fc.property(bits(dimension), bits(dimension), fc.bigInt(0n, 1n << 80n), (tail, state, n) => {
        const bitMap = companion(tail, dimension);
        const one = stepperOf(bitMap);
        const mod = reduction(Int32Array.from(prepareLinearMap(bitMap)!.minimalPolynomial()!));
        const coordinates = cyclicCoordinates(one, mod);
        fc.pre(coordinates !== undefined);
        const residue = xPower(mod, n);
        const vector = Int32Array.from(toWords(state, dimension));
        expect(coordinates.multiply(coordinates.factor(residue), vector)).toEqual(
          evaluate(residue, one, vector),
        );
      }),
      { numRuns: 3 },
    );
  });

  test("tables and rotations take the same steps", () => {
    fc.assert(
      fc.property(
        fc.array(bits(dimension), { minLength: 1, maxLength: 9 }),
        bits(dimension),
        (some, state) => {
          const columns = Array.from({ length: dimension }, (_, j) =>
            Int32Array.from(toWords(some[(j * j) % some.length]! ^ (1n << BigInt(j)), dimension)),
          );
          const expected = columns.reduce(
            (sum, column, j) => ((state >> BigInt(j)) & 1n ? sum.map((word, w) => word ^ column[w]!) : sum),
            new Int32Array(columns[0]!.length),
          );
          for (const { step } of [rotationStep(dimension, columns), tableStep(dimension, columns)]) {
            const out = new Int32Array(expected.length).fill(-1);
            step(Int32Array.from(toWords(state, dimension)), out);
            expect(out).toEqual(expected);
          }
        },
      ),
      { numRuns: 5 },
    );
  });
});

test("a map that is jumped often, by distances that repeat and that do not", () => {
  const [dimension, tail] = [160, 0xfedcba9876543210f0f1n];
  const map = prepareLinearMap(companion(tail, dimension))!;
  let state = 3n;
  let expected = 3n;
  for (let i = 0; i < 400; i++) {
    const n = 10n ** 20n + BigInt(i % 3 === 0 ? i : i % 12);
    state = fromWords(map.jump(toWords(state, dimension), n)!);
    if (i % 20 < 3) expected = mulmod(expected, xPowerByHand(n, tail, dimension), tail, dimension);
    else
      expected = fromWords(
        prepareLinearMap(companion(tail, dimension))!.jump(toWords(expected, dimension), n)!,
      );
    expect(state).toBe(expected);
    expect(map.cost(n)).toBeGreaterThan(0);
  }
});
