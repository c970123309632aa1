/**
 * The door of a loop: from the present values to the values just before the last turn.
 *
 *     values ─guard→ plan (trace, reading) ─begin→ run ─how long→ turns ─certify, fit, pay→ state
 *
 * Plans are kept by the types of the inputs and the path that the first turn takes; a warm call evaluates the loop's
 * invariants, divides for the trip count and runs a kernel. Nothing is written: the loop's own code takes the values over.
 *
 * With k turns on the path, a loop that ends in its test at the head is moved k - 1 turns, so that its last turn runs as
 * written; every other end of a path is moved to, k turns.
 */
import type { Reading, Run } from "../trace/domains/domain.ts";
import { Evaluation } from "../trace/evaluate-terms.ts";
import type { LoopIR } from "../trace/ir.ts";
import { expandRangeLoop } from "../trace/range-loop.ts";
import { readTrace } from "../trace/read-trace.ts";
import type { Refusal } from "../trace/refusal.ts";
import { refuse } from "../trace/refusals.ts";
import type { Guard } from "../trace/trace.ts";
import { trace } from "../trace/trace.ts";
import type { Term, ValueType } from "../trace/value.ts";
import { typeOf } from "../trace/value.ts";
import { declines } from "./decline.ts";
import { engineLimit } from "./engine-limit.ts";
import { makeIntactCheck } from "./intact.ts";
import { Range, tail } from "./range/range.ts";
import type { Settings } from "./settings.ts";
import { TooLargeError } from "./too-large-error.ts";
import { Shortcut } from "./shortcut.ts";

export type Outcome =
  | { readonly values: readonly unknown[]; readonly turns: bigint; readonly kernel: string }
  | { readonly refusal: Refusal }
  | undefined;

interface Plan {
  readonly types: readonly ValueType[];
  readonly guards: readonly Guard[];
  readonly fallible: readonly Term[];
  readonly reading: Reading;
}

/** A plan at a call. */
interface Begun {
  readonly plan: Plan;
  readonly run: Run;
  readonly evaluation: Evaluation;
}

/** Plans that a door keeps: a polymorphic site has a handful of type combinations and paths. */
const PLAN_CAP = 8;

/** Predicted nanoseconds that opening the door and writing back cost, in favour of the plain loop. */
const DOOR_NS = 4000;

/** A declined call teaches the shortcut about at most this many times its turns. */
const MOST_LEARNT = 1024;

/** When a zero's sign cannot be told at one turn, as many turns earlier are tried. */
const ZERO_RETRIES = 3n;

export class Door {
  lastReading: Reading | undefined;
  private readonly ir: LoopIR;
  private readonly isRange: boolean;
  private readonly settings: Settings;
  private readonly isIntact: () => boolean;
  private readonly limit: bigint;
  private readonly shortcut: Shortcut;
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly writeIndices: readonly (readonly [name: string, index: number])[];
  private readonly plans: Plan[] = [];

  constructor(ir: LoopIR, settings: Settings) {
    this.ir = expandRangeLoop(ir);
    this.isRange = ir.element !== undefined;
    this.settings = settings;
    this.isIntact = makeIntactCheck(ir);
    this.indexOf = new Map(this.ir.inputs.map((name, k) => [name, k]));
    this.writeIndices = this.ir.writes.map((name) => [name, this.indexOf.get(name) as number]);
    this.limit = settings.itersLimit === "auto" || settings.itersLimit < 2n ? 2n : settings.itersLimit;
    this.shortcut = new Shortcut(this.ir, settings.itersLimit === "auto");
  }

  /** @throws RefusalSignal, TooLargeError */
  enter(inputs: readonly unknown[]): Outcome {
    const given = this.isRange ? spreadRange(inputs) : inputs;
    if (!Array.isArray(given)) return given as Outcome;
    const values = given as readonly unknown[];
    if (this.shortcut.isShort(values)) return { refusal: declines.fewTurns(undefined) };
    if (!this.isIntact()) return { refusal: declines.patched() };
    const outcome = this.jump(values);
    if (!this.isRange || "refusal" in outcome) return outcome;
    return {
      ...outcome,
      values: [tail(inputs[0] as Range<bigint>, outcome.turns), ...outcome.values.slice(1)],
    };
  }

