/**
 * The monomial closure: from a polynomial map of the variables to a linear map of monomials.
 *
 * The next value of a monomial is the product of its variables' next values, a polynomial, whose monomials join the basis
 * in turn. Starting from what is wanted this ends for a solvable map (`solvable.ts`); the basis is then a state vector on
 * which one turn is linear, e.g. { s, i·x, x } for `s += i * x; x *= 3; i++`.
 *
 * Where the map has denominators (`scales.ts`), entry m of the state vector is `scales[m]` times its monomial, so that the
 * transition is over Z.
 */
import type { Coefficient } from "./coefficient.ts";
import type { Entry, Transition } from "../transition/transition.ts";
import { PRODUCT_CAP } from "./polynomial-reader.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import { constant, keyOf, printMonomial, timesCapped } from "./polynomial.ts";
import { refuse } from "./refusals.ts";
import { rescale } from "./scales.ts";

/** Orders up to 300 are wanted; a system of more monomials than this loses against any plain loop that ends in this life. */
const BASIS_CAP = 400;

export interface Closure {
  readonly monomials: readonly Monomial[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly scales: readonly bigint[];
  readonly transition: Transition<Coefficient>;
}

/**
 * @param seeds the wanted monomials; they come first in the basis, in this order
 * @param next the next value of each leaf that a seed can depend on
 * @param nameOf the names of the leaves, for the basis
 */
export function closeMonomials(
  seeds: readonly Monomial[],
  next: ReadonlyMap<number, Polynomial>,
  nameOf: (leaf: number) => string,
): Closure {
  const monomials: Monomial[] = [];
  const indexOf = new Map<string, number>();
  const rows: Entry<Coefficient>[][] = [];
  const denominators: bigint[] = [];
  const enter = (monomial: Monomial): number => {
    const key = keyOf(monomial);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    if (monomials.length === BASIS_CAP) refuse.closureTooLarge("", BASIS_CAP);
    indexOf.set(key, monomials.length);
    return monomials.push(monomial) - 1;
  };
  for (const seed of seeds) enter(seed);
  for (let k = 0; k < monomials.length; k++) {
    const image = imageOf(monomials[k] as Monomial, next);
    const row = [...image.summands.values()].map(({ monomial, coefficient }): Entry<Coefficient> => [
      enter(monomial),
      coefficient,
    ]);
    rows.push(row.sort(([a], [b]) => a - b));
    denominators.push(image.denominator);
  }
  const basis = monomials.map((monomial) => printMonomial(monomial, nameOf));
  const { scales, integral } = rescale({ rows, denominators }, basis);
  const scaled = basis.map((name, k) => (scales[k] === 1n ? name : `${scales[k]}*${name}`));
  return { monomials, indexOf, scales, transition: { basis: scaled, rows: integral } };
}

function imageOf(monomial: Monomial, next: ReadonlyMap<number, Polynomial>): Polynomial {
  let image = constant(1n);
  for (const variable of monomial) {
    const product = timesCapped(image, next.get(variable) as Polynomial, PRODUCT_CAP);
    image = product ?? refuse.closureTooLarge("", PRODUCT_CAP);
  }
  return image;
}
