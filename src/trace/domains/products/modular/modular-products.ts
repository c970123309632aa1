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
import { congruenceReader } from "../../../congruence-reader.ts";
import type { Modulus } from "../../../modulus.ts";
import { suggestedModulus } from "../../../modulus.ts";
import { closeMonomials } from "../../../monomial-closure.ts";
import { printValue } from "../../../print-term.ts";
import type { Monomial, Polynomial } from "../../../polynomial.ts";
import { leavesOf } from "../../../polynomial.ts";
import { refuse } from "../../../refusals.ts";
import { findGrowingProduct } from "../../../solvable.ts";
import type { Trace } from "../../../trace.ts";
import type { Term } from "../../../value.ts";
import { isTerm } from "../../../value.ts";
import type { Domain, DomainSettings } from "../../domain.ts";
import { requireInteger } from "../../require-integer.ts";
import { courseVariables } from "../course-variables.ts";
import { closeProducts, ownProducts } from "../product-closure.ts";
import type { ProductRing } from "./reading.ts";
import { ModularProductsReading } from "./reading.ts";

export const modularProducts: Domain = {
  name: "products modulo m",
  provesRanges: true,

  read(trace, demand, settings) {
    const moduli = new Map<Modulus, string[]>();
    for (const name of demand) {
      const modulus = suggestedModulus(trace.next.get(name), (leaf) => trace.next.get(leaf.name));
      if (modulus === undefined) return unread(trace, name);
      moduli.set(modulus, [...(moduli.get(modulus) ?? []), name]);
    }
    const rings = [...moduli].map(([modulus, names]) => readRing(trace, modulus, names, settings));
    return new ModularProductsReading(trace, rings);
  },
};

function readRing(
  trace: Trace,
  modulus: Modulus,
  names: readonly string[],
  settings: DomainSettings,
): ProductRing {
  const reader = congruenceReader(modulus);
  const next = new Map<number, Polynomial>();
  const queue = new Set(names.map((name) => (trace.leaves.get(name) as Term).id));
  for (const id of queue) {
    const leaf = trace.graph.terms[id] as Term;
    requireInteger(trace, leaf, settings);
    const polynomial = reader.of(trace.next.get(leaf.name));
    if (polynomial.denominator !== 1n) refuse.fraction("", leaf.name);
    next.set(id, polynomial);
    for (const other of leavesOf(polynomial)) queue.add(other); // a Set iterates over what is added meanwhile
  }
  const nameOf = (id: number): string => (trace.graph.terms[id] as Term).name;
  const courses = courseVariables(next);
  const isCourse = (leaf: number): boolean => courses.has(leaf);
  const seeds = names.map((name): Monomial => {
    const { id } = trace.leaves.get(name) as Term;
    return isCourse(id) ? unread(trace, name) : [id];
  });
  const growing = findGrowingProduct(ownProducts(next, isCourse));
  if (growing) return unread(trace, nameOf(growing.variable));
  const closure = closeProducts(seeds, next, isCourse, nameOf);
  const courseMonomials = closure.transition.rows.flatMap((row) =>
    row.flatMap(([, { summands }]) =>
      [...summands.values()].map(({ monomial }) => monomial.filter(isCourse)),
    ),
  );
  const exact = [...reader.read.keys()].filter(({ type }) => type === "number");
  return { modulus, names, closure, courses: closeMonomials(courseMonomials, next, nameOf), exact };
}

function unread(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.productGrows(isTerm(value) ? value.at : "", printValue(value), name);
}
