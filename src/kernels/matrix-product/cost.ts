/** Predicted nanoseconds of binary splitting, and of as many plain turns. */
import { SMALL_OPERATION_NS, linearCost, productCost } from "../cost.ts";
import { MATRIX_BLOCK, SCALAR_BLOCK } from "./binary-splitting.ts";
import type { PolynomialSystem } from "./polynomial-system.ts";

/** Courses, bounds and the parts that are computed apart: measured for one counter and one product. */
const SETUP_NS = 20_000;

/** A turn of a scalar product over numbers, and an entry of a matrix of one turn. */
const SCALAR_TURN_NS = 20;

/** @param bits of the result */
export function splittingCost({ rows }: PolynomialSystem, turns: bigint, bits: number): number {
  const dimension = rows.length;
  const count = Number(turns);
  const entries = rows.reduce((sum, row) => sum + row.length, 0);
  const block = dimension === 1 ? SCALAR_BLOCK : MATRIX_BLOCK;
  const turn = dimension === 1 ? SCALAR_TURN_NS : entries * dimension * SMALL_OPERATION_NS;
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

/** Values grow by the same number of bits in each of n turns: n²/128 limbs for each entry, and a fixed part. */
export function plainTurnsCost({ rows }: PolynomialSystem, turns: bigint, bits: number): number {
  const count = Number(turns);
  const entries = rows.reduce((sum, row) => sum + row.length, 0);
  return count * entries * linearCost(bits / 2);
}
