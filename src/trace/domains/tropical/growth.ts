/**
 * How large the entries of a tropical system can become. A sum ⊕ is one of its summands, so a turn adds at most the greatest
 * shift to the greatest magnitude, or multiplies it by the greatest factor:
 *
 *     |x(t)| <= S + t·C   over (max, +), (min, +) and for clamps         |x(t)| <= S·C^t   over (max, ×), (min, ×)
 *
 * with S the greatest magnitude of a start value or a constant. Entries that are infinite stay so.
 */
import { bitLength } from "../../../algebra/bit-length.ts";

export interface Growth {
  readonly product: "+" | "*";
  /** The greatest magnitude of a constant. */
  readonly constants: bigint;
  /** The greatest magnitude of a shift or factor. */
  readonly step: bigint;
}

/** Magnitudes of more bits are infinite to whom asks. */
const MANY_BITS = 4096;

/** The greatest magnitude after up to `turns` turns from magnitudes up to `start`, rounded to a double. */
export function magnitudeAfter(growth: Growth, start: bigint, turns: bigint): number {
  const { product, step } = growth;
  const first = atStart(growth, start);
  if (product === "+") return Number(first + turns * step);
  if (step <= 1n) return Number(first);
  return bitsAfter(growth, start, turns) > MANY_BITS ? Infinity : Number(first * step ** turns);
}

/** The greatest bit length. */
export function bitsAfter(growth: Growth, start: bigint, turns: bigint): number {
  const { product, step } = growth;
  const first = atStart(growth, start);
  if (product === "+") return bitLength(first + turns * step);
  return bitLength(first) + (step <= 1n ? 0 : bitLength(step) * Number(turns));
}

function atStart({ product, constants }: Growth, start: bigint): bigint {
  const least = product === "*" ? 1n : 0n;
  return [start, constants, least].reduce((a, b) => (a >= b ? a : b));
}
