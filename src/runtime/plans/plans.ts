/**
 * The plans of a site: found for a call, or made, and what that was predicted to cost.
 *
 * A call like the one before goes on with the run that is there; else the first plan whose path the values take begins a new
 * one; else a turn is traced, by the first strategy of which the trace can be read, from these values too.
 */
import { bitLength, isSmall } from "../../algebra/bit-length.ts";
import { bytesOf, type Peak } from "../../algebra/peak.ts";
import type { Effort } from "../../algebra/progress.ts";
import { requireMemory } from "../../kernels/memory.ts";
import { TERM_CAP } from "../../trace/recorder.ts";
import type { Call, Run } from "../../trace/domains/domain.ts";
import { Evaluation } from "../../trace/evaluate-terms.ts";
import type { LoopIR } from "../../trace/ir.ts";
import { readTrace } from "../../trace/read-trace.ts";
import { RefusalSignal } from "../../trace/refusal.ts";
import { refuse } from "../../trace/refusals.ts";
import type { Rooms } from "../../trace/rooms.ts";
import type { Strategy } from "../../trace/strategy.ts";
import { strategies } from "../../trace/strategy.ts";
import type { TermGraph } from "../../trace/term-graph.ts";
import { trace } from "../../trace/trace.ts";
import { Work } from "../../trace/work.ts";
import { unlessRefused } from "../../trace/unless-refused.ts";
import type { ValueType } from "../../trace/value.ts";
import { typeOf } from "../../trace/value.ts";
import type { Settings } from "../settings.ts";
import { CallLikeBefore } from "./call-like-before.ts";
import { Plan } from "./plan.ts";

/** A plan at a call. */
export interface Begun {
  readonly plan: Plan;
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** What is kept for the next call, or was kept for this one. */
  readonly like: CallLikeBefore;
  readonly isAgain: boolean;
  /** Predicted nanoseconds of going through the door with this plan, and of what had to be prepared or made for it. */
  readonly door: number;
  readonly preparing: number;
  readonly making: number;
}

/** How far a strategy has come: its turn was to be traced and read, or its reading begun at these values. */
type Stage = "traced" | "begun";

/** Plans that a site keeps: a polymorphic one has a handful of type combinations and paths. */
const PLAN_CAP = 16;

/** Predicted nanoseconds of a warm door, more where the trace is long; calls like the one before need less. */
const DOOR_NS = 6000;
const TERM_NS = 500;

/**
 * For each term of a trace, measured in phases that follow one another: preparing the plan for other values of its
 * invariants (4 to 10 µs), making it (8 to 30).
 */
const PREPARING_NS = 6000;
const PLANNING_NS = 10_000;

/** For each product of summands that the readers of a trace make. */
const PRODUCT_NS = 1000;

/** Making a plan of no terms. */
const PLAN_NS = 20_000;

/** Turns that are traced until control returns: as many as this, and a part of those that the loop seems to have. */
const TURN_CAP = 1024;
const UNKNOWN_DISTANCE_CAP = 256;
const SHARE_OF_DISTANCE = 4;

export class Plans {
  /** Predicted nanoseconds that calls have cost so far, besides kernels; those that were refused, too. */
  spent = 0;
  /** Turns that were traced so far, for tests. */
  traces = 0;
  /** Where somebody listens to the present call. */
  effort: Effort | undefined;
  private readonly ir: LoopIR;
  private readonly settings: Settings;
  private readonly rooms: Rooms;
  private indexOf: ReadonlyMap<string, number> | undefined;
  private readonly strategies: readonly Strategy[];
  private readonly plans: Plan[] = [];
  private like: CallLikeBefore | undefined;

  constructor(ir: LoopIR, settings: Settings, rooms: Rooms) {
    this.ir = ir;
    this.settings = settings;
    this.rooms = rooms;
    this.strategies = strategies(ir);
  }

  /**
   * @param mayCost predicted nanoseconds that a plan may cost
   * @throws RefusalSignal
   */
  planFor(given: readonly unknown[], distance: number | undefined, mayCost: number): Begun {
    return this.again(given) ?? this.beginAnew(given, distance, mayCost);
  }

  /** The run of the call before, for one that differs in free bounds only. */
  again(given: readonly unknown[]): Begun | undefined {
    const { like } = this;
    if (like === undefined) return undefined;
    const begun = unlessRefused(() => like.begin(given, this.leafValue(given), this.effort));
    if (begun === undefined || begun instanceof RefusalSignal) return undefined;
    this.spent += like.door;
    const { plan, door } = like;
    const { run, evaluation } = begun;
    return { plan, run, evaluation, like, isAgain: true, door, preparing: 0, making: 0 };
  }

  forget(): void {
    this.plans.length = 0;
    this.like = undefined;
  }

  /** Of the inputs, by name; made at the first call. */
  private get places(): ReadonlyMap<string, number> {
    if (this.indexOf === undefined) {
      const places = new Map<string, number>();
      // Without an iterator, which the program may have replaced by now.
      this.ir.inputs.forEach((name, k) => places.set(name, k));
      this.indexOf = places;
    }
    return this.indexOf;
  }

  private leafValue(given: readonly unknown[]): Call["leafValue"] {
    const { places } = this;
    return (name) => given[places.get(name) as number];
  }

