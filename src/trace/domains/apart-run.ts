/**
 * Domains side by side at a call: one counts the turns and bounds what grows, each of the others computes its share.
 *
 * The parts ask for ranges of the whole turn (`ranges.ts`), which depend on the call's bounds through the conditions that
 * narrow them. They are made for rounded bounds first, so that the next call can go on with them, and for the call's own
 * where these do not prove enough.
 */
import type { Effort, Progress } from "../../algebra/progress.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import type { Interval } from "../../algebra/intervals.ts";
import type { Evaluation } from "../evaluate-terms.ts";
import { freeBounds } from "../free-bounds.ts";
import { boundBits } from "../magnitude.ts";
import type { Predicate } from "../path.ts";
import { Ranges } from "../ranges.ts";
import { RefusalSignal } from "../refusal.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import { unlessRefused } from "../unless-refused.ts";
import type { Primitive, Term, Value } from "../value.ts";
import type { Call, Costs, Demand, Group, PathEnd, Reading, Run } from "./domain.ts";
import { requireLasting } from "./lasting-predicates.ts";
import { afterAll, certifiedByAll, costsOfAll, firstExcess } from "./side-by-side.ts";

/** A domain's reading, and what is demanded of it. */
export interface Part {
  readonly reading: Reading;
  readonly demand: Demand;
}

interface ApartPlan {
  readonly trace: Trace;
  readonly kept: ReadonlySet<string>;
  readonly first: Part;
  readonly parts: readonly Part[];
  /** Terms of variables that the first domain does not read. */
  readonly stray: readonly Term[];
  /** Predicates that the first domain cannot read. */
  readonly lasting: readonly Predicate[];
}

export class ApartReading implements Reading {
  private readonly plan: ApartPlan;
  /** The readings that somebody demands something of. */
  private readonly shown: readonly Reading[];
  /** The invariants that the turn computes with. */
  private readonly parameters: readonly string[];
  private readonly shares = new WeakMap<Demand, readonly Demand[]>();
  private last: Ranged | undefined;

  constructor(plan: ApartPlan) {
    const { trace, first, parts, stray } = plan;
    this.plan = plan;
    const bounds = freeBounds(trace);
    this.parameters = [...trace.leaves.keys()].filter((name) => !trace.next.has(name) && !bounds.has(name));
    for (const term of stray) {
      // Of a fraction, `BigInt(x)` throws, whoever reads it.
      if (term.op === "BigInt") refuse.operator(term.at, term, term.op);
    }
    this.shown = (first.demand.length > 0 ? [first, ...parts] : parts).map(({ reading }) => reading);
  }

  get groups(): readonly Group[] {
    return this.shown.flatMap(({ groups }) => groups);
  }

  get dimension(): number {
    return this.shown.reduce((sum, { dimension }) => sum + dimension, 0);
  }

  get kernel(): string | undefined {
    const kernels = this.shown.map(({ kernel }) => kernel);
    return kernels.includes(undefined) ? undefined : [...new Set(kernels)].join(" + ");
  }

  covers(variable: string): boolean {
    const { kept, first, parts } = this.plan;
    return kept.has(variable) || [first, ...parts].some((part) => part.demand.includes(variable));
  }

  /**
   * What was found for a call holds for the next one with the same invariants, where it is within the same ranges; but what
   * one start has widened is of no use to others.
   */
  private rangesFrom({ leafValue, evaluation }: Call): Ranges {
    const { last } = this;
    if (
      last?.invariants.every((value, k) => Object.is(value, leafValue(this.parameters[k] as string))) &&
      last.ranges.holdFor(evaluation) &&
      last.ranges.holdFrom(leafValue)
    ) {
      return last.ranges;
    }
    const { trace } = this.plan;
    const ranges = new Ranges(trace, evaluation, trace.next.keys(), "rounded");
    this.last = ranges.areTypical ? { invariants: this.parameters.map(leafValue), ranges } : undefined;
    return ranges;
  }

  /** The share of each part in a demand; kept, so that demands can be told apart by identity. */
  private ownDemands(demand: Demand): readonly Demand[] {
    let own = this.shares.get(demand);
    if (own === undefined) {
      const { first, parts } = this.plan;
      own = [first, ...parts].map((part) => demand.filter((name) => part.demand.includes(name)));
      this.shares.set(demand, own);
    }
    return own;
  }

  begin(call: Call): Run {
    const { trace, stray, lasting, first } = this.plan;
    const { evaluation } = call;
    const counting = first.reading.begin(call);
    requireLasting(trace, lasting, evaluation);
    const exactRanges = memo(() => new Ranges(trace, evaluation, trace.next.keys()));
    const exactly = memo(() => this.beginParts(call, counting, exactRanges));
    const roundedRanges = memo(() => this.rangesFrom(call));
    const rounded = unlessRefused(() => this.beginParts(call, counting, roundedRanges));
    // What rounded bounds do not prove, the call's own may.
    const [parts, ranges] =
      rounded instanceof RefusalSignal ? [exactly(), exactRanges] : [rounded, roundedRanges];
    return new ApartRun(
      {
        parts,
        ranges,
        exactly,
        exactRanges,
        ownDemands: (demand) => this.ownDemands(demand),
        trace,
        stray: stray.filter(({ type }) => type === "bigint"),
        invariantBits: (value) => primitiveBits(evaluation.of(value)),
        sizes: { turns: 0n, limit: 0 },
        canGoOn: lasting.length === 0,
      },
      counting,
    );
  }

