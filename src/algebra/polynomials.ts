/**
 * Dense univariate polynomials over a commutative ring: arrays of coefficients, lowest degree first, without trailing
 * zeros (so the zero polynomial is `[]`). Schoolbook product, O(d^2) ring operations; the degrees here are the orders of
 * loops, rarely above ten.
 */
import { power } from "./power.ts";
import type { CommutativeRing } from "./ring.ts";

export type Polynomial<T> = readonly T[];

export interface Polynomials<T> extends CommutativeRing<Polynomial<T>> {
  readonly coefficients: CommutativeRing<T>;
  /** The same polynomial without leading zeros. */
  trim(coefficients: Polynomial<T>): Polynomial<T>;
  /** Quotient and remainder of `a` by the monic polynomial `divisor`. */
  divide(
    a: Polynomial<T>,
    divisor: Polynomial<T>,
  ): { readonly quotient: Polynomial<T>; readonly remainder: Polynomial<T> };
  /** The remainder of `a` by the monic polynomial `modulus`. */
  mod(a: Polynomial<T>, modulus: Polynomial<T>): Polynomial<T>;
  mulmod(a: Polynomial<T>, b: Polynomial<T>, modulus: Polynomial<T>): Polynomial<T>;
  /** base^exponent modulo the monic polynomial `modulus`. */
  powmod(base: Polynomial<T>, exponent: bigint, modulus: Polynomial<T>): Polynomial<T>;
}

export function polynomials<T>(ring: CommutativeRing<T>): Polynomials<T> {
  const { ZERO, ONE } = ring;

  const trim = (a: Polynomial<T>): Polynomial<T> => {
    let length = a.length;
    while (length > 0 && ring.eql(a[length - 1]!, ZERO)) length--;
    return length === a.length ? a : a.slice(0, length);
  };

  const add = (a: Polynomial<T>, b: Polynomial<T>): Polynomial<T> => {
    const [long, short] = a.length >= b.length ? [a, b] : [b, a];
    return trim(long.map((c, i) => (i < short.length ? ring.add(c, short[i]!) : c)));
  };

  const neg = (a: Polynomial<T>): Polynomial<T> => a.map((c) => ring.neg(c));

  const mul = (a: Polynomial<T>, b: Polynomial<T>): Polynomial<T> => {
    if (a.length === 0 || b.length === 0) return [];
    const product = new Array<T>(a.length + b.length - 1).fill(ZERO);
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) product[i + j] = ring.add(product[i + j]!, ring.mul(a[i]!, b[j]!));
    }
    return trim(product); // zero divisors can cancel the leading coefficient
  };

  const divide: Polynomials<T>["divide"] = (a, divisor) => {
    const degree = divisor.length - 1;
    if (degree < 0 || !ring.eql(divisor[degree]!, ONE))
      throw new RangeError("divide: the divisor must be monic");
    const rest = [...a];
    const quotient: T[] = [];
    for (let top = rest.length - 1; top >= degree; top--) {
      const c = rest.pop()!;
      quotient.push(c);
      if (ring.eql(c, ZERO)) continue;
      for (let i = 0; i < degree; i++) {
        const at = top - degree + i;
        rest[at] = ring.sub(rest[at]!, ring.mul(c, divisor[i]!));
      }
    }
    return { quotient: quotient.reverse(), remainder: trim(rest) };
  };

  const mod = (a: Polynomial<T>, modulus: Polynomial<T>): Polynomial<T> => divide(a, modulus).remainder;

  const mulmod = (a: Polynomial<T>, b: Polynomial<T>, modulus: Polynomial<T>): Polynomial<T> =>
    mod(mul(a, b), modulus);

  return {
    name: `${ring.name}[x]`,
    isCommutative: true,
    coefficients: ring,
    ZERO: [],
    ONE: trim([ONE]),
    eql: (a, b) => a.length === b.length && a.every((c, i) => ring.eql(c, b[i]!)),
    add,
    mul,
    neg,
    sub: (a, b) => add(a, neg(b)),
    trim,
    divide,
    mod,
    mulmod,
    powmod: (base, exponent, modulus) =>
      power({ ONE: mod([ONE], modulus), mul: (a, b) => mulmod(a, b, modulus) }, mod(base, modulus), exponent),
  };
}