  /**
   * The same without looking at the call before.
   *
   * @throws MemoryError
   */
  beginAnew(given: readonly unknown[], distance: number | undefined, mayCost: number): Begun {
    requireMemory(planningPeak(given));
    const leafValue = this.leafValue(given);
    const begun = this.findPlan(given, leafValue) ?? this.makePlan(given, leafValue, distance, mayCost);
    this.like = given.every(isKept) ? begun.like : undefined;
    return begun;
  }

  private findPlan(given: readonly unknown[], leafValue: Call["leafValue"]): Begun | undefined {
    for (const plan of this.plans) {
      if (!plan.hasTypes(given)) continue;
      // A term's id is its own graph's: every plan's terms need an evaluation of their own.
      const evaluation = new Evaluation(plan.trace.graph, leafValue);
      if (!plan.isOnPath(evaluation)) continue;
      const preparing = plan.prepareFor(given) ? PREPARING_NS * plan.size : 0;
      const door = doorOf(plan);
      this.spent += door + preparing;
      const run = this.begin(plan, { leafValue, evaluation, effort: this.effort });
      if (run === undefined || run.lasts === 0n) continue;
      const like = new CallLikeBefore(plan, given, run, door);
      return { plan, run, evaluation, like, isAgain: false, door, preparing, making: 0 };
    }
    return undefined;
  }

  /** @returns undefined when another strategy may do better */
  private begin(plan: Plan, call: Call): Run | undefined {
    try {
      return plan.reading.begin(call);
    } catch (error) {
      if (!(error instanceof RefusalSignal) || plan.strategy === this.strategies.at(-1)) throw error;
      return undefined;
    }
  }

  private makePlan(
    given: readonly unknown[],
    leafValue: Call["leafValue"],
    distance: number | undefined,
    mayCost: number,
  ): Begun {
    // Of several reasons the one of the strategy that came furthest helps most, and of these the last one.
    let reason: unknown;
    let furthest: Stage = "traced";
    const before = this.spent;
    this.spent += DOOR_NS;
    for (const strategy of this.strategies) {
      let stage: Stage = "traced";
      try {
        const plan = this.tracePlan(given, leafValue, distance, mayCost, strategy);
        stage = "begun";
        const evaluation = new Evaluation(plan.trace.graph, leafValue);
        const run = plan.reading.begin({ leafValue, evaluation, effort: this.effort });
        if (this.plans.length === PLAN_CAP) this.plans.shift();
        this.plans.push(plan);
        plan.prepareFor(given);
        const [door, making] = [doorOf(plan), this.spent - before];
        const like = new CallLikeBefore(plan, given, run, door);
        return { plan, run, evaluation, like, isAgain: false, door, preparing: 0, making };
      } catch (error) {
        if (!(error instanceof RefusalSignal)) throw error;
        if (stage === "traced" && furthest === "begun") continue;
        reason = error;
        furthest = stage;
      }
    }
    throw reason;
  }

  /** Takes down what is predicted to be spent on the graphs that `make` makes, refused or not. */
  private counting<T>(graphs: readonly TermGraph[], make: () => T): T {
    try {
      return make();
    } finally {
      this.traces += graphs.length;
      for (const { terms } of graphs) this.spent += PLAN_NS + PLANNING_NS * terms.length;
    }
  }

  private tracePlan(
    given: readonly unknown[],
    leafValue: Call["leafValue"],
    distance: number | undefined,
    mayCost: number,
    strategy: Strategy,
  ): Plan {
    const { ir, settings, rooms } = this;
    const { forward } = rooms;
    const types = given.map(typeOf);
    const share = distance === undefined ? UNKNOWN_DISTANCE_CAP : Math.ceil(distance / SHARE_OF_DISTANCE);
    const graphs: TermGraph[] = [];
    const work = new Work();
    try {
      const traced = this.counting(graphs, () =>
        trace({
          ir,
          typeOf: (name) => types[this.places.get(name) as number] as ValueType,
          makeOracle: (graph) => {
            graphs.push(graph);
            const evaluation = new Evaluation(graph, leafValue);
            return {
              decide: (question) => Boolean(evaluation.of(question)),
              presentValue: (term) => evaluation.of(term),
              ...(forward && { forward: forward(graph, evaluation) }),
            };
          },
          strategy,
          turnCap: Math.max(1, Math.min(TURN_CAP, share)),
          termCap: Math.min(TERM_CAP, mayCost / PLANNING_NS),
          work,
        }),
      );
      if (traced.way !== "next") refuse.leavesAtOnce(ir.place, traced.turns);
      return new Plan(ir.inputs, types, strategy, traced, readTrace(traced, ir, settings, rooms));
    } finally {
      this.spent += PRODUCT_NS * work.spent;
    }
  }
}

function doorOf({ size }: Plan): number {
  return Math.max(DOOR_NS, TERM_NS * size);
}

/** So many values as long as the inputs may be formed where a plan is made and begun: coefficients, bounds, states. */
const COPIES = 32;

/** Values near the limit are left to the loop as written: what is asked of them would pass it, or fill the memory. */
function planningPeak(given: readonly unknown[]): Peak {
  let bytes = 0;
  for (const value of given) if (typeof value === "bigint") bytes += bytesOf(bitLength(value), COPIES);
  return { bits: 0, bytes };
}

/** What a site may remember of a call without holding on to somebody's memory. */
function isKept(value: unknown): boolean {
  return typeof value === "bigint" ? isSmall(value) : typeOf(value) !== "object" && typeof value !== "string";
}
