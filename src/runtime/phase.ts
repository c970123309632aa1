/**
 * One phase: the repetition of one path from a state.
 *
 *     values ─guard→ plan (trace, reading) ─begin→ run ─how long→ turns ─certify, fit, pay→ state
 *
 * A warm call (`plans/`) evaluates the loop's invariants, divides for the count and runs a kernel.
 *
 * With k turns on the path, a loop that ends in its test at the head is moved k - 1 turns, so that its last turn runs as
 * written; every other end of a path is moved to, k turns.
 */
import { MemoryError } from "../kernels/memory.ts";
import type { Demand, Reading, Run } from "../trace/domains/domain.ts";
import type { LoopIR } from "../trace/ir.ts";
import type { Reason } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import { refuse } from "../trace/refusals.ts";
import type { Rooms } from "../trace/rooms.ts";
import { unlessRefused } from "../trace/unless-refused.ts";
import type { Expense } from "./budget.ts";
import { declines } from "./decline.ts";
import { engineLimit } from "./engine-limit.ts";
import { environment } from "./environment.ts";
import type { Begun } from "./plans/plans.ts";
import { Plans } from "./plans/plans.ts";
import { ProgressReport } from "./progress-report.ts";
import { checkEnd, checkSteps } from "./self-check.ts";
import type { Settings } from "./settings.ts";
import { TooLargeError } from "./too-large-error.ts";
import { unread } from "./unread.ts";

export type Phase = Moved | Unmoved;

interface Unmoved {
  readonly refusal: Reason;
  readonly isLast: true;
  /** The loop's last turn is the next one: there is nothing left to move. */
  readonly isEnd?: boolean;
  readonly tooFew?: () => number;
}

/** A call that came to the loop's end in one phase. */
interface Again extends Pick<Moved, "turns" | "kernel" | "endedBy"> {
  /** The writes after the turns. */
  readonly values: readonly unknown[];
  /** Predicted nanoseconds that were saved, the door's deducted. */
  readonly gain: number;
}

export interface Moved extends Expense {
  /** All inputs after the phase. */
  readonly state: readonly unknown[];
  /** Native turns that were skipped. */
  readonly turns: bigint;
  readonly kernel: string;
  readonly endedBy: string;
  /** Why the phase could not be moved to its end. */
  readonly stopped?: Reason;
  /** Nothing can follow: the loop ends in its next turn, or the phase could not be moved to its end. */
  readonly isLast: boolean;
  /** Is it predicted to be faster than the plain turns? */
  readonly pays: boolean;
  /** One turn that was run ahead as it stands (`peel.ts`). */
  readonly isPeeled?: true;
  /** Up to how many times as many turns are predicted not to pay either at the next call; 0 when these would. */
  readonly tooFew: () => number;
}

/** So many plain turns take centuries, whatever a turn is; beyond, the predictions overflow a double. */
const NEVER_ENDING = 1n << 64n;

/** A declined call teaches about at most this many times its turns. */
const MOST_LEARNT = 1024;

/** When a zero's sign cannot be told at one turn, as many turns earlier are tried. */
const ZERO_RETRIES = 3n;

export class PhaseRunner {
  lastReading: Reading | undefined;
  private readonly ir: LoopIR;
  private readonly settings: Settings;
  private readonly plans: Plans;
  /** Where somebody listens. */
  private report: ProgressReport | undefined;
  /** The places of the writes among the inputs. */
  private readonly writes: readonly number[];

  constructor(ir: LoopIR, settings: Settings, rooms: Rooms, writes: readonly number[]) {
    this.ir = ir;
    this.settings = settings;
    this.plans = new Plans(ir, settings, rooms);
    this.writes = writes;
  }

  /** What follows belongs to one call. */
  beginCall(): void {
    const { onProgress } = this.settings;
    if (!onProgress) return;
    const report = new ProgressReport(onProgress);
    this.report = report;
    this.plans.effort = (nanoseconds) => report.search(nanoseconds);
  }

  /** Drops the plans: a fault may have left one of them half prepared. */
  forget(): void {
    this.plans.forget();
    this.lastReading = undefined;
  }

  /** Predicted nanoseconds that phases have cost so far, besides kernels; those that were refused, too. */
  get spent(): number {
    return this.plans.spent;
  }

  /** Turns that were traced so far. */
  get traces(): number {
    return this.plans.traces;
  }

  /**
   * @param mayCost predicted nanoseconds that a plan may cost
   * @throws RefusalSignal, TooLargeError
   */
  run(given: readonly unknown[], distance: number | undefined, mayCost: number): Phase {
    try {
      return this.tried(given, distance, mayCost);
    } catch (error) {
      if (!(error instanceof MemoryError)) throw error;
      return { refusal: declines.limitPassed(error), isLast: true };
    }
  }

  private tried(given: readonly unknown[], distance: number | undefined, mayCost: number): Phase {
    const begun = this.plans.planFor(given, distance, mayCost);
    const phase = this.move(begun, given);
    // A call like the one before that does not come to the same end is looked at anew.
    if (begun.isAgain && ("refusal" in phase ? phase.tooFew === undefined : phase.stopped)) {
      return this.move(this.plans.beginAnew(given, distance, mayCost), given);
    }
    return phase;
  }

  /**
   * The whole of a call like the one before, where nothing is in question that was not answered for that one: one path up to
   * the loop's own end, certified, of known size, and worth it. undefined where it has to be looked at.
   */
  again(given: readonly unknown[]): Again | undefined {
    // A reason not to go on is looked at anew, too: another strategy may do.
    const again = unlessRefused(() => this.goOn(given));
    return again instanceof RefusalSignal ? undefined : again;
  }

