/**
 * The domain of products with coefficients that change from turn to turn: P-recursive systems over Z.
 *
 *     res *= i                    s += x; x *= i                    [a, b] = [b, (i - 1n) * (a + b)]
 *
 * The next values are linear in the group's own variables; the coefficients are polynomials in variables that move
 * polynomially, as counters do, and so are polynomials in the number of the turn. The product of the turns' matrices is
 * computed by binary splitting (`kernels/matrix-product`).
 *
 * BigInts only: a product of numbers leaves ±2^53 within a few turns. Divisions by course variables are read where they are
 * proved exact (`divisions.ts`).
 */
import { leavesOf } from "../../polynomial.ts";
import type { Monomial } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Term } from "../../value.ts";
import type { Domain } from "../domain.ts";
import { notAProduct } from "../not-a-product.ts";
import { nextPolynomials } from "../next-polynomials.ts";
import { findGrowingProduct } from "../../solvable.ts";
import { closeCourses, courseVariables } from "./course-variables.ts";
import { Divisions } from "./divisions.ts";
import { closeProducts, ownProducts } from "./product-closure.ts";
import { ProductsReading } from "./reading.ts";

export const products: Domain = {
  name: "products",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const divisions = new Divisions();
    const reader = new PolynomialReader(trace.graph.work, divisions.operators);
    const nameOf = (leaf: number): string => {
      const term = trace.graph.terms[leaf] as Term;
      return divisions.isReciprocal(leaf) ? `(${printValue(term.args[1])})^-1` : term.name;
    };
    const below = (leaf: number): Iterable<number> => {
      const divisor = divisions.divisors.get(leaf);
      return divisor === undefined ? [leaf] : leavesOf(divisor);
    };
    const next = nextPolynomials(trace, demand, settings, reader, below);
    const courses = courseVariables(next, trace.graph.work);
    const isCourse = (leaf: number): boolean => courses.has(leaf);
    const chains = divisions.chains(
      trace,
      [...next.keys()].map((leaf) => trace.graph.terms[leaf] as Term),
      (value) => reader.of(value),
      isCourse,
    );
    const isFactor = (leaf: number): boolean => isCourse(leaf) || divisions.isReciprocal(leaf);
    for (const leaf of next.keys()) if (!isCourse(leaf)) requireBigint(trace.graph.terms[leaf] as Term);
    const seeds = demand.map((name): Monomial => {
      const { id } = trace.leaves.get(name) as Term;
      return isCourse(id) ? notAProduct(trace, name) : [id];
    });
    const growing = findGrowingProduct(ownProducts(next, isFactor));
    if (growing) return notAProduct(trace, nameOf(growing.variable));
    const closure = closeProducts(seeds, next, isFactor, nameOf);
    const polynomials = [
      ...closure.transition.rows.flatMap((row) => row.map(([, polynomial]) => polynomial)),
      ...chains.flatMap(({ steps }) => steps.map(({ polynomial }) => polynomial)),
    ];
    return new ProductsReading({
      trace,
      exact: [...reader.read.keys()].filter(({ type }) => type === "number"),
      names: demand,
      closure,
      courses: closeCourses(polynomials, next, isCourse, nameOf, trace.graph.work),
      chains,
      divisors: divisions.divisors,
      nameOf,
    });
  },
};

function requireBigint({ name, type }: Term): void {
  if (type !== "bigint") refuse.productGrows("", name, name);
}
