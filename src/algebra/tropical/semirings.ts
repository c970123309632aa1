/**
 * The tropical semirings: a sum is the greater or the lesser of two integers, a product is their sum, or their product.
 *
 *     (max, +)  over Z ∪ {-∞}    zero -∞, one 0         (min, +)  over Z ∪ {∞}    zero ∞, one 0
 *     (max, ×)  over N           zero 0,  one 1         (min, ×)  over N ∪ {∞}    zero ∞, one 1
 *
 * Products distribute over the greater and the lesser because they keep the order, × on numbers that are not negative only.
 * Addition is idempotent, so that powers of a matrix do not grow with the number of paths, only with their lengths.
 *
 * B. Heidergott, G. J. Olsder, J. van der Woude, "Max Plus at Work", Princeton University Press (2006).
 */
import type { Semiring } from "../ring.ts";

/** An integer, or one of ±Infinity. BigInts and numbers compare by mathematical value. */
export type Extended = bigint | number;

export function greatest(a: Extended, b: Extended): Extended {
  return a >= b ? a : b;
}

export function least(a: Extended, b: Extended): Extended {
  return a <= b ? a : b;
}

/** Infinity absorbs: the zeros of these semirings annihilate. */
function absorbing(zero: Extended, combine: (a: bigint, b: bigint) => bigint): Semiring<Extended>["mul"] {
  return (a, b) => (typeof a === "bigint" && typeof b === "bigint" ? combine(a, b) : zero);
}

const eql = (a: Extended, b: Extended): boolean => a === b;
const sum = (a: bigint, b: bigint): bigint => a + b;
const product = (a: bigint, b: bigint): bigint => a * b;

export const maxPlus: Semiring<Extended> = {
  name: "(max, +)",
  ZERO: -Infinity,
  ONE: 0n,
  eql,
  add: greatest,
  mul: absorbing(-Infinity, sum),
};

export const minPlus: Semiring<Extended> = {
  name: "(min, +)",
  ZERO: Infinity,
  ONE: 0n,
  eql,
  add: least,
  mul: absorbing(Infinity, sum),
};

export const maxTimes: Semiring<Extended> = {
  name: "(max, ×)",
  ZERO: 0n,
  ONE: 1n,
  eql,
  add: greatest,
  mul: absorbing(0n, product),
};

export const minTimes: Semiring<Extended> = {
  name: "(min, ×)",
  ZERO: Infinity,
  ONE: 1n,
  eql,
  add: least,
  mul: absorbing(Infinity, product),
};

/**
 * N with all numbers from `top` on taken for one: a product with any of them is one of them, or 0. What comes out below `top`
 * is exact, however large the numbers would be that were taken for one on the way.
 */
export function saturating(semiring: Semiring<Extended>, top: bigint): Semiring<Extended> {
  const mul = (a: Extended, b: Extended): Extended => {
    const exact = semiring.mul(a, b);
    return typeof exact === "bigint" && exact > top ? top : exact;
  };
  return { ...semiring, name: `${semiring.name} up to ${top}`, mul };
}
