/**
 * From the values f(0), …, f(N - 1) of a polynomial of degree below N modulo m to f(a), f(a + 1), …, f(a + K - 1), in the time
 * of one product of polynomials. By Lagrange's formula
 *
 *     f(a + k) = Π_j (a + k - j) · Σ_i w_i · f(i) / (a + k - i),      w_i = (-1)^(N-1-i) / (i! (N - 1 - i)!),
 *
 * where j and i run from 0 to N - 1, the sum is a convolution with 1 / (a + j), and the product moves from k to k + 1 by one
 * factor. Nothing is asked of m but that what is divided by is a unit: 1, …, N - 1, and a + j for -N < j < K.
 *
 * A. Bostan, P. Gaudry, É. Schost, "Linear recurrences with polynomial coefficients and application to integer factorization
 * and Cartier-Manin operator", SIAM Journal on Computing 36 (2007), section 3.
 */
import { inverse, inverses } from "./inverses.ts";
import { middleProduct, packed, slotDigits } from "./middle-product.ts";

/** Values in [0, m) to values in [0, m), as many as are wanted. */
export type Shift = (values: readonly bigint[]) => bigint[];

export class Interpolation {
  private readonly modulus: bigint;
  private readonly count: number;
  private readonly weights: readonly bigint[];

  /** @param count N; every number from 1 to N - 1 must be a unit modulo m */
  constructor(modulus: bigint, count: number) {
    this.modulus = modulus;
    this.count = count;
    this.weights = weightsOf(count, modulus);
  }

  /**
   * The shift by a in [0, m) for K wanted values.
   *
   * @throws RangeError where some a + j is no unit
   */
  shift(a: bigint, wanted: number): Shift {
    const { modulus, count, weights } = this;
    const size = count + wanted - 1;
    const points = new Array<bigint>(size);
    let point = residueOf(a - BigInt(count - 1), modulus);
    for (let j = 0; j < size; j++) {
      points[j] = point;
      if (++point === modulus) point = 0n;
    }
    const reciprocals = inverses(points, modulus);
    if (reciprocals === undefined) throw new RangeError(`a point of the shift is no unit modulo ${modulus}`);
    const digits = slotDigits(modulus, count);
    const kernel = packed(reciprocals, digits);
    const windows = windowProducts(points, reciprocals, count, modulus);
    return (values) => {
      const weighted = values.map((value, i) => (value * weights[i]!) % modulus);
      const sums = middleProduct(weighted, kernel, digits, wanted);
      for (let k = 0; k < wanted; k++) sums[k] = ((sums[k]! % modulus) * windows[k]!) % modulus;
      return sums;
    };
  }
}

function weightsOf(count: number, modulus: bigint): bigint[] {
  const factorials = [1n % modulus];
  for (let i = 1; i < count; i++) factorials.push((factorials[i - 1]! * BigInt(i)) % modulus);
  const rows = new Array<bigint>(count);
  let reciprocal = inverse(factorials[count - 1]!, modulus);
  if (reciprocal === undefined) throw new RangeError(`${count - 1}! is no unit modulo ${modulus}`);
  for (let i = count - 1; i >= 0; i--) {
    rows[i] = reciprocal;
    reciprocal = (reciprocal * BigInt(i)) % modulus;
  }
  return rows.map((value, i) => {
    const weight = (value * rows[count - 1 - i]!) % modulus;
    return (count - 1 - i) % 2 === 0 || weight === 0n ? weight : modulus - weight;
  });
}

/** The products of each `count` neighbours of the points. */
function windowProducts(
  points: readonly bigint[],
  reciprocals: readonly bigint[],
  count: number,
  modulus: bigint,
): bigint[] {
  let product = 1n % modulus;
  for (let j = 0; j < count; j++) product = (product * points[j]!) % modulus;
  const products = [product];
  for (let j = count; j < points.length; j++) {
    product = (((product * points[j]!) % modulus) * reciprocals[j - count]!) % modulus;
    products.push(product);
  }
  return products;
}

function residueOf(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
