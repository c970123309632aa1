/**
 * Square matrices of a fixed dimension over a semiring, as arrays of rows. The product is the schoolbook one, n^3 semiring
 * products; products with ZERO are left out, so that triangular and sparse matrices cost what they hold.
 */
import type { Semiring } from "./ring.ts";

export type Matrix<T> = readonly (readonly T[])[];

export interface Matrices<T> extends Semiring<Matrix<T>> {
  readonly dimension: number;
  /** The product of a matrix with a column vector. */
  apply(a: Matrix<T>, vector: readonly T[]): T[];
}

export function matrices<T>(semiring: Semiring<T>, dimension: number): Matrices<T> {
  const { ZERO, ONE } = semiring;
  const build = (cell: (row: number, column: number) => T): Matrix<T> =>
    Array.from({ length: dimension }, (_, i) => Array.from({ length: dimension }, (_, j) => cell(i, j)));

  const combine = (row: readonly T[], term: (j: number) => T): T => {
    let sum = ZERO;
    for (let j = 0; j < dimension; j++) {
      const c = row[j]!;
      if (semiring.eql(c, ZERO)) continue;
      const other = term(j);
      if (!semiring.eql(other, ZERO)) sum = semiring.add(sum, semiring.mul(c, other));
    }
    return sum;
  };

  return {
    name: `${semiring.name}^(${dimension}x${dimension})`,
    dimension,
    ZERO: build(() => ZERO),
    ONE: build((i, j) => (i === j ? ONE : ZERO)),
    eql: (a, b) => a.every((row, i) => row.every((c, j) => semiring.eql(c, b[i]![j]!))),
    add: (a, b) => build((i, j) => semiring.add(a[i]![j]!, b[i]![j]!)),
    mul: (a, b) => build((i, k) => combine(a[i]!, (j) => b[j]![k]!)),
    apply: (a, vector) => a.map((row) => combine(row, (j) => vector[j]!)),
  };
}
