/**
 * The domain of bits: variables whose bits, after a turn, are affine forms over GF(2) in the bits before it.
 *
 * Shift registers, xorshift and xoroshiro, checksums: `^`, shifts, rotations, masks, and choices on a bit. The turn is a matrix
 * over GF(2), and many turns are its power (`algebra/gf2`). Numbers and BigInts alike are read as exact integers
 * (`bit-integers.ts`), whose bits are 32 for the usual numbers and as many as needed for others.
 *
 * Whether a turn is such a map can depend on the invariants, which masks and shift counts may be. When a path is read, they are
 * not known: then it is enough that the turn is one where they are all 1. The call decides.
 */
import { Evaluation } from "../../evaluate-terms.ts";
import { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import { RefusalSignal } from "../../refusal.ts";
import type { TermGraph } from "../../term-graph.ts";
import type { Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Domain } from "../domain.ts";
import { PartsReading } from "../parts.ts";
import { requireInteger } from "../require-integer.ts";
import type { Component } from "../components.ts";
import { componentsOf } from "../components.ts";
import { BitPart } from "./reading.ts";
import { GF2Run, kernel } from "./run.ts";
import type { System } from "./system.ts";
import { closeSystem } from "./system.ts";
import { guessWidths } from "./widths.ts";

export const gf2: Domain = {
  name: "gf2",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const parts = componentsOf(trace, demand).map((component) => {
      const [first] = component.names;
      if (!component.hasBitOperator) refuseSum(trace.next.get(first as string));
      for (const name of component.names) requireInteger(trace, trace.leaves.get(name) as Term, settings);
      return new BitPart(trace, component, tryOnce(trace, component));
    });
    return new PartsReading(kernel, parts, (begun) => new GF2Run(trace, begun));
  },
};

/** What adds only is for the domains of integers: there is nothing to win, and values that grow take long to be followed. */
function refuseSum(value: Value): never {
  return refuse.operator(isTerm(value) ? value.at : "", value, isTerm(value) ? value.op : "");
}

/** What was tried, or why not, by the variables and their next values: a trace is read in several restrictions. */
const tried = new WeakMap<TermGraph, Map<string, System | RefusalSignal>>();

/** The same, once for a graph; predicates would narrow ranges. */
function tryOnce(trace: Trace, component: Component): System {
  if (trace.predicates.length > 0) return tryOut(trace, component);
  const id = (value: Value): string => (isTerm(value) ? `#${value.id}` : String(value));
  const key = component.names
    .map((name) => `${id(trace.leaves.get(name))} ${id(trace.next.get(name))}`)
    .join(",");
  const known = tried.get(trace.graph) ?? new Map<string, System | RefusalSignal>();
  tried.set(trace.graph, known);
  let result = known.get(key);
  if (result === undefined) {
    try {
      result = tryOut(trace, component);
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      result = error;
    }
    known.set(key, result);
  }
  if (result instanceof RefusalSignal) throw result;
  return result;
}

/** The map for starts that are no particular ones, and for invariants that are powers of two, as disjoint masks are. */
function tryOut(trace: Trace, component: Component): System {
  // Where a verdict collects refusals, some leaves are no inputs.
  const typeOf = new Map(trace.graph.terms.map(({ name, type }) => [name, type]));
  const leafValue = (name: string): bigint | number => {
    const value =
      2 **
      (Math.max(
        0,
        component.invariants.findIndex((term) => term.name === name),
      ) %
        16);
    return typeOf.get(name) === "bigint" ? BigInt(value) : value;
  };
  const evaluation = new Evaluation(trace.graph, leafValue);
  const ranges = new Ranges(trace, evaluation, component.names);
  return closeSystem(trace, evaluation, guessWidths(component, ranges, trace, leafValue));
}
