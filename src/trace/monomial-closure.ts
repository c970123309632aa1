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
import { PRODUCT_CAP, SUMMAND_CAP } from "./polynomial-reader.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import { constant, keyOf, printMonomial, timesCapped } from "./polynomial.ts";
import { refuse } from "./refusals.ts";
import { rescale } from "./scales.ts";

/** Products of summands for one closure, some microseconds each: i**100 needs 10,000. */
const WORK_CAP = 2 ** 15;

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
  const images = new Images(next);
  const enter = (monomial: Monomial): number => {
    const key = keyOf(monomial);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    if (monomials.length === SUMMAND_CAP) refuse.closureTooLarge("", SUMMAND_CAP);
    indexOf.set(key, monomials.length);
    return monomials.push(monomial) - 1;
  };
  for (const seed of seeds) enter(seed);
  for (let k = 0; k < monomials.length; k++) {
    const image = images.of(monomials[k] as Monomial);
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

/**
 * The images of monomials: that of x·y·z is that of x·y times the next value of z, and is kept, since a closure mostly has
 * the divisors of its monomials.
 *
 * Every monomial of an image joins the basis, so an image of too many is the end of the closure, and so is too much work.
 */
class Images {
  private readonly next: ReadonlyMap<number, Polynomial>;
  private readonly known = new Map<string, Polynomial>();
  private work = 0;

  constructor(next: ReadonlyMap<number, Polynomial>) {
    this.next = next;
  }

  of(monomial: Monomial): Polynomial {
    let image = constant(1n);
    let prefix = "";
    for (const [place, variable] of monomial.entries()) {
      prefix = place === 0 ? String(variable) : `${prefix}*${variable}`;
      let longer = this.known.get(prefix);
      if (longer === undefined) {
        longer = this.product(image, this.next.get(variable) as Polynomial);
        this.known.set(prefix, longer);
      }
      image = longer;
    }
    return image;
  }

  private product(p: Polynomial, q: Polynomial): Polynomial {
    this.work += p.summands.size * q.summands.size;
    if (this.work > WORK_CAP) refuse.closureTooLarge("", SUMMAND_CAP);
    const product = timesCapped(p, q, PRODUCT_CAP) ?? refuse.closureTooLarge("", PRODUCT_CAP);
    return product.summands.size > SUMMAND_CAP ? refuse.closureTooLarge("", SUMMAND_CAP) : product;
  }
}
