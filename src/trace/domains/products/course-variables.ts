/**
 * Variables that move polynomially: whose values are, after a delay of a few turns, polynomials in the number of the turn,
 * because on all that they depend on the turn has the eigenvalues 0 and 1 only.
 */
import { polynomialShapes } from "../../../transition/polynomial-shapes.ts";
import type { Polynomial } from "../../polynomial.ts";
import { leavesOf } from "../../polynomial.ts";
import type { Closure } from "../../monomial-closure.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import { growingProducts } from "../../solvable.ts";
import type { Work } from "../../work.ts";

/** The leaves that move polynomially. */
export function courseVariables(next: ReadonlyMap<number, Polynomial>, work: Work): ReadonlySet<number> {
  const courses = new Set<number>();
  const growing = new Set(Array.from(growingProducts(next), ({ variable }) => variable));
  for (const leaf of next.keys()) {
    const own = dependencies(leaf, next, growing);
    if (own === undefined) continue;
    const { transition } = closeMonomials([[leaf]], own, String, work);
    if (polynomialShapes(transition) !== undefined) courses.add(leaf);
  }
  return courses;
}

/** The next polynomials of all that a leaf depends on; undefined where it depends on a quotient, or on what grows. */
function dependencies(
  leaf: number,
  next: ReadonlyMap<number, Polynomial>,
  growing: ReadonlySet<number>,
): ReadonlyMap<number, Polynomial> | undefined {
  const own = new Map<number, Polynomial>();
  const queue = new Set([leaf]);
  for (const id of queue) {
    const polynomial = next.get(id);
    if (polynomial === undefined || growing.has(id)) return undefined; // undefined: a reciprocal
    own.set(id, polynomial);
    for (const other of leavesOf(polynomial)) queue.add(other); // a Set iterates over what is added meanwhile
  }
  return own;
}

/** What the coefficients need of the courses: their monomials, closed under the turn. */
export function closeCourses(
  coefficients: readonly Polynomial[],
  next: ReadonlyMap<number, Polynomial>,
  isCourse: (leaf: number) => boolean,
  nameOf: (leaf: number) => string,
  work: Work,
): Closure {
  const monomials = coefficients.flatMap(({ summands }) =>
    [...summands.values()].map(({ monomial }) => monomial.filter(isCourse)),
  );
  return closeMonomials(monomials, next, nameOf, work);
}
