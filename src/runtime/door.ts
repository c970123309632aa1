/**
 * The door of a loop: from the present values to the values just before the last turn.
 *
 * A loop is a sequence of *phases*, each the repetition of one path: the phase moves the values to the turn at which the
 * path ends, and the next one begins there. It is over when a path ends in the loop's own test, or cannot be read, or when
 * phases no longer pay; where it stops the loop itself takes over. Nothing is written here: the loop's own code takes the
 * values over.
 */
import type { LoopIR } from "../trace/ir.ts";
import { expandRangeLoop } from "../trace/range-loop.ts";
import type { Reading } from "../trace/domains/domain.ts";
import type { Refusal } from "../trace/refusal.ts";
import { RefusalSignal, TransientSignal } from "../trace/refusal.ts";
import { typeOf } from "../trace/value.ts";
import { declines } from "./decline.ts";
import { makeIntactCheck } from "./intact.ts";
import { Peeler } from "./peel.ts";
import { PhaseRunner } from "./phase.ts";
import type { Phase } from "./phase.ts";
import { Range, range, tail } from "./range/range.ts";
import type { Settings } from "./settings.ts";
import { Shortcut } from "./shortcut.ts";

interface Jumped {
  readonly values: readonly unknown[];
  readonly turns: bigint;
  readonly kernel: string;
  readonly phases: readonly PhaseReport[];
}

/** What one phase did, for reports. */
export interface PhaseReport {
  readonly turns: bigint;
  readonly kernel: string;
  /** The condition that ended its path. */
  readonly endedBy: string;
}

export type Outcome = Jumped | { readonly refusal: Refusal };

/** Phases of one call. Reflections at walls may need many; each has to pay. */
const PHASE_CAP = 1000;

/** As many phases in a row may not pay: the turns at which a path changes are phases of their own. */
const IDLE_CAP = 16;

/** Turns of one call that are run ahead because types change with them. */
const PEEL_CAP = 8n;

/** What is declined for another reason than its few turns is remembered up to this distance: longer loops ask every time. */
const REMEMBERED_DISTANCE = 10_000;

export class Door {
  private readonly ir: LoopIR;
  private readonly isRange: boolean;
  private readonly isIntact: () => boolean;
  private readonly limit: bigint;
  private readonly shortcut: Shortcut;
  private readonly runner: PhaseRunner;
  private readonly peeler: Peeler;
  private readonly writeIndices: readonly number[];

  constructor(ir: LoopIR, settings: Settings) {
    this.ir = expandRangeLoop(ir);
    this.isRange = ir.element !== undefined;
    this.isIntact = makeIntactCheck(ir);
    this.limit = settings.itersLimit === "auto" || settings.itersLimit < 2n ? 2n : settings.itersLimit;
    this.shortcut = new Shortcut(this.ir, settings.itersLimit === "auto");
    this.runner = new PhaseRunner(this.ir, settings);
    this.peeler = new Peeler(this.ir);
    this.writeIndices = this.ir.writes.map((name) => this.ir.inputs.indexOf(name));
  }

  /** The reading of the last phase that was begun. */
  get lastReading(): Reading | undefined {
    return this.runner.lastReading;
  }

  /** @throws RefusalSignal, TooLargeError */
  enter(inputs: readonly unknown[]): Outcome {
    if (!this.isRange) return this.jump(inputs);
    const [given, ...rest] = inputs;
    const iterable = this.ir.keys && Array.isArray(given) ? range(0, given.length) : given;
    if (!Range.isRange(iterable)) return { refusal: declines.notRange(describe(iterable)) };
    const outcome = this.jump([iterable.start, iterable.stop, iterable.step, ...rest]);
    if ("refusal" in outcome) return outcome;
    const [, ...values] = outcome.values;
    return { ...outcome, values: [tail(iterable as Range<bigint>, outcome.turns), ...values] };
  }

  private jump(given: readonly unknown[]): Outcome {
    if (this.shortcut.isShort(given)) return { refusal: declines.fewTurns(undefined) };
    if (!this.isIntact()) return { refusal: declines.patched() };
    const reports: PhaseReport[] = [];
    let [state, turns, peeled, idle, pays] = [given, 0n, 0n, 0, false];
    let phase: Phase | undefined;
    while (reports.length < PHASE_CAP && idle <= IDLE_CAP && phase?.isLast !== true) {
      phase = this.nextPhase(state, turns, peeled, this.shortcut.distance(given));
      if (phase === undefined) break;
      if ("refusal" in phase) {
        if (turns > peeled) break;
        this.learn(given, phase.paysFrom?.());
        return { refusal: phase.refusal };
      }
      idle = phase.pays ? 0 : idle + 1;
      pays ||= phase.pays;
      turns += phase.turns;
      if (phase.isPeeled) peeled += phase.turns;
      state = phase.state;
      reports.push({ turns: phase.turns, kernel: phase.kernel, endedBy: phase.endedBy });
    }
    const whole = turns + (phase?.isLast === true ? 1n : 0n);
    if (!pays || whole <= this.limit) return this.tooShort(whole, given, phase);
    const kernel = [...new Set(reports.map((report) => report.kernel))].join(", ");
    return { values: this.writeIndices.map((index) => state[index]), turns, kernel, phases: reports };
  }

  /** The next phase, or why there is none; after the first one a refusal only ends the sequence. */
  private nextPhase(
    state: readonly unknown[],
    turns: bigint,
    peeled: bigint,
    distance: number | undefined,
  ): Phase | undefined {
    const peel = (isTransient: boolean): Phase | undefined => {
      const isWorthIt = isTransient || turns > peeled || this.peeler.isMixed(state);
      return isWorthIt && peeled < PEEL_CAP ? this.peeler.peel(state, isTransient) : undefined;
    };
    try {
      const phase = this.runner.run(state, distance);
      return "refusal" in phase && phase.refusal.code !== "few-turns" ? (peel(false) ?? phase) : phase;
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      const phase = peel(error instanceof TransientSignal);
      if (phase === undefined && turns === peeled) throw error;
      return phase;
    }
  }

  private tooShort(turns: bigint, given: readonly unknown[], phase: Phase | undefined): Outcome {
    // At least twice as many: a bound that grows by one from call to call must not be learnt one by one.
    this.shortcut.learn(given, Math.max(2, phase?.paysFrom?.() ?? 1));
    return { refusal: declines.fewTurns(turns) };
  }

  private learn(given: readonly unknown[], factor: number | undefined): void {
    const distance = this.shortcut.distance(given);
    if (factor !== undefined) this.shortcut.learn(given, factor);
    else if (distance !== undefined && distance <= REMEMBERED_DISTANCE) this.shortcut.learn(given, 1);
  }
}

function describe(iterable: unknown): string {
  if (Array.isArray(iterable)) return "an array";
  return typeof iterable === "object" && iterable !== null
    ? "an object that is not a range"
    : `of type ${typeOf(iterable)}`;
}
