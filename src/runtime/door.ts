/**
 * The door of a loop: from the present values to the values just before the last turn.
 *
 * A loop is a sequence of *phases*, each the repetition of one path: the phase moves the values to the turn at which the
 * path ends, and the next one begins there. It is over when a path ends in the loop's own test, or cannot be read, or when
 * phases cost more than they may (`budget.ts`); where it stops the loop itself takes over, and it is told why. Nothing is written here: the loop's own code takes the
 * values over.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Reading } from "../trace/domains/domain.ts";
import type { Reason } from "../trace/refusal.ts";
import { RefusalSignal, TransientSignal } from "../trace/refusal.ts";
import { Account } from "./account.ts";
import { Budget, nestDepth } from "./budget.ts";
import { areOwnGettersIntact, areRecordsPlain } from "./built-ins/own-built-ins.ts";
import { declines } from "./decline.ts";
import { makeIntactCheck } from "./intact.ts";
import { Peeler } from "./peel.ts";
import { PhaseRunner } from "./phase.ts";
import type { Phase } from "./phase.ts";
import type { Declined, Outcome, PhaseReport } from "./outcome.ts";
import type { SiteRooms } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { Shortcut } from "./shortcut.ts";

/** Phases that are reported; the others are counted. */
const REPORTED_PHASES = 1000;

/** Turns of one call that are run ahead because types change with them. */
const PEEL_CAP = 8n;

export class Door {
  private readonly ir: LoopIR;
  /** Is all that the loop and this package call as it was? */
  readonly isIntact: () => boolean;
  private readonly limit: bigint;
  private readonly shortcut: Shortcut;
  private readonly runner: PhaseRunner;
  private readonly writeIndices: readonly number[];
  private readonly depth: number;
  private readonly isAutomatic: boolean;
  /** Only where calls are not promised to be tried. */
  private readonly hasAccount: boolean;
  // Made when they are needed: a program may have many loops that it never comes to.
  private account: Account | undefined;
  private peeler: Peeler | undefined;

  constructor(ir: LoopIR, settings: Settings, rooms: SiteRooms) {
    this.ir = ir;
    this.isIntact = makeIntactCheck(ir, rooms.ranges?.intact);
    this.limit = settings.itersLimit === "auto" || settings.itersLimit < 2n ? 2n : settings.itersLimit;
    this.isAutomatic = settings.itersLimit === "auto";
    this.hasAccount = this.isAutomatic && !settings.strict;
    this.shortcut = new Shortcut(this.ir, this.isAutomatic);
    this.writeIndices = this.ir.writes.map((name) => this.ir.inputs.indexOf(name));
    this.runner = new PhaseRunner(this.ir, settings, rooms, this.writeIndices);
    this.depth = nestDepth(this.ir);
  }

  /** The reading of the last phase that was begun. */
  get lastReading(): Reading | undefined {
    return this.runner.lastReading;
  }

  /** Numbers that are no further from their bound are too close for a jump. */
  get short(): number {
    return this.shortcut.short;
  }

  /** Turns that were traced at this door so far. */
  get traces(): number {
    return this.runner.traces;
  }

  forget(): void {
    this.runner.forget();
  }

  /** @throws RefusalSignal, TooLargeError */
  enter(given: readonly unknown[]): Outcome {
    if (this.shortcut.isShort(given)) return tooFewTurns;
    const { account, runner } = this;
    const distanceOf = (inputs: readonly unknown[]): number | undefined => this.shortcut.turns(inputs);
    const refused = account?.refuses(given, distanceOf);
    if (refused !== undefined) return refused;
    if (!this.isIntact() || !areOwnGettersIntact()) return { refusal: declines.patched() };
    runner.beginCall();
    const again = runner.again(given);
    if (again !== undefined && again.turns >= this.limit) {
      const { values, turns, kernel, endedBy, gain } = again;
      account?.paid(gain);
      return { values, saved: gain, turns, kernel, phases: [{ turns, kernel, endedBy }], phaseCount: 1 };
    }
    if (!areRecordsPlain()) return { refusal: declines.patched() };
    if (!this.hasAccount) return this.phases(given);
    const before = runner.spent;
    let [saved, reason]: [number, Reason | undefined] = [0, undefined];
    try {
      const outcome = this.phases(given);
      if ("refusal" in outcome) reason = outcome.refusal;
      else saved = outcome.saved;
      return outcome;
    } catch (error) {
      if (error instanceof RefusalSignal) reason = error.refusal;
      throw error;
    } finally {
      const gain = saved - (runner.spent - before);
      (this.account ??= new Account()).settle(gain, given, distanceOf(given), reason);
    }
  }

