/**
 * The domain of lanes: variables whose next values are made of one another, and of invariants, by & | ^ ~ alone.
 *
 * Bit ℓ of every result depends on the bits ℓ alone, so that each lane is an automaton of its own, whose states are the 2^d values
 * that d bits have (`algebra/lanes`): `x = (x & a) | b`, `a &= b; b ^= a`. It needs no linearity, and BigInts may have any length.
 * What moves bits to other lanes (a shift, a sum), or asks them all (a condition), is refused.
 */
import { refuse } from "../../refusals.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Component } from "../components.ts";
import { componentsOf } from "../components.ts";
import type { Domain } from "../domain.ts";
import { PartsReading } from "../parts.ts";
import { requireInteger } from "../require-integer.ts";
import { isLanewise } from "./lanewise.ts";
import { LanePart } from "./reading.ts";
import type { Begun } from "./run.ts";
import { kernel, LanesRun } from "./run.ts";
import type { Trace } from "../../trace.ts";

/** The states of a lane are 2 to the number of variables. */
const MOST_VARIABLES = 8;

export const lanes: Domain = {
  name: "lanes",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const parts = componentsOf(trace, demand).map((component) => {
      const { names } = component;
      if (names.length > MOST_VARIABLES) refuse.closureTooLarge("", MOST_VARIABLES);
      for (const name of names) requireInteger(trace, trace.leaves.get(name) as Term, settings);
      return new LanePart(trace, component, operationsOf(trace, component));
    });
    return new PartsReading<Begun<number> | Begun<bigint>>(kernel, parts, (begun) => new LanesRun(begun));
  },
};

/** The operations of a turn, in an order in which they can be computed. */
function operationsOf(trace: Trace, { names }: Component): Term[] {
  const operations = new Set<Term>();
  const visit = (value: Value): void => {
    if (!isTerm(value) || value.invariant || operations.has(value)) return;
    if (value.op === "variable") {
      // A leaf of an inner loop has the name of a variable, and other values.
      if (trace.leaves.get(value.name) !== value) refuse.operator(value.at, value, value.op);
      return;
    }
    if (!isLanewise(value)) refuse.operator(value.at, value, value.op);
    operations.add(value);
    value.args.forEach(visit);
  };
  for (const name of names) visit(trace.next.get(name));
  return [...operations].sort((a, b) => a.id - b.id);
}
