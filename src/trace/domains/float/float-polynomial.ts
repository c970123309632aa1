/**
 * Polynomials in leaves with double-double coefficients, by monomial. Coefficients of zero stay: 0·x is NaN where x is not
 * finite, so that x belongs to what has to be bounded.
 */
import type { DoubleDouble } from "../../../algebra/double-double.ts";
import { add, multiply, of, unit } from "../../../algebra/double-double.ts";
import type { Monomial } from "../../polynomial.ts";
import { keyOf } from "../../polynomial.ts";

interface FloatSummand {
  readonly monomial: Monomial;
  readonly coefficient: DoubleDouble;
}

export type FloatPolynomial = ReadonlyMap<string, FloatSummand>;

/** More summands than this are no small system. */
const SUMMAND_CAP = 64;

export function constant(value: number): FloatPolynomial {
  return fromSummands([{ monomial: [], coefficient: of(value) }]);
}

export function leafPolynomial(leaf: number): FloatPolynomial {
  return fromSummands([{ monomial: [leaf], coefficient: unit }]);
}

export function sum(p: FloatPolynomial, q: FloatPolynomial): FloatPolynomial {
  return fromSummands([...p.values(), ...q.values()]);
}

export function scaled(p: FloatPolynomial, by: DoubleDouble): FloatPolynomial {
  return mapped(p, (coefficient) => multiply(coefficient, by));
}

export function mapped(p: FloatPolynomial, change: (c: DoubleDouble) => DoubleDouble): FloatPolynomial {
  return new Map(
    [...p].map(([key, { monomial, coefficient }]) => [key, { monomial, coefficient: change(coefficient) }]),
  );
}

/** @returns undefined when it has too many summands */
export function product(p: FloatPolynomial, q: FloatPolynomial): FloatPolynomial | undefined {
  if (p.size * q.size > SUMMAND_CAP) return undefined;
  const right = [...q.values()];
  return fromSummands(
    [...p.values()].flatMap((x) =>
      right.map((y) => ({
        monomial: [...x.monomial, ...y.monomial].sort((a, b) => a - b),
        coefficient: multiply(x.coefficient, y.coefficient),
      })),
    ),
  );
}

function fromSummands(summands: readonly FloatSummand[]): FloatPolynomial {
  const total = new Map<string, FloatSummand>();
  for (const { monomial, coefficient } of summands) {
    const key = keyOf(monomial);
    const known = total.get(key);
    total.set(key, { monomial, coefficient: known ? add(known.coefficient, coefficient) : coefficient });
  }
  return total;
}
