/**
 * The shortest way to "no": is a loop `counter < bound; counter++` too short to accelerate?
 *
 * Asked before anything else, of two values alone, and only ever used to let the loop run as written; the distance is not
 * trusted for anything. What is too short is learnt: when the door has declined a loop for its few turns, the next call
 * with no more turns is declined here. Only the automatic limit uses it, an explicit one counts turns exactly.
 */
import type { LoopIR } from "../trace/ir.ts";

const A_LITTLE_MORE = 1.1;

export class Shortcut {
  private readonly counterIndex: number;
  private readonly counter: number;
  private readonly bound: number;
  private readonly constant: number | bigint | undefined;
  private readonly down: boolean;
  // The longest distances that are known to be short. At first: no plan pays there, since a warm door costs as much as some
  // dozens of BigInt turns or a thousand number turns.
  private longestBigInt = 8n;
  private longestNumber = 64;

  constructor({ hint, inputs }: LoopIR, isAutomatic: boolean) {
    this.counterIndex = hint ? inputs.indexOf(hint.counter) : -1;
    this.counter = isAutomatic ? this.counterIndex : -1;
    this.bound = typeof hint?.bound === "string" ? inputs.indexOf(hint.bound) : -1;
    this.constant = typeof hint?.bound === "string" ? undefined : hint?.bound;
    this.down = hint?.down === true;
  }

  isShort(values: readonly unknown[]): boolean {
    if (this.counter < 0) return false;
    const from = values[this.counter];
    const to = this.constant ?? values[this.bound];
    if (typeof from === "bigint" && typeof to === "bigint") {
      return (this.down ? from - to : to - from) <= this.longestBigInt;
    }
    return (
      typeof from === "number" &&
      typeof to === "number" &&
      (this.down ? from - to : to - from) <= this.longestNumber
    );
  }

  /** How far the counter is from its bound; undefined when the header does not tell. Not to be trusted for results. */
  distance(values: readonly unknown[]): number | undefined {
    if (this.counterIndex < 0) return undefined;
    const from = values[this.counterIndex];
    const to = this.constant ?? values[this.bound];
    if (typeof from === "bigint" && typeof to === "bigint") return Number(this.down ? from - to : to - from);
    return typeof from === "number" && typeof to === "number"
      ? this.down
        ? from - to
        : to - from
      : undefined;
  }

  /**
   * The door has declined these values as too few turns, and would decline `factor` times as many; 0: it would take them
   * another time. A little more is learnt, so that a bound that grows by one from call to call is not learnt one by one.
   */
  learn(values: readonly unknown[], factor: number): void {
    if (this.counter < 0 || factor === 0) return;
    const from = values[this.counter];
    const to = this.constant ?? values[this.bound];
    if (typeof from === "bigint" && typeof to === "bigint") {
      const distance =
        ((this.down ? from - to : to - from) * BigInt(Math.ceil(factor * A_LITTLE_MORE * 16))) / 16n;
      if (distance > this.longestBigInt) this.longestBigInt = distance;
    } else if (typeof from === "number" && typeof to === "number") {
      const distance = (this.down ? from - to : to - from) * factor * A_LITTLE_MORE;
      if (distance > this.longestNumber) this.longestNumber = distance;
    }
  }
}
