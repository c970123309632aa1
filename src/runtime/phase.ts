/**
 * One phase: the repetition of one path from a state.
 *
 *     values ─guard→ plan (trace, reading) ─begin→ run ─how long→ turns ─certify, fit, pay→ state
 *
 * Plans are kept by the types of the inputs and by what the path took for granted; a warm call evaluates the loop's
 * invariants, divides for the count and runs a kernel.
 *
 * With k turns on the path, a loop that ends in its test at the head is moved k - 1 turns, so that its last turn runs as
 * written; every other end of a path is moved to, k turns.
 */
import type { Call, Demand, Reading, Run } from "../trace/domains/domain.ts";
import { makeForward } from "../trace/domains/integer/forward.ts";
import { INSTANCE_CAP } from "../trace/domains/integer/reading.ts";
import { Evaluation } from "../trace/evaluate-terms.ts";
import type { LoopIR } from "../trace/ir.ts";
import { readTrace } from "../trace/read-trace.ts";
import type { Refusal } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import { refuse } from "../trace/refusals.ts";
import { TERM_CAP } from "../trace/recorder.ts";
import type { Strategy } from "../trace/strategy.ts";
import { strategies } from "../trace/strategy.ts";
import type { TermGraph } from "../trace/term-graph.ts";
import type { Trace } from "../trace/trace.ts";
import { trace } from "../trace/trace.ts";
import type { Primitive, Value, ValueType } from "../trace/value.ts";
import { isTerm, typeOf, valueType } from "../trace/value.ts";
import { declines } from "./decline.ts";
import { engineLimit } from "./engine-limit.ts";
import type { Expense } from "./budget.ts";
import type { Settings } from "./settings.ts";
import { TooLargeError } from "./too-large-error.ts";

export type Phase = Moved | Unmoved;

interface Unmoved {
  readonly refusal: Refusal;
  readonly isLast: true;
  /** The loop's last turn is the next one: there is nothing left to move. */
  readonly isEnd?: boolean;
  readonly paysFrom?: () => number;
}

export interface Moved extends Expense {
  /** All inputs after the phase. */
  readonly state: readonly unknown[];
  /** Native turns that were skipped. */
  readonly turns: bigint;
  readonly kernel: string;
  readonly endedBy: string;
  /** Why the phase could not be moved to its end. */
  readonly stopped?: Refusal;
  /** Nothing can follow: the loop ends in its next turn, or the phase could not be moved to its end. */
  readonly isLast: boolean;
  /** Is it predicted to be faster than the plain turns? */
  readonly pays: boolean;
  /** One turn that was run ahead as it stands (`peel.ts`). */
  readonly isPeeled?: true;
  /** How many times as many turns are predicted not to pay either: 1, 2, 4, … */
  readonly paysFrom: () => number;
}

interface Plan {
  readonly types: readonly ValueType[];
  readonly strategy: Strategy;
  readonly trace: Trace;
  readonly reading: Reading;
  /** The invariants' values that it is prepared for, the latest first. */
  readonly prepared: (readonly unknown[])[];
  /** The part of a demand that the reading covers. */
  readonly covered: Map<Demand, Demand>;
  /** The invariants that operators of the turn meet: bounds that it only compares with need no preparation. */
  readonly coefficients: readonly string[];
}

/** A plan at a call. */
interface Begun {
  readonly plan: Plan;
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** Predicted nanoseconds of preparing the plan for its invariants, and of finding or making it. */
  readonly preparing: number;
  readonly finding: number;
}

/** Plans that a site keeps: a polymorphic one has a handful of type combinations and paths. */
const PLAN_CAP = 16;

/** Predicted nanoseconds that opening the door and writing back cost, in favour of the plain loop. */
const DOOR_NS = 6000;

/**
 * For each term of a trace, measured in phases that follow one another: going on with a plan (1 to 3 µs), preparing it for
 * other values of its invariants (4 to 10), making it (8 to 30).
 */
const WARM_NS = 1000;
const PREPARING_NS = 6000;
const PLANNING_NS = 10_000;

/** Making a plan of no terms. */
const PLAN_NS = 20_000;