  private phases(given: readonly unknown[]): Outcome {
    const reports: PhaseReport[] = [];
    const kernels = new Set<string>();
    const distance = this.shortcut.turns(given);
    const budget = new Budget(distance, given.some(isBigInt), this.depth);
    let state = given;
    let turns = 0n;
    let peeled = 0n;
    let count = 0;
    let pays = false;
    let saved = 0;
    let phase: Phase | undefined;
    let stopped: Reason | undefined;
    while (phase?.isLast !== true) {
      if (budget.isSpent) {
        stopped = declines.shortPhases(budget.idlePhases);
        break;
      }
      phase = this.nextPhase(state, turns, peeled, distance, this.hasAccount ? budget.limit : Infinity);
      if ("refusal" in phase) {
        if (turns === peeled) {
          const factor = phase.tooFew?.();
          if (factor !== undefined) this.shortcut.learn(given, factor);
          return { refusal: phase.refusal };
        }
        if (phase.isEnd !== true) stopped = phase.refusal;
        break;
      }
      budget.spend(phase);
      // The first phase has to be worth a door; those after it may each have to prepare their plan anew.
      pays ||= phase.pays && (count === 0 || !this.isAutomatic || phase.gain > phase.moving);
      saved += phase.gain;
      turns += phase.turns;
      if (phase.isPeeled) peeled += phase.turns;
      state = phase.state;
      stopped = phase.stopped;
      kernels.add(phase.kernel);
      if (count++ < REPORTED_PHASES)
        reports.push({ turns: phase.turns, kernel: phase.kernel, endedBy: phase.endedBy });
    }
    const why = stopped && { stopped };
    const whole = turns + (phase?.isLast === true ? 1n : 0n);
    if (!pays || whole <= this.limit) {
      return { ...this.tooShort(stopped ? turns : whole, given, phase), ...why };
    }
    const values = this.writeIndices.map((index) => state[index]);
    return {
      values,
      saved,
      turns,
      kernel: [...kernels].join(", "),
      phases: reports,
      phaseCount: count,
      ...why,
    };
  }

  /** The next phase, or why there is none; after the first one a refusal only ends the sequence. */
  private nextPhase(
    state: readonly unknown[],
    turns: bigint,
    peeled: bigint,
    distance: number | undefined,
    mayCost: number,
  ): Phase {
    const peel = (isTransient: boolean): Phase | undefined => {
      const peeler = (this.peeler ??= new Peeler(this.ir));
      const isWorthIt = isTransient || turns > peeled || peeler.isMixed(state);
      return isWorthIt && peeled < PEEL_CAP ? peeler.peel(state, isTransient) : undefined;
    };
    try {
      const phase = this.runner.run(state, distance, mayCost);
      return "refusal" in phase && phase.refusal.code !== "few-turns" ? (peel(false) ?? phase) : phase;
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      const phase = peel(error instanceof TransientSignal);
      if (phase !== undefined) return phase;
      if (turns === peeled) throw error;
      const { refusal } = error;
      return { refusal, isLast: true, isEnd: refusal.code === "leaves-at-once" };
    }
  }

  private tooShort(turns: bigint, given: readonly unknown[], phase: Phase | undefined): Declined {
    this.shortcut.learn(given, phase === undefined || !("tooFew" in phase) ? 1 : phase.tooFew());
    return { refusal: declines.fewTurns(turns) };
  }
}

/** What most calls of short loops come to. */
const tooFewTurns: Declined = { refusal: declines.fewTurns(undefined) };

function isBigInt(value: unknown): boolean {
  return typeof value === "bigint";
}
