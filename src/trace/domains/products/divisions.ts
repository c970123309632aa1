/**
 * Exact divisions: `f = f * (n - i) / (i + 1n)`.
 *
 * A BigInt quotient is truncated. It is the quotient of the rationals where it is exact, and for a product of polynomials
 * in the course variables that is decided at the call, for all of its turns (`algebra/hypergeometric/integrality.ts`).
 * Until then 1 / divisor is a leaf of its own, a *reciprocal*: what the divisions make of the turn is a polynomial map
 * again. Other dividends, such as sums of two variables, are refused.
 */
import type { Polynomial } from "../../polynomial.ts";
import { fromSummand, leavesOf, timesCapped } from "../../polynomial.ts";
import type { OtherOperators } from "../../polynomial-reader.ts";
import { PRODUCT_CAP } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";

/** A multiplication or a division by a polynomial in course variables. */
export interface ChainStep {
  readonly isDivision: boolean;
  readonly polynomial: Polynomial;
}

/** A variable, and what the turn does with it, one after the other. */
export interface Chain {
  readonly leaf: number;
  readonly steps: readonly ChainStep[];
}

export class Divisions {
  /** The divisor of each reciprocal; the reciprocal's leaf has the number of the division. */
  readonly divisors = new Map<number, Polynomial>();

  /** Reads divisions; what a divisor is made of must be read and be a course. */
  readonly operators: OtherOperators = (term, of) => {
    const [x, y] = term.args;
    if (term.op !== "/" || term.type !== "bigint" || !isTerm(y) || y.invariant) return undefined;
    const divisor = of(y);
    if (this.hasReciprocal(divisor)) return undefined;
    this.divisors.set(term.id, divisor);
    const reciprocal = fromSummand({ monomial: [term.id], coefficient: 1n });
    return timesCapped(of(x), reciprocal, PRODUCT_CAP) ?? refuse.closureTooLarge(term.at, PRODUCT_CAP);
  };

  isReciprocal(leaf: number): boolean {
    return this.divisors.has(leaf);
  }

  hasReciprocal(polynomial: Polynomial): boolean {
    return [...leavesOf(polynomial)].some((leaf) => this.isReciprocal(leaf));
  }

  /**
   * The chains in which all divisions are.
   *
   * @throws RefusalSignal for a division that is in none
   */
  chains(
    trace: Trace,
    variables: readonly Term[],
    of: (value: Value) => Polynomial,
    isCourse: (leaf: number) => boolean,
  ): Chain[] {
    const open = new Set(this.divisors.keys());
    const chains: Chain[] = [];
    for (const leaf of variables) {
      const next = trace.next.get(leaf.name);
      if (!this.hasReciprocal(of(next))) continue;
      const steps = this.steps(next, leaf, of, isCourse);
      if (steps === undefined) continue;
      for (const { term } of steps) if (term) open.delete(term.id);
      for (const { polynomial } of steps) if (polynomial.denominator !== 1n) refuse.fraction("", leaf.name);
      chains.push({ leaf: leaf.id, steps });
    }
    for (const id of open) {
      const term = trace.graph.terms[id] as Term;
      refuse.inexactDivision(term.at, term);
    }
    return chains;
  }

  private steps(
    value: Value,
    leaf: Term,
    of: (value: Value) => Polynomial,
    isCourse: (leaf: number) => boolean,
  ): (ChainStep & { readonly term?: Term })[] | undefined {
    if (!isTerm(value)) return undefined;
    if (value === leaf) return [];
    const polynomial = of(value);
    if (!this.hasReciprocal(polynomial)) {
      const factor = without(polynomial, leaf.id);
      return factor && areCourses(factor, isCourse) ? [{ isDivision: false, polynomial: factor }] : undefined;
    }
    const [x, y] = value.args;
    if (value.op === "neg") {
      const before = this.steps(x, leaf, of, isCourse);
      return before && [...before, { isDivision: false, polynomial: constantMinusOne }];
    }
    if (value.op === "/" && this.isReciprocal(value.id)) {
      const before = this.steps(x, leaf, of, isCourse);
      const divisor = of(y);
      if (before === undefined || !areCourses(divisor, isCourse)) return undefined;
      return [...before, { isDivision: true, polynomial: divisor, term: value }];
    }
    if (value.op !== "*") return undefined;
    for (const [part, other] of [
      [x, y],
      [y, x],
    ] as const) {
      const factor = of(other);
      if (!areCourses(factor, isCourse)) continue;
      const before = this.steps(part, leaf, of, isCourse);
      if (before) return [...before, { isDivision: false, polynomial: factor }];
    }
    return undefined;
  }
}

const constantMinusOne: Polynomial = fromSummand({ monomial: [], coefficient: -1n });

function areCourses(polynomial: Polynomial, isCourse: (leaf: number) => boolean): boolean {
  return [...leavesOf(polynomial)].every(isCourse);
}

/** The quotient by a leaf that occurs once in each summand. */
function without(polynomial: Polynomial, leaf: number): Polynomial | undefined {
  let quotient: Polynomial["summands"] = new Map();
  for (const { monomial, coefficient } of polynomial.summands.values()) {
    const rest = monomial.filter((other) => other !== leaf);
    if (rest.length !== monomial.length - 1) return undefined;
    quotient = new Map([...quotient, [rest.join("*"), { monomial: rest, coefficient }]]);
  }
  return { summands: quotient, denominator: polynomial.denominator };
}
