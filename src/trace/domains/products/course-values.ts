/** The values of polynomials in course variables, turn by turn, when the invariants and the start have values. */
import { forwardDifferences } from "../../../algebra/binomials.ts";
import type { Newton } from "../../../algebra/consecutive-values.ts";
import { orbit } from "../../../transition/apply.ts";
import { polynomialShapes } from "../../../transition/polynomial-shapes.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Coefficient } from "../../coefficient.ts";
import { instantiate } from "../../coefficient.ts";
import type { Closure } from "../../monomial-closure.ts";
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { keyOf } from "../../polynomial.ts";
import { refuse } from "../../refusals.ts";
import type { Term } from "../../value.ts";

export class CourseValues {
  /** Turns before all of them are polynomials in the number of the turn, and the largest degree of these. */
  readonly delay: number;
  readonly degree: number;
  private readonly courses: Closure;
  private readonly atom: (term: Term) => bigint;
  private readonly turn: Transition<bigint>;
  private readonly start: readonly bigint[];
  private states: readonly (readonly bigint[])[] = [];

  /** @param valueOf the start value of a monomial */
  constructor(courses: Closure, valueOf: (monomial: Monomial) => bigint, atom: (term: Term) => bigint) {
    this.courses = courses;
    this.atom = atom;
    this.start = courses.monomials.map(valueOf);
    this.turn = {
      basis: courses.transition.basis,
      rows: courses.transition.rows.map((row) =>
        row.map(([column, c]): Entry<bigint> => [column, this.number(c)]).filter(([, c]) => c !== 0n),
      ),
    };
    const shapes = polynomialShapes(this.turn) ?? refuse.closureTooLarge("", 0);
    this.delay = Math.max(0, ...shapes.map((shape) => shape.delay));
    this.degree = Math.max(0, ...shapes.map((shape) => shape.degree));
  }

  /** The values in the first turns, the one numbered `last` included. */
  of({ summands }: Polynomial, last: number): bigint[] {
    if (this.states.length <= last) this.states = orbit(this.turn, this.start, last);
    const weights = [...summands.values()].map(
      ({ monomial, coefficient }) =>
        [this.courses.indexOf.get(keyOf(monomial)) as number, this.number(coefficient)] as const,
    );
    return this.states
      .slice(0, last + 1)
      .map((state) =>
        weights.reduce((sum, [column, weight]) => sum + weight * (state[column] as bigint), 0n),
      );
  }

  private number(coefficient: Coefficient): bigint {
    return instantiate(coefficient, this.atom);
  }
}

/** The Newton coefficients of a sequence with these first values, as many as its degree needs. */
export function newtonOf(values: readonly bigint[]): Newton {
  const newton = forwardDifferences(values);
  while (newton.length > 1 && newton.at(-1) === 0n) newton.pop();
  return newton;
}
