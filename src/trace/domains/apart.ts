/**
 * Several domains side by side: a counter in Z, a generator modulo 2^32, a maximum in the tropical semiring.
 *
 * Each demanded variable, with all that its next value depends on, goes to the first domain that can read it. A variable
 * that two of these depend on is read by both (a counter in Z and modulo m): the edge between them is then a homomorphism,
 * because each reads the same turn. What holds for the trace as a whole is asked here:
 *
 * - the path lasts as long as the predicates do, which the integers' domain reads;
 * - every BigInt that a turn computes is bounded, read or not; and every number that a domain takes to be exact.
 */
import { boundBits } from "./integer/magnitude.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import type { Interval } from "../../algebra/intervals.ts";
import { Ranges } from "../ranges.ts";
import { RefusalSignal } from "../refusal.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Primitive, Term, Value } from "../value.ts";
import { boundedVariables, closureOf, restrict, variablesOf } from "./dependencies.ts";
import type { Call, Costs, Demand, Domain, DomainSettings, Group, PathEnd, Reading, Run } from "./domain.ts";

interface Part {
  readonly reading: Reading;
  readonly demand: Demand;
}

/**
 * @param ordered the domain that reads predicates, and bounds what grows
 * @throws RefusalSignal
 */
export function readApart(
  trace: Trace,
  demand: Demand,
  settings: DomainSettings,
  ordered: Domain,
  others: readonly Domain[],
): Reading {
  const kept = new Set([...trace.unchanged, ...trace.values.map(([{ name }]) => name)]);
  const bounded = boundedVariables(trace);
  const orderedDemand: string[] = [];
  const assigned = new Map<Domain, string[]>();
  const orderedNames = new Set<string>();
  for (const { left, right } of trace.predicates) {
    for (const side of [left, right]) variablesOf(side, trace).forEach((name) => orderedNames.add(name));
  }
  for (const name of demand) {
    if (kept.has(name)) continue;
    const own = restrict(trace, closureOf([name], trace), []);
    if (canRead(ordered, own, name, settings)) {
      orderedDemand.push(name);
      continue;
    }
    const domain =
      others.find((other) => canRead(other, own, name, settings)) ?? cannotRead(ordered, own, name, settings);
    assigned.set(domain, [...(assigned.get(domain) ?? []), name]);
  }
  const parts = [...assigned].map(([domain, names]): Part => {
    const closure = closureOf(names, trace);
    for (const name of closure) {
      if (domain.boundsGrowth) bounded.add(name);
      else if (!bounded.has(name)) orderedNames.add(name);
    }
    return { reading: domain.read(restrict(trace, closure, []), names, settings), demand: names };
  });
  for (const [name, value] of trace.next) {
    if (!bounded.has(name) && (trace.leaves.get(name) as Term).type === "bigint" && isBigint(value))
      orderedNames.add(name);
  }
  const names = closureOf([...orderedNames, ...orderedDemand], trace);
  const first: Part = {
    reading: ordered.read(restrict(trace, names, trace.predicates), [...names], settings),
    demand: orderedDemand,
  };
  const stray = [...trace.computed].filter((term) =>
    [...variablesOf(term, trace)].some((name) => !names.has(name)),
  );
  return new ApartReading(trace, kept, first, parts, stray);
}

function canRead(domain: Domain, trace: Trace, name: string, settings: DomainSettings): boolean {
  try {
    domain.read(trace, [name], settings);
    return true;
  } catch (error) {
    if (error instanceof RefusalSignal) return false;
    throw error;
  }
}

function cannotRead(domain: Domain, trace: Trace, name: string, settings: DomainSettings): never {
  domain.read(trace, [name], settings);
  throw new Error(`${name} could be read after all`);
}

function isBigint(value: Value): boolean {
  return typeof value === "bigint" || (typeof value === "object" && value?.type === "bigint");
}

class ApartReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string | undefined;
  private readonly trace: Trace;
  private readonly kept: ReadonlySet<string>;
  private readonly first: Part;
  private readonly parts: readonly Part[];
  private readonly stray: readonly Term[];
  private readonly parameters: readonly string[];
  private last: Ranged | undefined;

  constructor(
    trace: Trace,
    kept: ReadonlySet<string>,
    first: Part,
    parts: readonly Part[],
    stray: readonly Term[],
  ) {
    this.trace = trace;
    this.kept = kept;
    this.first = first;
    this.parts = parts;
    this.stray = stray;
    this.parameters = [...trace.leaves.keys()].filter((name) => !trace.next.has(name));
    for (const term of stray) {
      // Of a fraction, `BigInt(x)` throws, whoever reads it.
      if (term.op === "BigInt") refuse.operator(term.at, term, term.op);
    }
    const shown = first.demand.length > 0 ? [first, ...parts] : parts;
    this.groups = shown.flatMap(({ reading }) => reading.groups);
    this.dimension = shown.reduce((sum, { reading }) => sum + reading.dimension, 0);
    const kernels = shown.map(({ reading }) => reading.kernel);
    this.kernel = kernels.includes(undefined) ? undefined : [...new Set(kernels)].join(" + ");
  }

  covers(variable: string): boolean {
    return (
      this.kept.has(variable) || [this.first, ...this.parts].some((part) => part.demand.includes(variable))
    );
  }

  /** What was found for a call holds for the next one with the same invariants, where it starts within the same ranges. */
  private rangesFrom(leafValue: Call["leafValue"], evaluation: Call["evaluation"]): Ranges {
    const { last } = this;
    if (
      last?.invariants.every((value, k) => Object.is(value, leafValue(this.parameters[k] as string))) &&
      last.ranges.holdFrom(leafValue)
    ) {
      return last.ranges;
    }
    const ranges = new Ranges(this.trace, evaluation, this.trace.next.keys());
    this.last = { invariants: this.parameters.map(leafValue), ranges };
    return ranges;
  }

  begin({ leafValue, evaluation }: Call): Run {
    const first = this.first.reading.begin({ leafValue, evaluation });
    const ranges = this.rangesFrom(leafValue, evaluation);
    const beside = {
      ranges,
      magnitude: (variable: string, turns: bigint): number => first.magnitude(variable, turns),
    };
    const parts = this.parts.map(({ reading }) => reading.begin({ leafValue, evaluation, beside }));
    return new ApartRun({
      first,
      parts,
      demands: [this.first.demand, ...this.parts.map((part) => part.demand)],
      ranges,
      graph: this.trace.graph,
      stray: this.stray.filter(({ type }) => type === "bigint"),
      invariantBits: (value) => primitiveBits(evaluation.of(value)),
    });
  }
}

interface Ranged {
  readonly invariants: readonly unknown[];
  readonly ranges: Ranges;
}

interface Begun {
  readonly first: Run;
  readonly parts: readonly Run[];
  readonly demands: readonly Demand[];
  readonly ranges: Ranges;
  readonly graph: Trace["graph"];
  /** BigInt terms of variables that the first domain does not read. */
  readonly stray: readonly Term[];
  readonly invariantBits: (value: Value) => number;
}

class ApartRun implements Run {
  readonly lasts: bigint | undefined;
  readonly end: PathEnd | undefined;
  private readonly begun: Begun;

  constructor(begun: Begun) {
    this.begun = begun;
    this.lasts = begun.first.lasts;
    this.end = begun.first.end;
  }

  certify(turns: bigint): bigint {
    return this.runs.reduce((certified, run) => run.certify(certified), turns);
  }

  exceeds(turns: bigint, limit: number): { variable: string; bits: number } | undefined {
    return this.begun.first.exceeds(turns, limit);
  }

  fits(turns: bigint, limit: number): boolean {
    const { first, ranges, stray, graph, invariantBits } = this.begun;
    if (!first.fits(turns, limit)) return false;
    const variable = (leaf: number): number => {
      const term = graph.terms[leaf] as Term;
      const inRange = rangeBits(ranges.of(term));
      return inRange < Infinity ? inRange : this.bits(term.name, turns, limit);
    };
    const bound = boundBits(variable, invariantBits);
    return stray.every((term) => {
      const inRange = rangeBits(ranges.of(term));
      return inRange <= limit || bound(term) <= limit;
    });
  }

  costs(turns: bigint, nativeTurns: number, demand: Demand): Costs {
    let [jump, plain] = [0, 0];
    this.runs.forEach((run, k) => {
      const own = this.ownDemand(k, demand);
      const costs = run.costs(turns, nativeTurns, own);
      jump += costs.jump;
      plain += costs.plain;
    });
    return { jump, plain };
  }

  magnitude(variable: string, turns: bigint): number {
    return Math.min(...this.runs.map((run) => run.magnitude(variable, turns)));
  }

  bits(variable: string, turns: bigint, limit: number): number {
    return Math.min(...this.runs.map((run) => run.bits(variable, turns, limit)));
  }

  after(
    turns: bigint,
    demand: Demand,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    const kernels = new Set<string>();
    for (const [k, run] of this.runs.entries()) {
      const own = this.ownDemand(k, demand);
      if (own.length === 0) continue;
      const after = run.after(turns, own);
      if (after === undefined) return undefined;
      for (const [name, value] of after.values) values.set(name, value);
      if (after.kernels !== "") kernels.add(after.kernels);
    }
    return { values, kernels: [...kernels].join(" + ") };
  }

  private get runs(): readonly Run[] {
    return [this.begun.first, ...this.begun.parts];
  }

  private ownDemand(k: number, demand: Demand): Demand {
    const own = this.begun.demands[k] as Demand;
    return demand.filter((name) => own.includes(name));
  }
}

function rangeBits({ low, high }: Interval): number {
  if (typeof low === "number" || typeof high === "number") return Infinity;
  return Math.max(bitLength(low), bitLength(high));
}

function primitiveBits(value: Primitive): number {
  return typeof value === "bigint" ? bitLength(value) : 0;
}
