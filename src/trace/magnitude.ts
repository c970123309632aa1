/**
 * How large the values of a turn can become, term by term, when the variables are bounded.
 *
 * `boundTerm` works on magnitudes (the number certificate: everything must stay within 2^53), `boundBits` on bit lengths
 * (the BigInt limit). Both are abstract interpretations: |x ± y| ≤ |x| + |y|, |x·y| = |x|·|y|.
 */
import { bitLength } from "../algebra/bit-length.ts";
import type { CoefficientBound } from "./coefficient.ts";
import { boundCoefficient } from "./coefficient.ts";
import type { Polynomial } from "./polynomial.ts";
import type { Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";

export type Bound = (value: Value) => number;

/** Upper bounds of |value|; exact below 2^53, where sums and products of doubles are. */
export function boundTerms(variable: (leaf: number) => number, invariant: (value: Value) => number): Bound {
  return memoized(
    (value) => Math.abs(invariant(value)),
    (term, of) => {
      const [x, y] = term.args;
      switch (term.op) {
        case "variable":
          return variable(term.id);
        case "+":
        case "-":
          return of(x) + of(y);
        case "*":
          // No bound at all may be that of NaN: then 0 times it has none.
          return of(x) * of(y);
        case "polynomial":
          return boundPolynomial(term.polynomial as Polynomial, variable, invariant);
        case "~":
          return of(x) + 1;
        case "neg":
        case "BigInt":
        case "Number":
          return of(x);
        case "Math.max":
        case "Math.min":
          return Math.max(...term.args.map(of));
        case "select":
          return Math.max(of(y), of(term.args[2]));
        default:
          return Infinity;
      }
    },
  );
}

/** Upper bounds of the bit length of |value|. */
export function boundBits(variable: (leaf: number) => number, invariant: (value: Value) => number): Bound {
  return memoized(invariant, (term, of) => {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable":
        return variable(term.id);
      case "+":
      case "-":
      case "~":
        return Math.max(of(x), y === undefined ? 1 : of(y)) + 1;
      case "polynomial":
        return polynomialBits(term.polynomial as Polynomial, variable, invariant);
      case "&":
      case "|":
      case "^":
        return Math.max(of(x), of(y)) + 1;
      case "*":
        return of(x) + of(y);
      case "**":
        return Math.max(1, of(x) * Number(y)); // x ** 0n is 1n
      case "<<":
        return of(x) + Number(y);
      case "BigInt.asIntN":
        return Math.max(0, Math.min(of(y) + 1, Number(x)));
      case "BigInt.asUintN":
        return Number(x); // of -1 it has all of them
      case "select":
        return Math.max(of(y), of(term.args[2]));
      case "/":
      case "%":
      case ">>":
      case "neg":
      case "BigInt":
      case "Number":
        return of(x);
      default:
        return term.type === "bigint" ? Infinity : 0;
    }
  });
}

/** Σ |c|·Π|x|, over the denominator. */
export function boundPolynomial(
  { summands, denominator }: Polynomial,
  variable: (leaf: number) => number,
  atom: Bound,
): number {
  let sum = 0;
  for (const { monomial, coefficient } of summands.values()) {
    let bound = boundCoefficient(coefficient, magnitudes(atom));
    for (const leaf of monomial) bound = product(bound, variable(leaf));
    sum += bound;
  }
  // Rounded up: the quotient of doubles may come out below the true one.
  return Math.ceil((sum / Number(denominator)) * (1 + 2 ** -50));
}

function magnitudes(atom: Bound): CoefficientBound {
  return {
    integer: (value) => Math.abs(Number(value)),
    atom: (term) => Math.abs(atom(term)),
    product: (factors) => factors.reduce(product, 1),
    sum: (summands) => summands.reduce((total, summand) => total + summand, 0),
  };
}

export function polynomialBits(
  { summands }: Polynomial,
  variable: (leaf: number) => number,
  atom: Bound,
): number {
  let most = 0;
  for (const { monomial, coefficient } of summands.values()) {
    const bits = monomial.reduce(
      (sum, leaf) => sum + variable(leaf),
      boundCoefficient(coefficient, bitLengths(atom)),
    );
    most = Math.max(most, bits);
  }
  return most + Math.ceil(Math.log2(summands.size + 1));
}

function bitLengths(atom: Bound): CoefficientBound {
  return {
    integer: bitLength,
    atom,
    product: (factors) => factors.reduce((total, bits) => total + bits, 0),
    sum: (summands) => Math.max(...summands) + Math.ceil(Math.log2(summands.length + 1)),
  };
}

function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function memoized(invariant: Bound, carried: (term: Term, of: Bound) => number): Bound {
  const known = new Map<Term, number>();
  const of: Bound = (value) => {
    if (!isTerm(value) || value.invariant) return invariant(value);
    let bound = known.get(value);
    if (bound === undefined) {
      bound = carried(value, of);
      known.set(value, bound);
    }
    return bound;
  };
  return of;
}
