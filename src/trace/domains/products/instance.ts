/**
 * The system of a path when the invariants and the start of the course variables have values: every coefficient is a
 * constant or a polynomial in the number of the turn. The first turns, before the courses have become polynomials, are
 * matrices of their own.
 */
import { forwardDifferences } from "../../../algebra/binomials.ts";
import type {
  PolynomialCoefficient,
  PolynomialSystem,
} from "../../../kernels/matrix-product/polynomial-system.ts";
import { orbit } from "../../../transition/apply.ts";
import { polynomialShapes } from "../../../transition/polynomial-shapes.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Coefficient } from "../../coefficient.ts";
import { instantiate } from "../../coefficient.ts";
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { keyOf } from "../../polynomial.ts";
import type { Term } from "../../value.ts";
import type { Closure } from "../../monomial-closure.ts";
import { refuse } from "../../refusals.ts";

export interface Instance {
  /** The matrices of the turns before the courses are polynomials. */
  readonly early: readonly Transition<bigint>[];
  /** The system from then on, its turns counted from 0 again. */
  readonly late: PolynomialSystem;
}

/** @param valueOf the start value of a monomial */
export function instanceOf(
  transition: Transition<Polynomial>,
  courses: Closure,
  valueOf: (monomial: Monomial) => bigint,
  atom: (term: Term) => bigint,
): Instance {
  const number = (coefficient: Coefficient): bigint => instantiate(coefficient, atom);
  const turn: Transition<bigint> = {
    basis: courses.transition.basis,
    rows: courses.transition.rows.map((row) =>
      row.map(([column, c]): Entry<bigint> => [column, number(c)]).filter(([, c]) => c !== 0n),
    ),
  };
  const shapes = polynomialShapes(turn) ?? refuse.closureTooLarge("", 0);
  const delay = Math.max(0, ...shapes.map((shape) => shape.delay));
  const degree = Math.max(0, ...shapes.map((shape) => shape.degree));
  const states = orbit(turn, courses.monomials.map(valueOf), delay + degree);
  const values = ({ summands }: Polynomial): bigint[] => {
    const weights = [...summands.values()].map(
      ({ monomial, coefficient }) =>
        [courses.indexOf.get(keyOf(monomial)) as number, number(coefficient)] as const,
    );
    return states.map((state) =>
      weights.reduce((sum, [column, weight]) => sum + weight * (state[column] as bigint), 0n),
    );
  };
  const rows = transition.rows.map((row) => row.map(([column, c]) => [column, values(c)] as const));
  const { basis } = transition;
  return {
    early: Array.from({ length: delay }, (_, t) => ({
      basis,
      rows: rows.map((row) =>
        row.map(([column, c]): Entry<bigint> => [column, c[t] as bigint]).filter(([, c]) => c !== 0n),
      ),
    })),
    late: {
      basis,
      rows: rows.map((row) =>
        row
          .map(([column, c]): Entry<PolynomialCoefficient> => [column, simplest(c.slice(delay))])
          .filter(([, c]) => c !== 0n),
      ),
    },
  };
}

/** The constant, or the Newton coefficients, of a sequence with these first values. */
function simplest(values: readonly bigint[]): PolynomialCoefficient {
  const newton = forwardDifferences(values);
  while (newton.length > 1 && newton.at(-1) === 0n) newton.pop();
  return newton.length === 1 ? (newton[0] as bigint) : newton;
}
