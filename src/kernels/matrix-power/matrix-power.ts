/**
 * The general fallback: M^n · x_0 by repeated squaring of M, applied to the vector bit by bit, over any semiring.
 *
 * x_n = Π M^(2^i) · x_0 over the set bits i of n; the factors commute, so they are applied from the lowest bit, and M is not
 * squared beyond the highest. Never wrong, never fast: up to d^3 products a bit where the other kernels need d or d^2.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { integers } from "../../algebra/integers.ts";
import { matrices, type Matrix } from "../../algebra/matrices.ts";
import { held } from "../../algebra/peak.ts";
import { doneAfter, type Progress } from "../../algebra/progress.ts";
import type { Semiring } from "../../algebra/ring.ts";
import { upperBounds } from "../../transition/growth.ts";
import type { Transition } from "../../transition/transition.ts";
import { doublingCost, entryCount, grownBits, SETUP_NS } from "../cost.ts";
import type { Kernel } from "../kernel.ts";
import { growthRate } from "../plain-loop.ts";

/** A product, and a sum with the one before. */
const PRODUCT_VALUES = 3;

/** Any transition. */
export const matrixPower: Kernel = {
  name: "matrix-power",
  prepare(transition) {
    const dimension = transition.basis.length;
    const growth = growthRate(transition);
    const fill = dimension === 0 ? 0 : entryCount(transition) / dimension;
    const matrix = dense(integers, transition);
    const sums = upperBounds(transition);
    const ones = matrix.map(() => 1n);
    /** Of the entries of powers, by the sums of their rows' magnitudes. */
    const bitsOf = (turns: bigint): number => Math.max(1, ...sums(ones, turns, 0));
    return {
      kernel: "matrix-power",
      cost: ({ turns }) =>
        SETUP_NS +
        doublingCost(
          bitLength(turns),
          grownBits(growth, turns) / 2,
          dimension ** 2 * Math.max(1, fill),
          dimension ** 2,
        ),
      peak: ({ start, turns, outputs }) => {
        const bits = bitsOf(turns) + Math.max(0, ...start.map(bitLength));
        return held(bits, 1.5 * dimension ** 2 + 2 * dimension + outputs.length + PRODUCT_VALUES);
      },
      run({ start, turns, outputs }, progress) {
        const state = powerOn(integers, matrix, start, turns, progress);
        return outputs.map((i) => state[i]!);
      },
    };
  },
};

/** matrix^exponent · vector over a semiring. */
function powerOn<T>(
  semiring: Semiring<T>,
  matrix: Matrix<T>,
  vector: readonly T[],
  exponent: bigint,
  progress?: Progress,
): readonly T[] {
  const algebra = matrices(semiring, matrix.length);
  let result = vector;
  let square = matrix;
  const bits = exponent === 0n ? "" : exponent.toString(2);
  for (let i = bits.length - 1; i >= 0; i--) {
    progress?.(doneAfter(bits.length - 1 - i, bits.length));
    if (bits[i] === "1") result = algebra.apply(square, result);
    if (i > 0) square = algebra.mul(square, square);
  }
  return result;
}

function dense<T>(semiring: Semiring<T>, transition: Transition<T>): Matrix<T> {
  return transition.rows.map((row) => {
    const line = transition.basis.map(() => semiring.ZERO);
    for (const [column, coefficient] of row) line[column] = coefficient;
    return line;
  });
}
