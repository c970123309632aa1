/**
 * A turn as a linear system over doubles: polynomials in the variables, closed over their monomials.
 *
 * `+ - *`, unary minus, and division by what does not change are read; the coefficients are what a call's invariants are as
 * doubles, combined in double-double arithmetic. Before a call any numbers stand for the invariants, which tells what can be
 * read.
 */
import type { DoubleDouble } from "../../../algebra/double-double.ts";
import { divide, negate, of as double } from "../../../algebra/double-double.ts";
import type { DoubleMatrix } from "../../../kernels/double-double/power.ts";
import type { Monomial } from "../../polynomial.ts";
import { keyOf, printMonomial } from "../../polynomial.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { FloatPolynomial } from "./float-polynomial.ts";
import { constant, leafPolynomial, mapped, product, scaled, sum } from "./float-polynomial.ts";

export interface System {
  readonly monomials: readonly Monomial[];
  readonly basis: readonly string[];
  readonly matrix: DoubleMatrix;
  /** Every value that the turn computes on its way. */
  readonly values: readonly FloatPolynomial[];
}

/** A larger one does not pay, or never ends: x = x * x. */
const MONOMIAL_CAP = 40;

/**
 * @param names the variables that are wanted: the first monomials
 * @throws RefusalSignal
 */
export function readSystem(
  trace: Trace,
  names: readonly string[],
  numberOf: (invariant: Value) => number,
): System {
  const known = new Map<Term, FloatPolynomial>();
  const read = (value: Value): FloatPolynomial => {
    if (!isTerm(value) || value.invariant) return constant(numberOf(value));
    let polynomial = known.get(value);
    if (polynomial === undefined) {
      polynomial = readTerm(value, read, numberOf);
      known.set(value, polynomial);
    }
    return polynomial;
  };
  const nameOf = (leaf: number): string => (trace.graph.terms[leaf] as Term).name;
  const monomials: Monomial[] = names.map((name) => [(trace.leaves.get(name) as Term).id]);
  const indexOf = new Map(monomials.map((monomial, k) => [keyOf(monomial), k]));
  const note = (monomial: Monomial): void => {
    const key = keyOf(monomial);
    if (indexOf.has(key)) return;
    indexOf.set(key, monomials.length);
    monomials.push(monomial);
  };
  const rows: FloatPolynomial[] = [];
  for (let k = 0; k < monomials.length; k++) {
    if (k === MONOMIAL_CAP) return refuse.closureTooLarge("", MONOMIAL_CAP);
    const image = (monomials[k] as Monomial).reduce<FloatPolynomial>(
      (image, leaf) =>
        product(image, read(trace.next.get(nameOf(leaf)))) ?? refuse.closureTooLarge("", MONOMIAL_CAP),
      constant(1),
    );
    rows.push(image);
    // Every variable's own course tells whether it overflows.
    for (const { monomial } of image.values()) [monomial, ...monomial.map((leaf) => [leaf])].forEach(note);
  }
  return {
    monomials,
    basis: monomials.map((monomial) => printMonomial(monomial, nameOf)),
    matrix: matrixOf(rows, indexOf),
    values: [...known.values()],
  };
}

function matrixOf(rows: readonly FloatPolynomial[], indexOf: ReadonlyMap<string, number>): DoubleMatrix {
  const size = rows.length;
  const [high, low] = [new Float64Array(size * size), new Float64Array(size * size)];
  rows.forEach((row, k) => {
    for (const [key, { coefficient }] of row) {
      const place = k * size + (indexOf.get(key) as number);
      high[place] = coefficient.high;
      low[place] = coefficient.low;
    }
  });
  return { size, high, low };
}

function readTerm(
  term: Term,
  of: (value: Value) => FloatPolynomial,
  numberOf: (invariant: Value) => number,
): FloatPolynomial {
  const [x, y] = term.args;
  switch (term.op) {
    case "variable":
      return leafPolynomial(term.id);
    case "plus":
    case "Number":
      return of(x);
    case "neg":
      return mapped(of(x), negate);
    case "+":
      return sum(of(x), of(y));
    case "-":
      return sum(of(x), mapped(of(y), negate));
    case "*":
      if (!isTerm(y) || y.invariant) return scaled(of(x), double(numberOf(y)));
      return product(of(x), of(y)) ?? refuse.closureTooLarge(term.at, MONOMIAL_CAP);
    case "/": {
      if (isTerm(y) && !y.invariant) break;
      const divisor = double(numberOf(y));
      return mapped(of(x), (coefficient): DoubleDouble => divide(coefficient, divisor));
    }
    default:
  }
  return refuse.operator(term.at, term, term.op);
}
