/**
 * The article's way, by hand: M^n · v for a dense matrix, by repeated squaring.
 *
 * The squares are applied to the vector from the lowest bit on, and M is not squared beyond the highest one, so that a bit
 * costs d³ products for the square and at most d² for the vector.
 */

/** @param matrix rows of BigInts. */
export function matrixPower(matrix, vector, n) {
  let square = matrix;
  let result = vector;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = square.map((row) => dot(row, result));
    if (rest > 1n) square = product(square, square);
  }
  return result;
}

/** The same modulo m. */
export function matrixPowerModulo(matrix, vector, n, m) {
  const reduce = (row) => row.map((entry) => entry % m);
  let square = matrix;
  let result = vector;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = reduce(square.map((row) => dot(row, result)));
    if (rest > 1n) square = product(square, square).map(reduce);
  }
  return result;
}

/** The matrix of one turn of a recurrence on (a_k, …, a_(k+d-1)). @param coefficients a_(k+d) = Σ c_i a_(k+i). */
export function companion(coefficients) {
  const order = coefficients.length;
  return Array.from({ length: order }, (_, i) =>
    i === order - 1 ? [...coefficients] : Array.from({ length: order }, (_, j) => (j === i + 1 ? 1n : 0n)),
  );
}

function dot(a, b) {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function product(a, b) {
  const columns = b.map((_, j) => b.map((row) => row[j]));
  return a.map((row) => columns.map((column) => dot(row, column)));
}
