/**
 * The domain of finite states: pure turns that no algebra makes linear, over variables that the turn keeps within bounds.
 *
 *     x = (x * x + 1) % 1000003        h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ (h << 7)
 *
 * A variable with all that it depends on is a group, whose state takes finitely many values, so that its orbit runs into a
 * cycle; once that is found (`find-cycle.ts`), the state after n turns is the one after μ + (n - μ) mod λ. The group's turn
 * is run by a machine on the very values of the loop, so that nothing has to be proved of them: roundings, -0 and NaN come
 * out as the loop makes them.
 *
 * What others took for granted of these numbers, because some domain certifies them to be exact, is refused: remainders
 * that are walked around, closed forms, tests for safe integers. So are predicates on a group's own state, which no domain
 * reads.
 */
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { isTerm } from "../../value.ts";
import { boundedVariables, closureOf } from "../dependencies.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { requireNothingGranted } from "../nothing-granted.ts";
import { requireInteger } from "../require-integer.ts";
import { StateGroup } from "./group.ts";
import { FiniteReading } from "./reading.ts";

export const finite: Domain = {
  name: "finite",

  read(trace, demand, settings) {
    const closures = demand.map((name) => closureOf([name], trace));
    const isMaximal = (closure: ReadonlySet<string>, k: number): boolean =>
      closures.every(
        (other, j) => j === k || !isSubset(closure, other) || (closure.size === other.size && j > k),
      );
    const groups = closures.filter(isMaximal).map((closure) => readGroup(trace, closure, settings));
    return new FiniteReading(trace, groups, demand);
  },
};

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((name) => outer.has(name));
}

function readGroup(trace: Trace, closure: ReadonlySet<string>, settings: DomainSettings): StateGroup {
  const bounded = boundedVariables(trace);
  const leaves = [...closure].map((name) => trace.leaves.get(name) as Term);
  for (const leaf of leaves) {
    requireInteger(trace, leaf, settings);
    const next = trace.next.get(leaf.name);
    if (!bounded.has(leaf.name))
      refuse.operator(isTerm(next) ? next.at : "", next, isTerm(next) ? next.op : "");
    const [first] = leaves as [Term];
    if (leaf.type !== first.type)
      refuse.variableType(
        leaf.name,
        leaf.type,
        `${first.name}, with which it makes one state, is ${first.type}`,
      );
  }
  requireNothingGranted(trace, closure);
  return new StateGroup(trace, [...closure]);
}
