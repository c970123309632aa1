/**
 * Is the monomial closure finite, and if not, which product makes it infinite?
 *
 * Draw an edge v → u when u occurs in the next value of v. The loop is *solvable* (Rodríguez-Carbonell & Kapur 2007;
 * Kovács 2008) when in every strongly connected component the next values are linear in the component's own variables,
 * with coefficients that do not change: products may only be of variables from components further down. Then the monomials
 * that the loop can produce are finitely many: those of a component have its variables to the first power more than the
 * sum of what they feed on. A product that contains a variable of its own component keeps growing.
 */
import type { Entry } from "../transition/transition.ts";
import { components } from "../transition/blocks.ts";
import type { Polynomial } from "./polynomial.ts";
import { leavesOf } from "./polynomial.ts";

export interface GrowingProduct {
  readonly variable: number;
  readonly monomial: readonly number[];
}

export function findGrowingProduct(next: ReadonlyMap<number, Polynomial>): GrowingProduct | undefined {
  for (const growing of growingProducts(next)) return growing;
  return undefined;
}

/** One for each variable that has some, in time linear in the polynomials. */
export function* growingProducts(next: ReadonlyMap<number, Polynomial>): Generator<GrowingProduct> {
  const componentOf = componentsOf(next);
  for (const [variable, polynomial] of next) {
    const own = componentOf.get(variable);
    for (const { monomial } of polynomial.summands.values()) {
      if (monomial.length < 2 || !monomial.some((other) => componentOf.get(other) === own)) continue;
      yield { variable, monomial };
      break;
    }
  }
}

/** The number of each variable's strongly connected component, in an order in which dependencies come first. */
function componentsOf(next: ReadonlyMap<number, Polynomial>): ReadonlyMap<number, number> {
  const variables = [...next.keys()];
  const indexOf = new Map(variables.map((variable, k) => [variable, k]));
  const rows = [...next.values()].map((polynomial) =>
    [...leavesOf(polynomial)].flatMap((other): Entry<1>[] => {
      const index = indexOf.get(other);
      return index === undefined ? [] : [[index, 1]];
    }),
  );
  const componentOf = new Map<number, number>();
  components({ basis: [], rows }).forEach((members, number) => {
    for (const member of members) componentOf.set(variables[member] as number, number);
  });
  return componentOf;
}
