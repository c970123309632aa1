/**
 * The characteristic polynomial det(x·I - A) without a single division, hence over any commutative ring.
 *
 * Samuelson's formula: write the leading (r+1)x(r+1) block as [[A_r, C], [R, a]]. Its characteristic polynomial is T·p_r,
 * where p_r is that of A_r and T is the lower triangular Toeplitz matrix with first column 1, -a, -R·C, -R·A_r·C,
 * -R·A_r²·C, …  Cost O(n^4) ring operations, so split the matrix into its strongly connected blocks first.
 *
 * S. J. Berkowitz, "On computing the determinant in small parallel time using a small number of processors", Information
 * Processing Letters 18 (1984).
 *
 * @returns n + 1 coefficients, lowest degree first; the last is ONE.
 */
import type { Matrix } from "./matrices.ts";
import type { CommutativeRing } from "./ring.ts";

export function berkowitz<T>(ring: CommutativeRing<T>, matrix: Matrix<T>): T[] {
  const dot = (row: readonly T[], column: readonly T[]): T =>
    column.reduce((sum, c, j) => ring.add(sum, ring.mul(row[j] as T, c)), ring.ZERO);

  let polynomial: T[] = [ring.ONE]; // highest degree first, while it grows
  for (let r = 0; r < matrix.length; r++) {
    const row = matrix[r]!;
    let column = matrix.slice(0, r).map((above) => above[r] as T);
    const toeplitz: T[] = [ring.ONE, ring.neg(row[r] as T)];
    for (let k = 0; k < r; k++) {
      toeplitz.push(ring.neg(dot(row, column)));
      if (k < r - 1) column = column.map((_, i) => dot(matrix[i]!, column));
    }
    const previous = polynomial;
    polynomial = toeplitz.map((_, i) =>
      previous
        .slice(0, i + 1)
        .reduce((sum, p, j) => ring.add(sum, ring.mul(toeplitz[i - j] as T, p)), ring.ZERO),
    );
  }
  return polynomial.reverse();
}
