/**
 * Square matrices over (max, +) in doubles, for entries that are -Infinity or of so small a magnitude that sums of two are
 * exact: a comparison and an addition of doubles for each of the d³ products, and -Infinity absorbs by itself.
 */
import type { Extended } from "./semirings.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;

export class DoubleMatrix {
  readonly dimension: number;
  /** Row by row. */
  readonly entries: Float64Array;
  /** The largest magnitude of an entry other than -Infinity. */
  readonly bound: number;

  private constructor(dimension: number, entries: Float64Array) {
    this.dimension = dimension;
    this.entries = entries;
    this.bound = largest(entries);
  }

  /** @returns undefined when an entry is too large */
  static from(rows: readonly (readonly Extended[])[]): DoubleMatrix | undefined {
    const matrix = new DoubleMatrix(rows.length, Float64Array.from(rows.flat(), Number));
    return matrix.bound <= LARGEST ? matrix : undefined;
  }

  /** @returns undefined when an entry of the square could be too large */
  square(): DoubleMatrix | undefined {
    const { dimension: d, entries } = this;
    if (2 * this.bound > LARGEST) return undefined;
    const result = new Float64Array(d * d).fill(-Infinity);
    for (let i = 0; i < d; i++) {
      for (let k = 0; k < d; k++) {
        const left = entries[i * d + k]!;
        if (left === -Infinity) continue;
        for (let j = 0, at = i * d, from = k * d; j < d; j++, at++, from++) {
          const sum = left + entries[from]!;
          if (sum > result[at]!) result[at] = sum;
        }
      }
    }
    return new DoubleMatrix(d, result);
  }

  /** The product with a column; exact when the magnitudes of both add up to a safe integer. */
  apply(column: Float64Array): Float64Array {
    const { dimension: d, entries } = this;
    const result = new Float64Array(d).fill(-Infinity);
    for (let i = 0, at = 0; i < d; i++) {
      for (let k = 0; k < d; k++, at++) {
        const sum = entries[at]! + column[k]!;
        if (sum > result[i]!) result[i] = sum;
      }
    }
    return result;
  }

  toRows(): Extended[][] {
    const { dimension: d, entries } = this;
    return Array.from({ length: d }, (_, i) => [...toExtended(entries.subarray(i * d, (i + 1) * d))]);
  }
}

/** @returns undefined when an element is too large */
export function toDoubles(column: readonly Extended[]): Float64Array | undefined {
  const doubles = Float64Array.from(column, Number);
  return largest(doubles) <= LARGEST ? doubles : undefined;
}

export function toExtended(doubles: Float64Array): Extended[] {
  return Array.from(doubles, (value): Extended => (value === -Infinity ? value : BigInt(value)));
}

export function largest(doubles: Float64Array): number {
  let most = 0;
  for (const value of doubles) if (value !== -Infinity) most = Math.max(most, Math.abs(value));
  return most;
}
