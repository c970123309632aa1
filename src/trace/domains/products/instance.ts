/**
 * The system of a path when the invariants and the start of the course variables have values: every coefficient is a
 * constant or a polynomial in the number of the turn. The first turns, before the courses have become polynomials, are
 * matrices of their own.
 *
 * Where there are divisions, the coefficients are brought to a common denominator: the state after a turn is M(t) / q(t)
 * times the one before.
 */
import type { Newton } from "../../../algebra/consecutive-values.ts";
import type {
  PolynomialCoefficient,
  PolynomialSystem,
} from "../../../kernels/matrix-product/polynomial-system.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Polynomial } from "../../polynomial.ts";
import type { CourseValues } from "./course-values.ts";
import { newtonOf } from "./course-values.ts";

export interface Instance {
  /** The matrices of the turns before the courses are polynomials. */
  readonly early: readonly Transition<bigint>[];
  /** The system from then on, its turns counted from 0 again. */
  readonly late: PolynomialSystem;
}

export function instanceOf(transition: Transition<Polynomial>, courses: CourseValues): Instance {
  const { delay, degree } = courses;
  const rows = transition.rows.map((row) =>
    row.map(([column, c]) => [column, courses.of(c, delay + degree)] as const),
  );
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
      rows: rows.map((row) => entries(row.map(([column, c]) => [column, c.slice(delay)]))),
    },
  };
}

/** M and q, for courses that are polynomials from the first turn on. */
export function rationalInstance(
  transition: Transition<Polynomial>,
  courses: CourseValues,
  divisors: ReadonlyMap<number, Polynomial>,
): { readonly system: PolynomialSystem; readonly denominator: Newton | undefined } {
  const powers = new Map<number, number>();
  for (const [, { summands }] of transition.rows.flat()) {
    for (const { monomial } of summands.values()) {
      for (const leaf of monomial)
        if (divisors.has(leaf)) powers.set(leaf, Math.max(powers.get(leaf) ?? 0, count(monomial, leaf)));
    }
  }
  const factors = [...powers].reduce((sum, [, power]) => sum + power, 0);
  const last = courses.degree * (factors + 1);
  const values = new Map(
    [...powers.keys()].map((leaf) => [leaf, courses.of(divisors.get(leaf) as Polynomial, last)]),
  );
  /** Π divisor^(power - of the reciprocal's power in the monomial) */
  const missing = (monomial: readonly number[], turn: number): bigint =>
    [...powers].reduce(
      (product, [leaf, power]) =>
        product * (values.get(leaf)?.[turn] as bigint) ** BigInt(power - count(monomial, leaf)),
      1n,
    );
  const over = ({ summands }: Polynomial): bigint[] => {
    const sums = new Array<bigint>(last + 1).fill(0n);
    for (const { monomial, coefficient } of summands.values()) {
      const own = monomial.filter((leaf) => !divisors.has(leaf));
      const part: Polynomial = {
        summands: new Map([["", { monomial: own, coefficient }]]),
        denominator: 1n,
      };
      courses.of(part, last).forEach((value, turn) => (sums[turn]! += value * missing(monomial, turn)));
    }
    return sums;
  };
  return {
    system: {
      basis: transition.basis,
      rows: transition.rows.map((row) => entries(row.map(([column, c]) => [column, over(c)]))),
    },
    denominator:
      factors === 0 ? undefined : newtonOf(Array.from({ length: last + 1 }, (_, turn) => missing([], turn))),
  };
}

function count(monomial: readonly number[], leaf: number): number {
  return monomial.filter((other) => other === leaf).length;
}

function entries(row: readonly (readonly [number, readonly bigint[]])[]): Entry<PolynomialCoefficient>[] {
  return row
    .map(([column, values]): Entry<PolynomialCoefficient> => [column, simplest(values)])
    .filter(([, c]) => c !== 0n);
}

/** The constant, or the Newton coefficients, of a sequence with these first values. */
function simplest(values: readonly bigint[]): PolynomialCoefficient {
  const newton = newtonOf(values);
  return newton.length === 1 ? (newton[0] as bigint) : newton;
}
