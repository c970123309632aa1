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
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { requireInteger } from "../require-integer.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import { findGrowingProduct } from "../../solvable.ts";
import { courseVariables } from "./course-variables.ts";
import { Divisions } from "./divisions.ts";
import { closeProducts, ownProducts } from "./product-closure.ts";
import { ProductsReading } from "./reading.ts";

export const products: Domain = {
  name: "products",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const divisions = new Divisions();
    const reader = new PolynomialReader(divisions.operators);
    const nameOf = (leaf: number): string => {
      const term = trace.graph.terms[leaf] as Term;
      return divisions.isReciprocal(leaf) ? `(${printValue(term.args[1])})^-1` : term.name;
    };
    const next = readNext(trace, demand, settings, reader, divisions);
    const courses = courseVariables(next);
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
    const courseMonomials = polynomials.flatMap(({ summands }) =>
      [...summands.values()].map(({ monomial }) => monomial.filter(isCourse)),
    );
    return new ProductsReading({
      trace,
      names: demand,
      closure,
      courses: closeMonomials(courseMonomials, next, nameOf),
      chains,
      divisors: divisions.divisors,
      nameOf,
    });
  },
};

/** The next polynomials, by leaf, of the demanded variables and of all that these depend on. */
function readNext(
  trace: Trace,
  demand: readonly string[],
  settings: DomainSettings,
  reader: PolynomialReader,
  { divisors }: Divisions,
): ReadonlyMap<number, Polynomial> {
  const next = new Map<number, Polynomial>();
  const queue = new Set(demand.map((name) => (trace.leaves.get(name) as Term).id));
  for (const id of queue) {
    const leaf = trace.graph.terms[id] as Term;
    requireInteger(trace, leaf, settings);
    const polynomial = reader.of(trace.next.get(leaf.name));
    if (polynomial.denominator !== 1n) refuse.fraction("", leaf.name);
    next.set(id, polynomial);
    for (const other of leavesOf(polynomial)) {
      const divisor = divisors.get(other);
      // A Set iterates over what is added meanwhile.
      if (divisor === undefined) queue.add(other);
      else for (const below of leavesOf(divisor)) queue.add(below);
    }
  }
  return next;
}

function requireBigint({ name, type }: Term): void {
  if (type !== "bigint") refuse.productGrows("", name, name);
}

function notAProduct(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.productGrows(isTerm(value) ? value.at : "", printValue(value), name);
}