/** A declined call teaches about at most this many times its turns. */
const MOST_LEARNT = 1024;

/** When a zero's sign cannot be told at one turn, as many turns earlier are tried. */
const ZERO_RETRIES = 3n;

/** Turns that are traced until control returns: as many as this, and a part of those that the loop seems to have. */
const TURN_CAP = 1024;
const UNKNOWN_DISTANCE_CAP = 256;
const SHARE_OF_DISTANCE = 4;

export class PhaseRunner {
  lastReading: Reading | undefined;
  /** Predicted nanoseconds that phases have cost so far, besides kernels; those that were refused, too. */
  spent = 0;
  /** Turns that were traced so far, for tests. */
  traces = 0;
  private readonly ir: LoopIR;
  private readonly settings: Settings;
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly plans: Plan[] = [];
  private readonly strategies: readonly Strategy[];

  constructor(ir: LoopIR, settings: Settings) {
    this.ir = ir;
    this.settings = settings;
    this.indexOf = new Map(ir.inputs.map((name, k) => [name, k]));
    this.strategies = strategies(ir);
  }

  /**
   * @param mayCost predicted nanoseconds that a plan may cost
   * @throws RefusalSignal, TooLargeError
   */
  run(given: readonly unknown[], distance: number | undefined, mayCost: number): Phase {
    this.spent += DOOR_NS;
    const { plan, run, evaluation, preparing, finding } = this.planFor(given, distance, mayCost);
    // To go on with a plan is a part of what a door costs, and more of it where the trace is long.
    const overhead = Math.max(DOOR_NS, WARM_NS * plan.trace.graph.terms.length) + preparing;
    const { reading, trace: path } = plan;
    this.lastReading = reading;
    const { lasts, end } = run;
    if (lasts === undefined || end === undefined) return { refusal: declines.endless(), isLast: true };
    if (lasts === 0n) return { refusal: declines.fewTurns(0n), isLast: true, isEnd: end.endsLoop };
    // What throws throws in the first turn, even if the result is for nobody: the loop as written has to do it.
    for (const term of path.fallible) evaluation.of(term);
    const isSingle = path.turns === 1;
    const leavesWholeTurn = isSingle && end.endsLoop && this.ir.testLast !== true;
    const whole = leavesWholeTurn ? lasts - 1n : lasts;
    const certified = run.certify(whole);
    if (whole === 0n) return { refusal: declines.fewTurns(1n), isLast: true, isEnd: true };
    if (certified === 0n) return { refusal: declines.notCertified(), isLast: true };
    const isExact = (skip: bigint): boolean => isSingle && skip === whole && end.endsLoop;
    const demandFor = (skip: bigint): Demand => (isExact(skip) ? this.ir.liveLast : this.ir.live);
    const gainOf = (factor: bigint): number => {
      const costs = run.costs(
        certified * factor,
        path.turns + path.innerTurns,
        covered(plan, demandFor(certified)),
      );
      return costs.plain - costs.jump;
    };
    const gain = gainOf(1n);
    // An explicit limit counts turns, whatever they cost.
    const pays = (factor: bigint): boolean =>
      this.settings.itersLimit !== "auto" || overhead < (factor === 1n ? gain : gainOf(factor));
    const paysNow = pays(1n);
    if (!paysNow && isExact(certified)) {
      return { refusal: declines.fewTurns(lasts), isLast: true, paysFrom: () => firstPaying(pays) };
    }
    this.requireSize(run, certified);
    for (let skip = certified; skip > 0n && skip > certified - ZERO_RETRIES; skip--) {
      const demand = demandFor(skip);
      if (!demand.every((name) => reading.covers(name)))
        return {
          refusal: declines.unknownAfter(demand.find((name) => !reading.covers(name)) ?? ""),
          isLast: true,
        };
      const after = runWithinLimits(() => run.after(skip, demand));
      if (after === "limit") return { refusal: declines.limitPassed(), isLast: true };
      if (after === undefined) continue;
      return {
        state: this.ir.inputs.map((name, k) => {
          if (after.values.has(name)) return after.values.get(name);
          return isExact(skip) ? given[k] : unread(path, name, given[k], skip);
        }),
        turns: skip * BigInt(path.turns),
        kernel: after.kernels,
        endedBy: end.condition,
        ...(skip < certified && { stopped: declines.zeroSign() }),
        ...(skip === certified && certified < whole && { stopped: declines.notCertified() }),
        moving: DOOR_NS + preparing,
        finding,
        gain,
        isLast: skip !== whole || isExact(skip),
        pays: paysNow,
        paysFrom: () => firstPaying(pays),
      };
    }
    return { refusal: declines.zeroSign(), isLast: true };
  }

