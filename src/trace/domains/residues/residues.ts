/**
 * The domain of residues: variables that are reduced modulo m, m prime or composite, constant or invariant; wrap-around
 * integers are residues modulo 2^k.
 *
 * Modulo m a turn is a polynomial map, read as over the integers, where reductions by m or by a multiple of m are
 * congruences (`modulus.ts`); its monomials are closed as over the integers. A variable's value is recovered from its
 * residue because its range (`ranges.ts`) contains one number of each class only: [0, m), or [-2^31, 2^31) for `| 0`.
 *
 * Variables of one modulus make a *ring*. What a variable depends on is read in its ring, whether or not it is reduced
 * there: a counter in Z, a residue modulo a multiple. A value that is reduced by something else has no class modulo m, and
 * is refused: `x = x * 16807 % m; s += x` adds representatives.
 */
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { leavesOf } from "../../polynomial.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import { findGrowingProduct } from "../../solvable.ts";
import { requireInteger } from "../require-integer.ts";
import { congruenceReader } from "../../congruence-reader.ts";
import type { Modulus } from "../../modulus.ts";
import { suggestedModulus } from "../../modulus.ts";
import { ResiduesReading } from "./reading.ts";
import type { Ring } from "./reading.ts";

export const residues: Domain = {
  name: "residues",
  provesRanges: true,

  read(trace, demand, settings) {
    const moduli = new Map<Modulus, string[]>();
    for (const name of demand) {
      const modulus = suggestedModulus(trace.next.get(name), (leaf) => trace.next.get(leaf.name));
      if (modulus === undefined) return notReduced(trace, name);
      moduli.set(modulus, [...(moduli.get(modulus) ?? []), name]);
    }
    const rings = [...moduli].map(([modulus, names]) => readRing(trace, modulus, names, settings));
    return new ResiduesReading(trace, rings);
  },
};

function readRing(trace: Trace, modulus: Modulus, names: readonly string[], settings: DomainSettings): Ring {
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
  const growing = findGrowingProduct(next);
  if (growing) {
    const { name } = trace.graph.terms[growing.variable] as Term;
    refuse.productGrows("", name, name);
  }
  const nameOf = (id: number): string => (trace.graph.terms[id] as Term).name;
  const seeds = names.map((name): Monomial => [(trace.leaves.get(name) as Term).id]);
  const exact = [...reader.read.keys()].filter(({ type }) => type === "number");
  return { modulus, names, closure: closeMonomials(seeds, next, nameOf), exact };
}

function notReduced(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.operator(isTerm(value) ? value.at : "", value, isTerm(value) ? value.op : "");
}
