/** The automaton of variables that depend on one another, and what a call makes of it. */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { LaneWords } from "../../../algebra/lanes/lane-words.ts";
import { bigintLanes, int32Lanes } from "../../../algebra/lanes/lane-words.ts";
import type { Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import type { Component } from "../components.ts";
import { variablesOf } from "../dependencies.ts";
import type { Call, Group } from "../domain.ts";
import type { Part } from "../parts.ts";
import { compileTurn } from "./lanewise.ts";
import { isHeldBy, representationsOf } from "./representations.ts";
import type { Begun } from "./run.ts";
import { refuse } from "../../refusals.ts";

/** The variables are all of one type, because no operator here makes one of the other. */
export class LanePart implements Part<Begun<number> | Begun<bigint>> {
  readonly group: Group;
  readonly dimension: number;
  readonly demanded: readonly string[];
  private readonly trace: Trace;
  private readonly component: Component;
  private readonly operations: readonly Term[];

  /** @param operations of a turn, each after its operands */
  constructor(trace: Trace, component: Component, operations: readonly Term[]) {
    this.trace = trace;
    this.component = component;
    this.operations = operations;
    const { names, demanded } = component;
    this.demanded = demanded;
    this.dimension = names.length;
    this.group = {
      basis: names.map((name) => `${name} (each bit)`),
      matrix: names.map((row) => {
        const read = variablesOf(trace.next.get(row), trace);
        return names.map((column) => (read.has(column) ? "·" : ""));
      }),
    };
  }

  begin({ leafValue, evaluation }: Call): Begun<number> | Begun<bigint> {
    const { component, trace, operations } = this;
    const { names } = component;
    const variables = names.map((name) => trace.leaves.get(name) as Term);
    const next = names.map((name): Value => trace.next.get(name));
    const compiled = <T extends number | bigint>(words: LaneWords<T>, start: readonly T[]): Begun<T> => {
      const { turn, constants } = compileTurn(words, operations, variables, next, evaluation);
      const longest = [...start, ...constants].reduce(
        (most, value) => Math.max(most, typeof value === "bigint" ? bitLength(value) + 1 : 32),
        0,
      );
      return { component, words, turn, start, longest, operations: operations.length, unsigned: new Set() };
    };
    if (variables[0]?.type === "bigint")
      return compiled(
        bigintLanes,
        names.map((name) => leafValue(name) as bigint),
      );
    const representations = representationsOf(trace, component, evaluation);
    const start = names.map((name) => {
      const value = leafValue(name) as number;
      const isSeenWhole = !component.seenAsInt32.has(name);
      if (isSeenWhole && !isHeldBy(representations.get(name), value)) refuse.notInteger(name);
      return value | 0;
    });
    const unsigned = new Set(names.filter((name) => representations.get(name) === "uint32"));
    return { ...compiled(int32Lanes, start), unsigned };
  }
}
