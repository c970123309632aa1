/** Predicted nanoseconds and memory of binary splitting, and nanoseconds of as many plain turns. */
import { linearCost, productCost } from "../cost.ts";
import { held, type Peak } from "../../algebra/peak.ts";
import type { Newton } from "../../algebra/consecutive-values.ts";
import { MATRIX_BLOCK, productOfMatrices, SCALAR_BLOCK } from "./binary-splitting.ts";
import { upperStateBits } from "./growth.ts";
import type { Method } from "./prime-factors.ts";
import type { PolynomialSystem } from "./polynomial-system.ts";

/**
 * Courses, bounds and the parts that are computed apart, for one counter and one product. With it the splitting of a
 * factorial of 20, 200 and 2000 is predicted at 10, 15 and 120 µs, and takes 7, 10 and 110.
 */
const SETUP_NS = 10_000;

/**
 * The denominators' product, and the quotients by it, cost as much as the numerators' product. Beside matrices they are
 * little: Σ C(n, i) is predicted at 0.74, 14 and 380 ms for n = 10^3, 10^4 and 10^5, and takes 0.63, 10.5 and 250.
 */
const SCALAR_QUOTIENTS = 2;

/** A quotient by a small number takes 7 times as long as a product by one. */
const QUOTIENT_FACTOR = 7;

/** A turn of a scalar product over numbers; and of a matrix, for each of its entries and each column that it meets. */
const SCALAR_TURN_NS = 20;
const MATRIX_ENTRY_NS = 80;

/** @param bits of the result */
export function binarySplitting(
  system: PolynomialSystem,
  denominator: Newton | undefined,
  start: readonly bigint[],
  turns: bigint,
  bits: number,
): Method {
  const numeratorBits = denominator ? upperStateBits(system, start, turns) : bits;
  const cost = splittingCost(system, turns, numeratorBits);
  return {
    kernel: "binary splitting",
    cost: denominator && system.rows.length === 1 ? SCALAR_QUOTIENTS * cost : cost,
    peak: splittingPeak(system, denominator !== undefined, numeratorBits),
    run: (outputs, progress) => productOfMatrices(system, start, turns, outputs, denominator, progress),
  };
}

/** @param bits of the result */
export function splittingCost({ rows }: PolynomialSystem, turns: bigint, bits: number): number {
  const dimension = rows.length;
  const count = Number(turns);
  const entries = rows.reduce((sum, row) => sum + row.length, 0);
  const block = dimension === 1 ? SCALAR_BLOCK : MATRIX_BLOCK;
  const turn = dimension === 1 ? SCALAR_TURN_NS : entries * dimension * MATRIX_ENTRY_NS;
  let cost = SETUP_NS + count * turn;
  // At the top a matrix meets a vector, below two matrices; products of triangular ones are half as many.
  let size = bits / 2;
  for (let parts = 1; count / parts > block; parts *= 2) {
    const products = dimension * dimension + (parts - 1) * dimension ** 3;
    cost += products * productCost(size) + products * linearCost(size);
    size /= 2;
  }
  return cost;
}

/**
 * At the top: the state of the first half, the matrix of the second one with its halves, the product, and a sum with the one
 * before. Where there are denominators, their product with its halves and the quotients, too.
 *
 * @param bits of the numerators
 */
function splittingPeak({ rows }: PolynomialSystem, hasDenominator: boolean, bits: number): Peak {
  const dimension = rows.length;
  const matrices = dimension / 2 + dimension ** 2 / 2 + dimension ** 2 / 2;
  return held(bits, matrices + dimension + 1.5 + (hasDenominator ? 2 + dimension : 0));
}

/** What n turns cost because values grow by the same number of bits in each: n²/128 limbs for each product or sum. */
export function growthCost(
  { rows }: PolynomialSystem,
  denominator: Newton | undefined,
  turns: bigint,
  bits: number,
): number {
  const operations = rows.reduce((sum, row) => {
    const products = row.filter(([, coefficient]) => coefficient !== 1n).length;
    return sum + Math.max(products, row.length - 1);
  }, 0);
  const perTurn = denominator ? operations + QUOTIENT_FACTOR : operations;
  return Number(turns) * perTurn * (linearCost(bits / 2) - linearCost(0));
}
