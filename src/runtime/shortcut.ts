/**
 * The shortest way to "no": is a loop too short to accelerate?
 *
 * Asked before anything else, of the counter and its bound alone (`trip-estimate.ts`), and only ever used to let the loop run
 * as written. What is too short is learnt: when the door has declined a loop for its few turns, the next call with no more
 * turns is declined here. Only the automatic limit uses it, an explicit one counts turns exactly.
 */
import type { LoopIR } from "../trace/ir.ts";
import { TripEstimate } from "./trip-estimate.ts";

const A_LITTLE_MORE = 1.1;

export class Shortcut {
  private readonly estimate: TripEstimate | undefined;
  private readonly isAutomatic: boolean;
  // The longest distances that are known to be short. At first: no plan pays there, since a warm door costs as much as some
  // dozens of BigInt turns or a thousand number turns.
  private longestBigInt = 8n;
  private longestNumber = 64;

  constructor(ir: LoopIR, isAutomatic: boolean) {
    this.estimate = TripEstimate.of(ir);
    this.isAutomatic = isAutomatic;
  }

  isShort(values: readonly unknown[]): boolean {
    if (this.estimate === undefined || !this.isAutomatic) return false;
    const distance = this.estimate.distance(values);
    return typeof distance === "bigint"
      ? distance <= this.longestBigInt
      : distance !== undefined && distance <= this.longestNumber;
  }

  /** The longest distance over numbers that is known to be short; -1 where nothing is. */
  get short(): number {
    return this.isAutomatic && this.estimate !== undefined ? this.longestNumber : -1;
  }

  /** How many turns there seem to be; undefined when the loop's text does not tell. Not to be trusted for results. */
  turns(values: readonly unknown[]): number | undefined {
    return this.estimate?.turns(values);
  }

  /**
   * The door has declined these values as too few turns, and would decline `factor` times as many; 0: it would take them
   * another time. A little more is learnt, so that a bound that grows by one from call to call is not learnt one by one.
   */
  learn(values: readonly unknown[], factor: number): void {
    if (!this.isAutomatic || factor === 0) return;
    const distance = this.estimate?.distance(values);
    if (typeof distance === "bigint") {
      const longer = (distance * BigInt(Math.ceil(factor * A_LITTLE_MORE * 16))) / 16n;
      if (longer > this.longestBigInt) this.longestBigInt = longer;
    } else if (distance !== undefined) {
      const longer = distance * factor * A_LITTLE_MORE;
      if (longer > this.longestNumber) this.longestNumber = longer;
    }
  }
}