  private goOn(given: readonly unknown[]): Again | undefined {
    const begun = this.plans.again(given);
    if (begun === undefined) return undefined;
    const { run, plan, like } = begun;
    const { lasts, end } = run;
    const { liveLast, testLast } = this.ir;
    if (lasts === undefined || end?.endsLoop !== true || !plan.isPlain(liveLast)) return undefined;
    const turns = testLast === true ? lasts : lasts - 1n;
    const gain = like.gainOf(turns);
    if (gain === undefined || run.certify(turns) !== turns || !this.isSafe(run, turns)) return undefined;
    const progress = this.report?.phase(run.costs(turns, liveLast).jump, true);
    const after = this.withinLimits(() => run.after(turns, liveLast, progress));
    if (after === undefined || after instanceof RangeError) return undefined;
    this.lastReading = plan.reading;
    const { values: known, kernels: kernel } = after;
    const values = this.ir.writes.map((name, j) =>
      known.has(name) ? known.get(name) : given[this.writes[j] as number],
    );
    if (environment.isChecking()) {
      const state = [...given];
      this.writes.forEach((k, j) => (state[k] = values[j]));
      checkEnd(this.ir, state);
    }
    return { values, turns, kernel, endedBy: end.condition, gain: gain - like.door };
  }

  private move(begun: Begun, given: readonly unknown[]): Phase {
    const { plan, run, evaluation, door, preparing } = begun;
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
    const demand = plan.coveredPart(demandFor(certified));
    const gain = this.gain(begun, certified, demand);
    const tooFew = (): number => this.tooFew(begun, certified, demand);
    // An explicit limit counts turns, whatever they cost.
    const pays = this.settings.itersLimit !== "auto" || door + preparing < gain;
    if (!pays && isExact(certified)) {
      return { refusal: declines.fewTurns(lasts), isLast: true, tooFew };
    }
    this.requireSize(run, certified);
    if (environment.isChecking()) {
      const rounds = this.settings.types.includes("float");
      const steps = { run, turns: path.turns, rounds };
      checkSteps(this.ir, steps, given, certified, plan.coveredPart(this.ir.live));
    }
    for (let skip = certified; skip > 0n && skip > certified - ZERO_RETRIES; skip--) {
      const demand = demandFor(skip);
      if (!demand.every((name) => reading.covers(name)))
        return {
          refusal: declines.unknownAfter(demand.find((name) => !reading.covers(name)) ?? ""),
          isLast: true,
        };
      const progress = this.report?.phase(run.costs(skip, demand).jump, isExact(skip));
      const after = this.withinLimits(() => run.after(skip, demand, progress));
      if (after instanceof RangeError) return { refusal: declines.limitPassed(after), isLast: true };
      if (after === undefined) continue;
      begun.like.note(skip, gain);
      const state = this.ir.inputs.map((name, k) => {
        if (after.values.has(name)) return after.values.get(name);
        return isExact(skip) ? given[k] : unread(path, name, given[k], skip);
      });
      if (isExact(skip) && environment.isChecking()) checkEnd(this.ir, state);
      return {
        state,
        turns: skip * BigInt(path.turns),
        kernel: after.kernels,
        endedBy: end.condition,
        ...(skip < certified && { stopped: declines.zeroSign() }),
        ...(skip === certified && certified < whole && { stopped: declines.notCertified() }),
        moving: door + preparing,
        finding: begun.making,
        gain,
        isLast: skip !== whole || isExact(skip),
        pays,
        tooFew,
      };
    }
    return { refusal: declines.zeroSign(), isLast: true };
  }

  /** Predicted nanoseconds of plain turns, less those of the kernels; a lower bound, where more turns gain more. */
  private gain(begun: Begun, turns: bigint, demand: Demand): number {
    return begun.like.gainOf(turns) ?? gainOf(begun, turns, demand);
  }

  private tooFew(begun: Begun, turns: bigint, demand: Demand): number {
    let factor = 0;
    for (let next = 1; next <= MOST_LEARNT; factor = next, next *= 1 + 1 / 4) {
      if (gainOf(begun, scaled(turns, next), demand) > begun.like.door) break;
    }
    return factor;
  }

  /** A kernel may need more than the loop does; what it leaves behind then is of no use, if it has begun. */
  private withinLimits<T>(run: () => T): T | RangeError {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!(error instanceof MemoryError)) this.forget();
      return error;
    }
  }

  /** Is every BigInt certain to fit? Near the limit the bounds themselves may pass it. */
  private isSafe(run: Run, turns: bigint): boolean {
    return this.withinLimits(() => run.fits(turns, engineLimit().safe)) === true;
  }

  /** Declines, or throws at once, where a BigInt could pass the engine's limit. */
  private requireSize(run: Run, turns: bigint): void {
    if (this.isSafe(run, turns)) return;
    const { most } = engineLimit();
    const proof = this.withinLimits(() => run.exceeds(turns, most));
    if (proof && !(proof instanceof RangeError))
      throw new TooLargeError(this.ir.name, proof.variable, proof.bits, most);
    refuse.mayNotFit();
  }
}

function gainOf({ run, plan, evaluation }: Begun, turns: bigint, demand: Demand): number {
  if (turns > NEVER_ENDING) return Infinity;
  const { growth, jump } = run.costs(turns, demand);
  return plan.turnCost(evaluation) * Number(turns) + growth - jump;
}

function scaled(turns: bigint, factor: number): bigint {
  return (turns * BigInt(Math.round(factor * 1024))) / 1024n;
}