  private jump(given: readonly unknown[]): Exclude<Outcome, undefined> {
    const { plan, run, evaluation } = this.planFor(given);
    const { reading, fallible } = plan;
    this.lastReading = reading;
    const turns = run.lasts;
    if (turns === undefined) return { refusal: declines.endless() };
    if (turns <= this.limit) return this.tooShort(turns, given);
    // What throws throws in the first turn, even if the result is for nobody: the loop as written has to do it.
    for (const term of fallible) evaluation.of(term);
    const leavesWholeTurn = run.endsInTest && this.ir.testLast !== true;
    const whole = leavesWholeTurn ? turns - 1n : turns;
    const certified = run.certify(whole);
    if (certified === 0n) return { refusal: declines.notCertified() };
    if (!this.pays(run, certified)) return this.tooShort(turns, given, run);
    this.requireSize(run, certified);
    for (let skip = certified; skip > 0n && skip > certified - ZERO_RETRIES; skip--) {
      const demand = skip === whole && run.endsInTest ? this.ir.liveLast : this.ir.live;
      if (!demand.every((name) => reading.covers(name))) return { refusal: declines.notCertified() };
      const state = runWithinLimits(() => run.after(skip, demand));
      if (state === "limit") return { refusal: declines.limitPassed() };
      if (state === undefined) continue;
      const { values, kernels } = state;
      const next = this.writeIndices.map(([name, index]) =>
        values.has(name) ? values.get(name) : given[index],
      );
      return { values: next, turns: skip, kernel: kernels };
    }
    return { refusal: declines.zeroSign() };
  }

  private tooShort(turns: bigint, given: readonly unknown[], run?: Run): Outcome & object {
    let factor = 1;
    // How many times as many turns would not pay either is asked once, so that longer calls need not ask.
    if (run) while (factor < MOST_LEARNT && !this.pays(run, turns * BigInt(2 * factor))) factor *= 2;
    this.shortcut.learn(given, factor);
    return { refusal: declines.fewTurns(turns) };
  }

  private pays(run: Run, turns: bigint): boolean {
    return this.settings.itersLimit !== "auto" || run.pays(turns, this.ir.liveLast, DOOR_NS);
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
  private planFor(given: readonly unknown[]): Begun {
    const leafValue = (name: string): unknown => given[this.indexOf.get(name) as number];
    for (const plan of this.plans) {
      const { types, guards, reading } = plan;
      if (!hasTypes(given, types)) continue;
      // A term's id is its own graph's: every plan's terms need an evaluation of their own.
      const evaluation = new Evaluation(leafValue);
      if (!guards.every((guard) => isMet(guard, evaluation))) continue;
      const run = reading.begin(leafValue, evaluation);
      if (run.lasts !== 0n) return { plan, run, evaluation };
    }
    return this.makePlan(given, leafValue);
  }

  private makePlan(given: readonly unknown[], leafValue: (name: string) => unknown): Begun {
    const { ir } = this;
    const types = given.map(typeOf);
    const evaluation = new Evaluation(leafValue);
    const typeOfInput = (name: string): ValueType => types[this.indexOf.get(name) as number] as ValueType;
    const traced = trace({ ir, typeOf: typeOfInput, decide: (question) => Boolean(evaluation.of(question)) });
    if (traced.way !== "next") refuse.leavesAtOnce(ir.place);
    const reading = readTrace(traced, ir, this.settings);
    if (this.plans.length === PLAN_CAP) this.plans.shift();
    const plan: Plan = { types, guards: traced.guards, fallible: traced.fallible, reading };
    this.plans.push(plan);
    return { plan, run: reading.begin(leafValue, evaluation), evaluation };
  }
}

function hasTypes(given: readonly unknown[], types: readonly ValueType[]): boolean {
  for (let k = 0; k < types.length; k++) if (typeOf(given[k]) !== types[k]) return false;
  return true;
}

function isMet({ value, truth }: Guard, evaluation: Evaluation): boolean {
  return Boolean(evaluation.of(value)) === truth;
}

/** The hidden inputs of a range loop, or why there are none. */
function spreadRange([iterable, ...rest]: readonly unknown[]): readonly unknown[] | Outcome {
  if (!Range.isRange(iterable)) return { refusal: declines.notRange(describe(iterable)) };
  return [iterable.start, iterable.stop, iterable.step, ...rest];
}

function describe(iterable: unknown): string {
  if (Array.isArray(iterable)) return "an array";
  return typeof iterable === "object" && iterable !== null
    ? "an object that is not a range"
    : `of type ${typeOf(iterable)}`;
}

function runWithinLimits<T>(run: () => T): T | "limit" {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return "limit";
    throw error;
  }
}
