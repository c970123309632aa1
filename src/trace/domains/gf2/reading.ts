/** The map of variables that depend on one another, and what a call makes of it. */
import type { LinearMap } from "../../../algebra/gf2/linear-map.ts";
import { prepareLinearMap } from "../../../algebra/gf2/linear-map.ts";
import { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive } from "../../value.ts";
import { variablesOf } from "../dependencies.ts";
import type { Call, Group } from "../domain.ts";
import type { Part } from "../parts.ts";
import type { Place } from "./bit-layout.ts";
import { contains, lengthOf, widthOf } from "./bit-layout.ts";
import type { Component } from "../components.ts";
import type { Begun } from "./run.ts";
import type { System } from "./system.ts";
import { bitMapOf, closeSystem } from "./system.ts";
import { guessWidths, startOf } from "./widths.ts";

interface Prepared {
  /** The invariants' values. */
  readonly atoms: readonly Primitive[];
  readonly system: System;
  map?: { readonly linear: LinearMap; readonly isAffine: boolean };
}

export class BitPart implements Part<Begun> {
  readonly group: Group;
  readonly demanded: readonly string[];
  /** Bits of a state. */
  readonly dimension: number;
  private readonly trace: Trace;
  private readonly component: Component;
  private prepared: Prepared | undefined;

  /** @param usual the map for starts and invariants that are no particular ones */
  constructor(trace: Trace, component: Component, usual: System) {
    this.trace = trace;
    this.component = component;
    this.demanded = component.demanded;
    if (component.invariants.length === 0) this.prepared = { atoms: [], system: usual };
    this.group = groupOf(trace, component, usual);
    this.dimension = usual.layout.end;
  }

  begin({ leafValue, evaluation, beside }: Call): Begun {
    const { component, trace } = this;
    const starts = new Map(component.names.map((name) => [name, startOf(name, component, leafValue(name))]));
    const atoms = component.invariants.map((term) => evaluation.of(term));
    let prepared = this.prepared;
    if (!prepared?.atoms.every((atom, k) => Object.is(atom, atoms[k])) || !fit(prepared.system, starts)) {
      const ranges = beside?.ranges ?? new Ranges(trace, evaluation, component.names);
      const guess = guessWidths(component, ranges, trace, leafValue);
      prepared = { atoms, system: closeSystem(trace, evaluation, guess) };
      this.prepared = prepared;
    }
    prepared.map ??= mapOf(prepared.system);
    const { system, map } = prepared;
    const { demanded, seenAsInt32 } = component;
    return { starts, layout: system.layout, longest: system.longest, ...map, demanded, seenAsInt32 };
  }
}

function mapOf(system: System): NonNullable<Prepared["map"]> {
  const { isAffine, ...map } = bitMapOf(system);
  const linear = prepareLinearMap(map) ?? refuse.closureTooLarge("", system.layout.end);
  return { linear, isAffine };
}

function fit({ layout }: System, starts: ReadonlyMap<string, bigint>): boolean {
  return [...layout.places].every(([name, place]) => contains(place, widthOf(starts.get(name) as bigint)));
}

/** The blocks are shown by their sizes: a matrix of bits is too large to be read. */
function groupOf(trace: Trace, { names, invariants }: Component, { layout }: System): Group {
  const size = (name: string): number => lengthOf(layout.places.get(name) as Place);
  const isKnown = invariants.length === 0;
  return {
    basis: names.map((name) => (isKnown ? `${name} (${size(name)} bits)` : `${name} (bits)`)),
    matrix: names.map((row) => {
      const read = variablesOf(trace.next.get(row), trace);
      return names.map((column) =>
        !read.has(column) ? "0" : isKnown ? `${size(row)}×${size(column)}` : "·",
      );
    }),
  };
}
