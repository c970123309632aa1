/**
 * M^n·x over doubles, by repeated squaring in double-double arithmetic (`double-double.ts`).
 *
 * A squaring of a d × d matrix has an error of at most (d + 2)·2^-102·|M|², and every later one doubles what is there, so
 * that all of them together, and the few operations that made the coefficients, leave an error of at most
 * n·(d + 8)·2^-100·|M|^n·|x|: a plain loop's own bound is some n·d·2^-53 of the same.
 *
 * Beside it go bounds of all states on the way: if s bounds the first k of them, |M^k|·s bounds the next k. They tell that
 * nothing overflows.
 *
 * Cost: about log2(n) squarings, d^3 multiplications each, at some 15 ns.
 */
import { productError } from "../../algebra/double-double.ts";
import type { Progress } from "../../algebra/progress.ts";

/** Row by row, the two halves of the entries. */
export interface DoubleMatrix {
  readonly size: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

export interface Power {
  /** The state after the turns, rounded once. */
  readonly state: readonly number[];
  /** An upper bound of every entry's magnitude in all turns on the way; not finite when something overflows. */
  readonly bounds: readonly number[];
}

const MULTIPLICATION_NS = 15;

export function powerCost(size: number, turns: bigint): number {
  return MULTIPLICATION_NS * size * size * (size + 1) * turns.toString(2).length;
}

export function applyPower(
  matrix: DoubleMatrix,
  start: readonly number[],
  turns: bigint,
  progress?: Progress,
): Power {
  let power = matrix;
  let state: Column = { high: Float64Array.from(start), low: new Float64Array(start.length) };
  let bounds = start.map(Math.abs);
  const bits = turns.toString(2);
  for (let bit = bits.length - 1; bit >= 0; bit--) {
    progress?.(1 - (bit + 1) / bits.length);
    if (bits[bit] === "1") state = times(power, state, 1);
    bounds = boundNext(power, bounds);
    if (bit > 0) power = { size: matrix.size, ...times(power, power, matrix.size) };
  }
  return { state: [...state.high], bounds };
}

interface Column {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** The product with a matrix of `columns` columns. */
function times(left: DoubleMatrix, right: Column, columns: number): Column {
  const { size, high, low } = left;
  const product = { high: new Float64Array(size * columns), low: new Float64Array(size * columns) };
  const at = (array: Float64Array, index: number): number => array[index] as number;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < columns; column++) {
      let [sum, rest] = [0, 0];
      for (let k = 0; k < size; k++) {
        const a = at(high, row * size + k);
        const b = at(right.high, k * columns + column);
        if (a === 0 || b === 0) continue;
        const p = a * b;
        const q =
          productError(a, b, p) + (a * at(right.low, k * columns + column) + at(low, row * size + k) * b);
        const next = sum + p;
        const part = next - sum;
        const tail = sum - (next - part) + (p - part) + (rest + q);
        sum = next + tail;
        rest = tail - (sum - next);
      }
      product.high[row * columns + column] = sum;
      product.low[row * columns + column] = rest;
    }
  }
  return product;
}

/** Bounds of the states of twice as many turns; a little above, for the roundings. */
function boundNext({ size, high }: DoubleMatrix, bounds: readonly number[]): number[] {
  return bounds.map((bound, row) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const entry = Math.abs(high[row * size + k] as number);
      // 0·∞ is NaN: what overflows must be seen.
      if (entry !== 0) sum += entry * (bounds[k] as number);
    }
    return sum <= bound ? bound : sum * (1 + 2 ** -40);
  });
}