  private beginParts({ leafValue, evaluation }: Call, first: Run, ranges: () => Ranges): readonly Run[] {
    const beside = {
      get ranges() {
        return ranges();
      },
      magnitude: (variable: string, turns: bigint): number => first.magnitude(variable, turns),
    };
    return this.plan.parts.map(({ reading }) => reading.begin({ leafValue, evaluation, beside }));
  }
}

function memo<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The ranges of the last call, and the invariants that they are of. */
interface Ranged {
  readonly invariants: readonly unknown[];
  readonly ranges: Ranges;
}

interface Begun {
  /** The runs beside the first domain's, and the ranges by which they were begun. */
  readonly parts: readonly Run[];
  readonly ranges: () => Ranges;
  /** The same without rounding of bounds, for the call that was begun. */
  readonly exactly: (() => readonly Run[]) | undefined;
  readonly exactRanges: () => Ranges;
  /** The share of each run in a demand. */
  readonly ownDemands: (demand: Demand) => readonly Demand[];
  readonly trace: Trace;
  /** BigInt terms of variables that the first domain does not read. */
  readonly stray: readonly Term[];
  readonly invariantBits: (value: Value) => number;
  /** Up to so many turns these are known to have at most `limit` bits. */
  readonly sizes: { turns: bigint; limit: number };
  /** Does nothing but the counting depend on free bounds? */
  readonly canGoOn: boolean;
}

class ApartRun implements Run {
  readonly lasts: bigint | undefined;
  readonly end: PathEnd | undefined;
  private readonly begun: Begun;
  private readonly first: Run;
  private runs: readonly Run[];
  private ranges: () => Ranges;

  constructor(begun: Begun, first: Run) {
    this.begun = begun;
    this.first = first;
    this.runs = [first, ...begun.parts];
    this.ranges = begun.ranges;
    this.lasts = first.lasts;
    this.end = first.end;
  }

  again(evaluation: Evaluation, effort?: Effort): Run | undefined {
    const { begun } = this;
    if (!begun.canGoOn || begun.ranges === begun.exactRanges || !begun.ranges().holdFor(evaluation))
      return undefined;
    const first = this.first.again?.(evaluation, effort);
    return first && new ApartRun({ ...begun, exactly: undefined }, first);
  }

  certify(turns: bigint): bigint {
    const certified = certifiedByAll(this.runs, turns);
    const { exactly, exactRanges } = this.begun;
    if (certified === turns || exactly === undefined || this.ranges === exactRanges) return certified;
    const parts = unlessRefused(exactly);
    if (parts instanceof RefusalSignal) return certified;
    const rounded = this.runs;
    this.runs = [this.first, ...parts];
    const more = certifiedByAll(this.runs, turns);
    if (more > certified) this.ranges = exactRanges;
    else this.runs = rounded;
    return more > certified ? more : certified;
  }

  exceeds(turns: bigint, limit: number): ReturnType<Run["exceeds"]> {
    return firstExcess(this.runs, turns, limit);
  }

  fits(turns: bigint, limit: number): boolean {
    const { stray, trace, invariantBits } = this.begun;
    const { first, ranges } = this;
    if (!first.fits(turns, limit)) return false;
    const { sizes } = this.begun;
    if (limit === sizes.limit && turns <= sizes.turns) return true;
    const variable = (leaf: number): number => {
      const term = trace.graph.terms[leaf] as Term;
      // A leaf of an inner loop has the name of a variable, and other values.
      // A bound far below the limit is as good as a tight one, and leaves room for the terms of a turn.
      const bits = trace.envelopes.has(leaf) ? Infinity : this.bits(term.name, turns, limit / 16);
      return bits <= limit ? bits : rangeBits(ranges().of(term));
    };
    const bound = boundBits(variable, invariantBits);
    const isBounded = stray.every((term) => bound(term) <= limit || rangeBits(ranges().of(term)) <= limit);
    if (isBounded) Object.assign(sizes, { turns, limit });
    return isBounded;
  }

  costs(turns: bigint, demand: Demand): Costs {
    return costsOfAll(this.runs, this.begun.ownDemands(demand), turns);
  }

  magnitude(variable: string, turns: bigint): number {
    return Math.min(...this.runs.map((run) => run.magnitude(variable, turns)));
  }

  bits(variable: string, turns: bigint, limit: number): number {
    return Math.min(...this.runs.map((run) => run.bits(variable, turns, limit)));
  }

  after(turns: bigint, demand: Demand, progress?: Progress): ReturnType<Run["after"]> {
    return afterAll(this.runs, this.begun.ownDemands(demand), turns, progress);
  }
}

function rangeBits({ low, high }: Interval): number {
  if (typeof low === "number" || typeof high === "number") return Infinity;
  return Math.max(bitLength(low), bitLength(high));
}

function primitiveBits(value: Primitive): number {
  return typeof value === "bigint" ? bitLength(value) : 0;
}
