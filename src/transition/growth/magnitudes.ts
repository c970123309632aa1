/**
 * Nonnegative matrices and vectors too large for doubles, with directed rounding: value = mantissa · 2^exponent, one
 * exponent for all entries, the largest mantissa in [1/2, 1).
 *
 * Only +, · and scaling by powers of two are used, which IEEE 754 rounds correctly: a sum of d products is off by a factor
 * of at most (1 + 2^-53)^(d + 1), which one multiplication by 1 ± (d + 2) · 2^-52 covers. Mantissas below 2^-1000 become
 * 2^-1000 when rounding up and 0 when rounding down, so that no denormal number takes part; 0 itself stays 0.
 * Exponents are exact up to 2^53 and rounded in the same direction beyond.
 */
import { bitLength } from "../../algebra/bit-length.ts";

export type Direction = "up" | "down";

export interface Magnitudes {
  /** Row by row for a matrix. */
  readonly mantissas: Float64Array;
  readonly exponent: number;
}

const TINY = 2 ** -1000;
const STEP = 2 ** -52;

/** The absolute values of integers, rounded to 53 bits. */
export function magnitudes(values: readonly bigint[], direction: Direction): Magnitudes {
  const parts = values.map((value) => leading(value < 0n ? -value : value, direction));
  const top = Math.max(0, ...parts.map(([, exponent]) => exponent));
  const mantissas = Float64Array.from(parts, ([mantissa, exponent]) =>
    shifted(mantissa, exponent - top, direction),
  );
  return normalized(mantissas, top, direction);
}

/** 53 leading bits and the exponent that goes with them. */
function leading(value: bigint, direction: Direction): [mantissa: number, exponent: number] {
  if (value < 0x20_0000_0000_0000n) return [Number(value), 0];
  const shift = bitLength(value) - 52;
  const head = Number(value >> BigInt(shift)); // 52 bits
  return [direction === "up" ? head + 1 : head, shift];
}

/** matrix · operand, where the operand is a matrix or a vector of the same dimension. */
export function multiplied(
  matrix: Magnitudes,
  operand: Magnitudes,
  dimension: number,
  direction: Direction,
): Magnitudes {
  const a = matrix.mantissas;
  const b = operand.mantissas;
  const columns = b.length / dimension;
  const product = new Float64Array(b.length);
  const slack = direction === "up" ? 1 + (dimension + 2) * STEP : 1 - (dimension + 2) * STEP;
  for (let i = 0; i < dimension; i++) {
    for (let k = 0; k < dimension; k++) {
      const factor = a[i * dimension + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) {
        const other = b[k * columns + j]!;
        if (other !== 0) product[i * columns + j]! += clamped(factor * other, direction);
      }
    }
  }
  for (let i = 0; i < product.length; i++) product[i]! *= slack;
  return normalized(product, addExponents(matrix.exponent, operand.exponent, direction), direction);
}

/** The entrywise maximum. */
export function maximum(a: Magnitudes, b: Magnitudes, direction: Direction): Magnitudes {
  const top = Math.max(a.exponent, b.exponent);
  const mantissas = a.mantissas.map((x, i) =>
    Math.max(shifted(x, a.exponent - top, direction), shifted(b.mantissas[i]!, b.exponent - top, direction)),
  );
  return normalized(mantissas, top, direction);
}

/** For magnitudes that were rounded up: the bit length of the largest integer that each entry admits. */
export function entryBits({ mantissas, exponent }: Magnitudes): number[] {
  return Array.from(mantissas, (mantissa) =>
    mantissa === 0 ? 0 : Math.max(0, exponent + binaryExponent(mantissa)),
  );
}

/** The e with 2^(e-1) <= value < 2^e. */
function binaryExponent(value: number): number {
  let exponent = Math.floor(Math.log2(value)) + 1; // may be off by one
  while (value >= 2 ** exponent) exponent++;
  while (value < 2 ** (exponent - 1)) exponent--;
  return exponent;
}

/** The largest mantissa brought into [1/2, 1); changes the array, which must be the caller's own. */
function normalized(mantissas: Float64Array, exponent: number, direction: Direction): Magnitudes {
  let largest = 0;
  for (const mantissa of mantissas) if (mantissa > largest) largest = mantissa;
  if (largest === 0) return { mantissas, exponent: 0 };
  const by = binaryExponent(largest);
  if (by !== 0)
    for (let i = 0; i < mantissas.length; i++) mantissas[i] = shifted(mantissas[i]!, -by, direction);
  return { mantissas, exponent: addExponents(exponent, by, direction) };
}

/** mantissa · 2^by. */
function shifted(mantissa: number, by: number, direction: Direction): number {
  if (mantissa === 0 || by === 0) return mantissa;
  if (by < -2000) return direction === "up" ? TINY : 0;
  const half = Math.trunc(by / 2); // 2^by alone may be outside the range of doubles
  return clamped(mantissa * 2 ** half * 2 ** (by - half), direction);
}

function clamped(mantissa: number, direction: Direction): number {
  return mantissa >= TINY ? mantissa : direction === "up" ? TINY : 0;
}

function addExponents(a: number, b: number, direction: Direction): number {
  const sum = a + b;
  if (Math.abs(sum) <= Number.MAX_SAFE_INTEGER) return sum;
  return direction === "up" ? sum * (1 + 2 * STEP) : Math.min(sum * (1 - 2 * STEP), Number.MAX_VALUE);
}
