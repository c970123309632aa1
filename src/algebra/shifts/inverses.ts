/**
 * Inverses modulo m, m prime or not: many at the cost of one and three products each (P. L. Montgomery, "Speeding the Pollard
 * and elliptic curve methods of factorization", Mathematics of Computation 48 (1987), section 10.3.1).
 */

/** The inverse of x modulo m, in [0, m); undefined where they have a common divisor. */
export function inverse(x: bigint, modulus: bigint): bigint | undefined {
  let [a, b] = [((x % modulus) + modulus) % modulus, modulus];
  let [s, t] = [1n, 0n];
  while (a !== 0n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [s, t] = [t - quotient * s, s];
  }
  if (b !== 1n) return undefined;
  return t < 0n ? t + modulus : t;
}

/** The inverses of residues in [0, m); undefined where one has none. */
export function inverses(values: readonly bigint[], modulus: bigint): bigint[] | undefined {
  const products = new Array<bigint>(values.length);
  let product = 1n % modulus;
  for (let k = 0; k < values.length; k++) {
    products[k] = product;
    product = (product * values[k]!) % modulus;
  }
  let rest = inverse(product, modulus);
  if (rest === undefined) return undefined;
  for (let k = values.length - 1; k >= 0; k--) {
    products[k] = (products[k]! * rest) % modulus;
    rest = (rest * values[k]!) % modulus;
  }
  return products;
}
