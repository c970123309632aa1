/**
 * Is the monomial closure finite, and if not, which product makes it infinite?
 *
 * Draw an edge v → u when u occurs in the next value of v. The loop is *solvable* (Rodríguez-Carbonell & Kapur 2007;
 * Kovács 2008) when in every strongly connected component the next values are linear in the component's own variables,
 * with coefficients that do not change: products may only be of variables from components further down. Then the monomials
 * that the loop can produce are finitely many: those of a component have its variables to the first power more than the
 * sum of what they feed on. A product that contains a variable of its own component keeps growing.
 */
import type { Polynomial } from "./polynomial.ts";
import { leavesOf } from "./polynomial.ts";

export interface GrowingProduct {
  readonly variable: number;
  readonly monomial: readonly number[];
}

export function findGrowingProduct(next: ReadonlyMap<number, Polynomial>): GrowingProduct | undefined {
  const reach = reachability(next);
  for (const [variable, polynomial] of next) {
    for (const { monomial } of polynomial.summands.values()) {
      if (monomial.length < 2) continue;
      if (monomial.some((other) => reach.get(other)?.has(variable) === true)) return { variable, monomial };
    }
  }
  return undefined;
}

/** For each variable the variables that its value will depend on, itself only if it does. */
function reachability(next: ReadonlyMap<number, Polynomial>): Map<number, Set<number>> {
  const direct = new Map<number, Set<number>>();
  for (const [variable, polynomial] of next) {
    direct.set(variable, leavesOf(polynomial));
  }
  const reach = new Map<number, Set<number>>();
  for (const variable of next.keys()) {
    const seen = new Set<number>();
    const stack = [variable];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      for (const other of direct.get(top) ?? []) {
        if (!seen.has(other)) {
          seen.add(other);
          stack.push(other);
        }
      }
    }
    reach.set(variable, seen);
  }
  return reach;
}
