/**
 * A call like the one before: what can be kept of it when only free bounds change.
 *
 * Programs call a function again and again with another n. Then the start values and the invariants are the same, and of all
 * that a door does only finding the number of turns and running the kernel is new. Certificates, sizes and predicted costs
 * hold for fewer turns if they held for more (costs the other way round), so they are asked for records only.
 */
import type { Effort } from "../../algebra/progress.ts";
import type { Run } from "../../trace/domains/domain.ts";
import { Evaluation } from "../../trace/evaluate-terms.ts";
import { typeOf } from "../../trace/value.ts";
import type { Plan } from "./plan.ts";

/** Predicted nanoseconds of the door. */
const AGAIN_NS = 1500;

export class CallLikeBefore {
  readonly plan: Plan;
  /** Predicted nanoseconds of the door for the next call, if it is like this one. */
  readonly door: number;
  /** The fewest turns that have paid, and what they gained. */
  private paying: { readonly turns: bigint; readonly gain: number } | undefined;
  private readonly given: readonly unknown[];
  private readonly run: Run;

  /** @param door predicted nanoseconds for a call that begins anew */
  constructor(plan: Plan, given: readonly unknown[], run: Run, door: number) {
    this.plan = plan;
    this.door = run.again ? AGAIN_NS : door;
    this.given = given;
    this.run = run;
  }

  /** What so many turns gain at least, if fewer were moved and paid. */
  gainOf(turns: bigint): number | undefined {
    return this.paying !== undefined && turns >= this.paying.turns ? this.paying.gain : undefined;
  }

  /** So many turns have been moved. */
  note(turns: bigint, gain: number): void {
    if (gain > this.door && this.gainOf(turns) === undefined) this.paying = { turns, gain };
  }

  /** @returns undefined when the call is another one */
  begin(
    given: readonly unknown[],
    leafValue: (name: string) => unknown,
    effort?: Effort,
  ): { readonly run: Run; readonly evaluation: Evaluation } | undefined {
    const { isFree, types, trace } = this.plan;
    for (let k = 0; k < given.length; k++) {
      if (isFree[k] === true) {
        if (typeOf(given[k]) !== types[k]) return undefined;
      } else if (!Object.is(given[k], this.given[k])) return undefined;
    }
    const evaluation = new Evaluation(trace.graph, leafValue);
    if (!this.plan.isOnPath(evaluation)) return undefined;
    const run = this.run.again?.(evaluation, effort);
    return run && run.lasts !== 0n ? { run, evaluation } : undefined;
  }
}
