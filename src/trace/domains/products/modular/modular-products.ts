/**
 * The domain of products modulo m: variables that are reduced, in systems whose coefficients change from turn to turn.
 *
 *     f = f * i % m            [c, d] = [d, (i - 1n) * (c + d) % m]            s = (s + x) % m;  x = x * i % m
 *
 * Modulo m a turn is a polynomial map, as for residues; as for products, its coefficients are polynomials in variables that
 * move polynomially, and so in the number of the turn. The product of the turns' matrices modulo m is computed by baby steps
 * and giant steps (`kernels/matrix-product/modular`). A variable's value is told from its residue by its range.
 *
 * What residues read, with the same coefficients in every turn, is theirs.
 */
import type { Modulus } from "../../../modulus.ts";
import type { Monomial } from "../../../polynomial.ts";
import { findGrowingProduct } from "../../../solvable.ts";
import type { Trace } from "../../../trace.ts";
import type { Term } from "../../../value.ts";
import { byModulus, congruencesOf } from "../../congruences.ts";
import type { Domain, DomainSettings } from "../../domain.ts";
import { notAProduct } from "../../not-a-product.ts";
import { closeCourses, courseVariables } from "../course-variables.ts";
import { closeProducts, ownProducts } from "../product-closure.ts";
import type { ProductRing } from "./reading.ts";
import { ModularProductsReading } from "./reading.ts";

export const modularProducts: Domain = {
  name: "products modulo m",
  provesRanges: true,

  read(trace, demand, settings) {
    const rings = byModulus(trace, demand).map(([modulus, names]) =>
      modulus === undefined ? notAProduct(trace, names[0]) : readRing(trace, modulus, names, settings),
    );
    return new ModularProductsReading(trace, rings);
  },
};

function readRing(
  trace: Trace,
  modulus: Modulus,
  names: readonly string[],
  settings: DomainSettings,
): ProductRing {
  const { next, exact } = congruencesOf(trace, modulus, names, settings);
  const nameOf = (id: number): string => (trace.graph.terms[id] as Term).name;
  const courses = courseVariables(next, trace.graph.work);
  const isCourse = (leaf: number): boolean => courses.has(leaf);
  const seeds = names.map((name): Monomial => {
    const { id } = trace.leaves.get(name) as Term;
    return isCourse(id) ? notAProduct(trace, name) : [id];
  });
  const growing = findGrowingProduct(ownProducts(next, isCourse));
  if (growing) return notAProduct(trace, nameOf(growing.variable));
  const closure = closeProducts(seeds, next, isCourse, nameOf);
  const polynomials = closure.transition.rows.flat().map(([, polynomial]) => polynomial);
  const courseClosure = closeCourses(polynomials, next, isCourse, nameOf, trace.graph.work);
  return { modulus, names, closure, courses: courseClosure, exact };
}
