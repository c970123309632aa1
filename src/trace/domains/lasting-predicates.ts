/**
 * Predicates on values that the integers' domain cannot read, as `f > 0n` for a factorial f: they are not asked when they
 * change, but proved at the call, by ranges, never to change along the path.
 *
 * The ranges are narrowed by the other predicates only, which hold in every turn of the path; what is to be proved takes no
 * part in its own proof.
 */
import type { Interval } from "../../algebra/intervals.ts";
import type { Relation } from "../../algebra/relations.ts";
import type { Evaluation } from "../evaluate-terms.ts";
import type { Predicate } from "../path.ts";
import { printValue } from "../print-term.ts";
import { Ranges } from "../ranges.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Value } from "../value.ts";
import { isTerm, valueType } from "../value.ts";
import { variablesOf } from "./dependencies.ts";
import { negation } from "../../algebra/relations.ts";

/**
 * Something has to end the path, so one predicate at least is asked. Ranges speak of exact integers: numbers are left to the
 * domain that certifies them.
 */
export function splitPredicates(
  trace: Trace,
  isReadable: (name: string) => boolean,
): { readonly asked: readonly Predicate[]; readonly lasting: readonly Predicate[] } {
  const isAsked = ({ left, right }: Predicate): boolean =>
    ![left, right].every(isExact) ||
    [left, right].every((side) => [...variablesOf(side, trace)].every(isReadable));
  const asked = trace.predicates.filter(isAsked);
  return asked.length === 0
    ? { asked: trace.predicates, lasting: [] }
    : { asked, lasting: trace.predicates.filter((predicate) => !asked.includes(predicate)) };
}

function isExact(side: Value): boolean {
  return !isTerm(side) || side.invariant || valueType(side) === "bigint";
}

/** @throws RefusalSignal when a predicate could change */
export function requireLasting(trace: Trace, predicates: readonly Predicate[], evaluation: Evaluation): void {
  if (predicates.length === 0) return;
  const others = trace.predicates.filter((predicate) => !predicates.includes(predicate));
  const ranges = new Ranges({ ...trace, predicates: others }, evaluation, trace.next.keys());
  for (const { left, relation, right, holds, at } of predicates) {
    const truth = holds ? relation : negation[relation];
    if (!isAlways(truth, ranges.of(left), ranges.of(right)))
      refuse.condition(at, `${printValue(left)} ${relation} ${printValue(right)}`);
  }
}

/** Does `relation` hold for all integers of the two ranges? */
function isAlways(relation: Relation, x: Interval, y: Interval): boolean {
  switch (relation) {
    case "<":
      return x.high < y.low;
    case "<=":
      return x.high <= y.low;
    case ">":
      return x.low > y.high;
    case ">=":
      return x.low >= y.high;
    case "==":
      return typeof x.low === "bigint" && [x.high, y.low, y.high].every((end) => end === x.low);
    case "!=":
      return x.high < y.low || x.low > y.high;
  }
}