  /** Declines, or throws at once, where a BigInt could pass the engine's limit. */
  private requireSize(run: Run, turns: bigint): void {
    const limit = engineLimit();
    if (run.fits(turns, limit)) return;
    const proof = run.exceeds(turns, limit);
    if (proof) throw new TooLargeError(this.ir.name, proof.variable, proof.bits, limit);
    refuse.mayNotFit();
  }

  /** A plan whose path the present values take, kept or made. */
  private planFor(given: readonly unknown[], distance: number | undefined, mayCost: number): Begun {
    const leafValue = (name: string): unknown => given[this.indexOf.get(name) as number];
    for (const plan of this.plans) {
      if (!hasTypes(given, plan.types)) continue;
      // A term's id is its own graph's: every plan's terms need an evaluation of their own.
      const evaluation = new Evaluation(plan.trace.graph, leafValue);
      if (!isOnPath(plan.trace, evaluation)) continue;
      const preparing = this.prepare(plan, given);
      const finding = WARM_NS * plan.trace.graph.terms.length;
      this.spent += preparing + Math.max(0, finding - DOOR_NS);
      const run = this.begin(plan, { leafValue, evaluation });
      if (run !== undefined && run.lasts !== 0n) return { plan, run, evaluation, preparing, finding };
    }
    return this.makePlan(given, leafValue, distance, mayCost);
  }

