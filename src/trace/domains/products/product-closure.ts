/**
 * Monomials closed over the ring of polynomial courses: the products of the group's own variables, with polynomials in
 * course variables (`course-variables.ts`) as coefficients.
 *
 *     s += x;  x = x * i * i;  i++        { s, x },  s' = s + x,  x' = i² · x
 */
import type { Entry, Transition } from "../../../transition/transition.ts";
import { printCoefficient } from "../../coefficient.ts";
import type { Monomial, Polynomial, Summand } from "../../polynomial.ts";
import { constant, keyOf, plus, printMonomial, timesCapped } from "../../polynomial.ts";
import { PRODUCT_CAP } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";

/** Binary splitting multiplies dense matrices: d³ products at every node. */
const BASIS_CAP = 12;

export interface ProductClosure {
  readonly monomials: readonly Monomial[];
  /** The coefficients are polynomials in course variables. */
  readonly transition: Transition<Polynomial>;
}

/** The monomial without course variables, and their part of it. */
function split(
  { monomial, coefficient }: Summand,
  isCourse: (leaf: number) => boolean,
): { own: Monomial; course: Summand } {
  return {
    own: monomial.filter((leaf) => !isCourse(leaf)),
    course: { monomial: monomial.filter(isCourse), coefficient },
  };
}

/** Each polynomial as one in the group's variables alone, coefficients forgotten: what multiplies what. */
export function ownProducts(
  next: ReadonlyMap<number, Polynomial>,
  isCourse: (leaf: number) => boolean,
): ReadonlyMap<number, Polynomial> {
  const products = new Map<number, Polynomial>();
  for (const [leaf, polynomial] of next) {
    if (isCourse(leaf)) continue;
    const summands = [...polynomial.summands.values()].map((summand): [string, Summand] => {
      const { own } = split(summand, isCourse);
      return [keyOf(own), { monomial: own, coefficient: 1n }];
    });
    products.set(leaf, { summands: new Map(summands), denominator: 1n });
  }
  return products;
}

/** @param seeds come first in the basis, in this order */
export function closeProducts(
  seeds: readonly Monomial[],
  next: ReadonlyMap<number, Polynomial>,
  isCourse: (leaf: number) => boolean,
  nameOf: (leaf: number) => string,
): ProductClosure {
  const monomials: Monomial[] = [];
  const indexOf = new Map<string, number>();
  const enter = (monomial: Monomial): number => {
    const key = keyOf(monomial);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    if (monomials.length === BASIS_CAP) refuse.closureTooLarge("", BASIS_CAP);
    indexOf.set(key, monomials.length);
    return monomials.push(monomial) - 1;
  };
  seeds.forEach(enter);
  const rows: Entry<Polynomial>[][] = [];
  for (let k = 0; k < monomials.length; k++) {
    let image = constant(1n);
    for (const leaf of monomials[k] as Monomial) {
      image =
        timesCapped(image, next.get(leaf) as Polynomial, PRODUCT_CAP) ??
        refuse.closureTooLarge("", PRODUCT_CAP);
    }
    const row = new Map<number, Polynomial>();
    for (const summand of image.summands.values()) {
      const { own, course } = split(summand, isCourse);
      const column = enter(own);
      const part: Polynomial = { summands: new Map([[keyOf(course.monomial), course]]), denominator: 1n };
      row.set(column, plus(row.get(column) ?? constant(0n), part));
    }
    rows.push([...row].sort(([a], [b]) => a - b));
  }
  return { monomials, transition: { basis: monomials.map((m) => printMonomial(m, nameOf)), rows } };
}

/** A coefficient as `explain` shows it: `i - 1`, `2*i^2 + k`. */
export function printPolynomial({ summands }: Polynomial, nameOf: (leaf: number) => string): string {
  const parts = [...summands.values()].map(({ monomial, coefficient }) => {
    const factor = printCoefficient(coefficient);
    if (monomial.length === 0) return factor;
    const product = printMonomial(monomial, nameOf);
    if (coefficient === 1n) return product;
    if (coefficient === -1n) return `-${product}`;
    return factor.includes(" ") ? `(${factor})*${product}` : `${factor}*${product}`;
  });
  return parts.join(" + ").replaceAll("+ -", "- ");
}
