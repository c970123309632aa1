/**
 * The domain of residues: variables that are reduced modulo m, m prime or composite, constant or invariant; wrap-around
 * integers are residues modulo 2^k.
 *
 * Modulo m a turn is a polynomial map, read as over the integers, where reductions by m or by a multiple of m are
 * congruences (`modulus.ts`); its monomials are closed as over the integers. A variable's value is recovered from its
 * residue because its range (`ranges.ts`) contains one number of each class only: [0, m), or [-2^31, 2^31) for `| 0`.
 *
 * Variables of one modulus make a *ring* (`congruences.ts`). A value that is reduced by something else has no class modulo
 * m, and is refused: `x = x * 16807 % m; s += x` adds representatives.
 */
import type { Monomial } from "../../polynomial.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import { findGrowingProduct } from "../../solvable.ts";
import { byModulus, congruencesOf } from "../congruences.ts";
import type { Modulus } from "../../modulus.ts";
import { ResiduesReading } from "./reading.ts";
import type { Ring } from "./reading.ts";

export const residues: Domain = {
  name: "residues",
  provesRanges: true,

  read(trace, demand, settings) {
    const rings = byModulus(trace, demand).map(([modulus, names]) =>
      modulus === undefined ? notReduced(trace, names[0]) : readRing(trace, modulus, names, settings),
    );
    return new ResiduesReading(trace, rings);
  },
};

function readRing(trace: Trace, modulus: Modulus, names: readonly string[], settings: DomainSettings): Ring {
  const { next, exact } = congruencesOf(trace, modulus, names, settings);
  const growing = findGrowingProduct(next);
  if (growing) {
    const { name } = trace.graph.terms[growing.variable] as Term;
    refuse.productGrows("", name, name);
  }
  const nameOf = (id: number): string => (trace.graph.terms[id] as Term).name;
  const seeds = names.map((name): Monomial => [(trace.leaves.get(name) as Term).id]);
  return { modulus, names, closure: closeMonomials(seeds, next, nameOf, trace.graph.work), exact };
}

function notReduced(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.operator(isTerm(value) ? value.at : "", value, isTerm(value) ? value.op : "");
}