  /** Notes the invariants' values; what it is predicted to cost that they are others than before. */
  private prepare(plan: Plan, given: readonly unknown[]): number {
    const invariants = plan.coefficients.map((name) => given[this.indexOf.get(name) as number]);
    const { prepared, trace: path } = plan;
    const place = prepared.findIndex((known) => known.every((value, k) => Object.is(value, invariants[k])));
    if (place === 0) return 0;
    if (place > 0) prepared.splice(place, 1);
    prepared.unshift(invariants);
    if (prepared.length > INSTANCE_CAP) prepared.pop();
    return place > 0 ? 0 : PREPARING_NS * path.graph.terms.length;
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

  /** The first strategy of which the trace can be read, from these values too. */
  private makePlan(
    given: readonly unknown[],
    leafValue: (name: string) => unknown,
    distance: number | undefined,
    mayCost: number,
  ): Begun {
    let reason: unknown;
    const before = this.spent;
    for (const strategy of this.strategies) {
      try {
        const plan = this.tracePlan(given, leafValue, distance, mayCost, strategy);
        const evaluation = new Evaluation(plan.trace.graph, leafValue);
        const run = plan.reading.begin({ leafValue, evaluation });
        if (this.plans.length === PLAN_CAP) this.plans.shift();
        this.plans.push(plan);
        this.prepare(plan, given);
        return { plan, run, evaluation, preparing: 0, finding: this.spent - before };
      } catch (error) {
        if (!(error instanceof RefusalSignal)) throw error;
        reason = error;
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
    leafValue: (name: string) => unknown,
    distance: number | undefined,
    mayCost: number,
    strategy: Strategy,
  ): Plan {
    const { ir } = this;
    const types = given.map(typeOf);
    const share = distance === undefined ? UNKNOWN_DISTANCE_CAP : Math.ceil(distance / SHARE_OF_DISTANCE);
    const graphs: TermGraph[] = [];
    const traced = this.counting(graphs, () =>
      trace({
        ir,
        typeOf: (name) => types[this.indexOf.get(name) as number] as ValueType,
        makeOracle: (graph) => {
          graphs.push(graph);
          const evaluation = new Evaluation(graph, leafValue);
          return {
            decide: (question) => Boolean(evaluation.of(question)),
            presentValue: (term) => evaluation.of(term),
            forward: makeForward(graph, evaluation),
          };
        },
        strategy,
        turnCap: Math.max(1, Math.min(TURN_CAP, share)),
        termCap: Math.min(TERM_CAP, mayCost / PLANNING_NS),
      }),
    );
    if (traced.way !== "next") refuse.leavesAtOnce(ir.place, traced.turns);
    return {
      types,
      strategy,
      trace: traced,
      reading: readTrace(traced, ir, this.settings),
      coefficients: coefficientsOf(traced),
      prepared: [],
      covered: new Map(),
    };
  }
}

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

function coefficientsOf({ graph }: Trace): string[] {
  const names = new Set<string>();
  for (const { op, args } of graph.terms) {
    if (comparisons.has(op)) continue;
    for (const arg of args) if (isTerm(arg) && arg.op === "parameter") names.add(arg.name);
  }
  return [...names];
}

/**
 * What a variable holds that nobody reads: anything of the right type. `c += 0` for a dead c throws when c is a BigInt, and
 * calls `valueOf` when it is an object.
 *
 * @throws RefusalSignal when its type is not known
 */
function unread({ next, leaves }: Trace, name: string, given: unknown, skip: bigint): unknown {
  if (!next.has(name)) return given;
  const isStable = (of: string): boolean => valueType(next.get(of)) === leaves.get(of)?.type;
  const value = next.get(name);
  const type = valueType(value);
  // Where variables are handed on, all of them have to keep their type.
  const handedOn = new Set(skip > 1n ? sourceOf(value) : []);
  for (const other of handedOn) sourceOf(next.get(other)).forEach((source) => handedOn.add(source));
  if (type === "object" || ![...handedOn].every((other) => !next.has(other) || isStable(other))) {
    return refuse.variableType(name, type, "nobody reads it, but operations on it could throw");
  }
  return isStable(name) ? given : placeholders[type];
}

/** The variable whose value is handed on as it is, if there is one. */
function sourceOf(value: Value): readonly string[] {
  return isTerm(value) && value.op === "variable" ? [value.name] : [];
}

const placeholders: Readonly<Record<Exclude<ValueType, "object">, Primitive>> = {
  bigint: 0n,
  number: 0,
  boolean: false,
  string: "",
  null: null,
  undefined,
};

/** Kept, so that demands can be told apart by identity. */
function covered({ reading, covered: known }: Plan, demand: Demand): Demand {
  const before = known.get(demand);
  if (before !== undefined) return before;
  const names = demand.filter((name) => reading.covers(name));
  const part = names.length === demand.length ? demand : names;
  known.set(demand, part);
  return part;
}

function hasTypes(given: readonly unknown[], types: readonly ValueType[]): boolean {
  for (let k = 0; k < types.length; k++) if (typeOf(given[k]) !== types[k]) return false;
  return true;
}

/** Do the present values answer as those for which the path was traced, as far as a call can be asked at once? */
function isOnPath({ guards, pins, values, residues }: Trace, evaluation: Evaluation): boolean {
  for (const { value, truth } of guards) if (Boolean(evaluation.of(value)) !== truth) return false;
  for (const [term, value] of pins) if (!Object.is(evaluation.of(term), value)) return false;
  for (const [leaf, value] of values) if (!Object.is(evaluation.of(leaf), value)) return false;
  for (const { leaf, modulus, residue } of residues) {
    if (canonical(evaluation.of(leaf), modulus) !== residue) return false;
  }
  return true;
}

function canonical(value: Primitive, modulus: bigint): bigint | undefined {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return undefined;
  const residue = BigInt(value as bigint | number) % modulus;
  return residue < 0n ? residue + modulus : residue;
}

function firstPaying(pays: (factor: bigint) => boolean): number {
  let factor = 1;
  while (factor < MOST_LEARNT && !pays(BigInt(2 * factor))) factor *= 2;
  return factor;
}

function runWithinLimits<T>(run: () => T): T | "limit" {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return "limit";
    throw error;
  }
}
