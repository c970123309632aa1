/**
 * Affine forms over GF(2): c + x_i + x_j + …, the constant c as bit 0 of a BigInt, the coefficient of x_j as bit j + 1.
 *
 * Addition is ^. What has degree two is a form again where its factors are constant, equal, or complements of each other;
 * else there is none. Forms are equal as functions where their BigInts are.
 */
export type Form = bigint;

export const zero: Form = 0n;
export const one: Form = 1n;

export function variable(index: number): Form {
  return 1n << BigInt(index + 1);
}

export function product(f: Form, g: Form): Form | undefined {
  if (f === zero || g === zero) return zero;
  if (f === one || f === g) return g;
  if (g === one) return f;
  return (f ^ g) === one ? zero : undefined;
}

/** f | g */
export function either(f: Form, g: Form): Form | undefined {
  const both = product(f, g);
  return both === undefined ? undefined : f ^ g ^ both;
}

/** Where f is 1, g, else h. */
export function choose(f: Form, g: Form, h: Form): Form | undefined {
  const difference = product(f, g ^ h);
  return difference === undefined ? undefined : h ^ difference;
}

/** What at least two of the three are: an adder's carry. */
export function majority(f: Form, g: Form, h: Form): Form | undefined {
  if (f === g || f === h) return f;
  if (g === h) return g;
  if ((f ^ g) === one) return h;
  if ((f ^ h) === one) return g;
  return (g ^ h) === one ? f : undefined;
}
