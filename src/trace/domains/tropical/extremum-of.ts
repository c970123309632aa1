/**
 * Which extremum a choice is: `a > b ? a : b` is max(a, b), and so is `a - b > 0 ? a : b`.
 *
 * The value where the condition holds is X, else Y; the condition is L > R or L >= R. With L - R = X - Y the choice is
 * max(X, Y), with L - R = Y - X it is min(X, Y): where both are equal it does not matter which is taken, zeros of either
 * sign aside. Differences are compared as polynomials, in which a maximum is an indeterminate.
 */
import type { Polynomial } from "../../polynomial.ts";
import { fromSummand, minus, plus } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import { Work } from "../../work.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Extremum } from "./forms.ts";

export interface ReadChoice {
  readonly kind: Extremum;
  /** The terms that are compared, where they are not the chosen ones: these have to be exact for the choice to be one. */
  readonly compared: readonly Term[];
}

const greater: ReadonlySet<string> = new Set([">", ">="]);
const lesser: ReadonlySet<string> = new Set(["<", "<="]);
const indeterminate: ReadonlySet<string> = new Set(["Math.max", "Math.min", "select"]);

/** @throws RefusalSignal when the choice is no extremum */
export function extremumOf({ args: [asked, x, y], at }: Term): ReadChoice {
  let [condition, isTrue] = [asked, true];
  while (isTerm(condition) && condition.op === "!") [condition, isTrue] = [condition.args[0], !isTrue];
  if (!isTerm(condition) || !(greater.has(condition.op) || lesser.has(condition.op)))
    return refuse.condition(at, printValue(asked));
  const [left, right] = condition.args;
  const takesGreater = greater.has(condition.op) === isTrue;
  const kind = (isSame: boolean): Extremum => (takesGreater === isSame ? "max" : "min");
  if (Object.is(left, x) && Object.is(right, y)) return { kind: kind(true), compared: [] };
  if (Object.is(left, y) && Object.is(right, x)) return { kind: kind(false), compared: [] };
  const reader = new PolynomialReader(new Work(), ({ id, op }) =>
    indeterminate.has(op) ? fromSummand({ monomial: [id], coefficient: 1n }) : undefined,
  );
  const asks = minus(reader.of(left), reader.of(right));
  const compared = [...reader.read.keys()];
  const gives = minus(reader.of(x), reader.of(y));
  if (isZero(minus(asks, gives))) return { kind: kind(true), compared };
  if (isZero(plus(asks, gives))) return { kind: kind(false), compared };
  return refuse.condition(at, printValue(asked satisfies Value));
}

function isZero({ summands }: Polynomial): boolean {
  return summands.size === 0;
}
