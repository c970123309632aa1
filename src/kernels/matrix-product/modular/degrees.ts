/** Degrees of matrices of polynomials: what is 0 has none, and products are those of the (max, +) semiring. */

/** Upper bounds, -Infinity for 0. */
export type Degrees = readonly (readonly number[])[];

export function degreesOf(
  rows: readonly (readonly (readonly [column: number, degree: number])[])[],
): Degrees {
  return rows.map((row) => {
    const degrees = new Array<number>(rows.length).fill(-Infinity);
    for (const [column, degree] of row) degrees[column] = degree;
    return degrees;
  });
}

export function productOfDegrees(a: Degrees, b: Degrees): Degrees {
  return a.map((row) => b.map((_, k) => Math.max(...row.map((degree, j) => degree + b[j]![k]!))));
}

export function powerOfDegrees(degrees: Degrees, exponent: number): Degrees {
  let power = degrees;
  for (let k = 1; k < exponent; k++) power = productOfDegrees(power, degrees);
  return power;
}

/** -1 where all is 0. */
export function largest(degrees: Degrees): number {
  return Math.max(-1, ...degrees.flat());
}
