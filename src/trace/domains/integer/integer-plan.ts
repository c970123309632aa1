/** What the integer domain makes of a trace, before any value is known. */
import { printValue } from "../../print-term.ts";
import type { Trace } from "../../trace.ts";
import type { Predicate } from "../../path.ts";
import type { Term, Value } from "../../value.ts";
import type { Demand, DomainSettings } from "../domain.ts";
import type { MakeOrbit } from "./orbit-functional.ts";
import type { Closure } from "../../monomial-closure.ts";
import type { Polynomial } from "../../polynomial.ts";

/** A predicate as `polynomial relation constant`: what is invariant in it stays a value of any kind. */
export interface Question {
  readonly predicate: Predicate;
  readonly polynomial: Polynomial;
  /** The invariant side; 0n when both sides change. */
  readonly bound: Value;
  /** The invariant side was the left one: the polynomial stands on the right. */
  readonly flipped: boolean;
}

export interface IntegerPlan {
  readonly trace: Trace;
  readonly closure: Closure;
  /** The leaves of the variables that were read. */
  readonly variables: readonly Term[];
  /** The variables that keep their value. */
  readonly kept: ReadonlySet<string>;
  readonly questions: readonly Question[];
  /** Every carried term over numbers that was read: what the certificate must bound. */
  readonly numberTerms: readonly Term[];
  /** Every carried term over BigInts in the turn, read or not: what must stay within the engine's limit. */
  readonly bigintTerms: readonly Term[];
  /** The place of a variable in the basis, if it was read. */
  readonly columnOf: (variable: string) => number | undefined;
  readonly demand: Demand;
  readonly settings: DomainSettings;
  readonly makeOrbit: MakeOrbit | undefined;
}

export function printPredicate({ left, relation, right }: Predicate): string {
  return `${printValue(left)} ${relation} ${printValue(right)}`;
}
