/**
 * How large the values of a turn can become, term by term, when the variables are bounded.
 *
 * `boundTerm` works on magnitudes (the number certificate: everything must stay within 2^53), `boundBits` on bit lengths
 * (the BigInt limit). Both are abstract interpretations: |x ± y| ≤ |x| + |y|, |x·y| = |x|·|y|.
 */
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";

export type Bound = (value: Value) => number;

/** Upper bounds of |value|; exact below 2^53, where sums and products of doubles are. */
export function boundTerms(variable: (name: string) => number, invariant: (value: Value) => number): Bound {
  return memoized(
    (value) => Math.abs(invariant(value)),
    (term, of) => {
      const [x, y] = term.args;
      switch (term.op) {
        case "variable":
          return variable(term.name);
        case "+":
        case "-":
          return of(x) + of(y);
        case "*":
          return product(of(x), of(y));
        case "~":
          return of(x) + 1;
        case "neg":
        case "BigInt":
        case "Number":
          return of(x);
        default:
          return Infinity;
      }
    },
  );
}

/** Upper bounds of the bit length of |value|. */
export function boundBits(variable: (name: string) => number, invariant: (value: Value) => number): Bound {
  return memoized(invariant, (term, of) => {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable":
        return variable(term.name);
      case "+":
      case "-":
      case "~":
        return Math.max(of(x), y === undefined ? 1 : of(y)) + 1;
      case "&":
      case "|":
      case "^":
        return Math.max(of(x), of(y)) + 1;
      case "*":
        return of(x) + of(y);
      case "**":
        return of(x) * Number(y);
      case "<<":
        return of(x) + Number(y);
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
