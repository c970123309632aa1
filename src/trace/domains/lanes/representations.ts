/**
 * Which number 32 bits are: an int32 where an operator on bits comes last, a uint32 where `>>> 0` does. A variable to which
 * another one is handed on has that one's representation, and what is handed on first is a start value.
 */
import type { Evaluation } from "../../evaluate-terms.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import { isTerm } from "../../value.ts";
import type { Component } from "../components.ts";

export type Representation = "int32" | "uint32";

/** @throws RefusalSignal for an invariant that is neither */
export function representationsOf(
  trace: Trace,
  { names }: Component,
  evaluation: Evaluation,
): Map<string, Representation> {
  const known = new Map<string, Representation>();
  const find = (name: string, through: ReadonlySet<string>): Representation => {
    const value = trace.next.get(name);
    if (!isTerm(value) || value.invariant) {
      const constant = evaluation.of(value) as number;
      if (isHeldBy("int32", constant)) return "int32";
      return isHeldBy("uint32", constant) ? "uint32" : refuse.notInteger(printValue(value));
    }
    if (value.op !== "variable") return value.op === ">>>" ? "uint32" : "int32";
    // Variables that only change places can have either.
    return through.has(value.name) ? "int32" : find(value.name, new Set([...through, value.name]));
  };
  for (const name of names) known.set(name, find(name, new Set([name])));
  return known;
}

export function isHeldBy(representation: Representation | undefined, value: number): boolean {
  return Object.is(value, representation === "uint32" ? value >>> 0 : value | 0);
}
