/**
 * What a loop has cost over many calls, and whether the next one is worth a try.
 *
 * A call that is tried spends planning and the door, and may save plain turns. Both are predicted from counts (terms,
 * turns), never measured, so that the same calls always take the same way. What is spent without return is *owed*. Up to an
 * allowance, a loop owes as it likes: a plan is an investment that the next calls repay. Beyond it, every further failure
 * closes the loop for some calls, twice as many each time (four times where the header tells how many turns a call has),
 * which costs two tries more for four times the calls: exponential back-off. A call that pays repays what is owed and
 * opens it again.
 *
 * A call that is much larger than all that failed is tried at once: its counter is four times as far from its bound; or,
 * where the header does not tell, an input is sixteen times as large, and a quarter longer.
 *
 * Invariant: n calls of one size without success are tried at most log₂ n + n / 2^16 times beyond the allowance; and after k calls that
 * were not accelerated at most about k (4k) more are skipped.
 */
import { bitLength } from "../algebra/bit-length.ts";
import type { Reason } from "../trace/refusal.ts";
import { declines } from "./decline.ts";

/** What a loop may owe for ever: a dozen small plans. */
const ALLOWANCE_NS = 1e6;

/** How many times as many calls are skipped after each failure. */
const BACK_OFF = 2;
const BACK_OFF_WITH_DISTANCE = 4;
/** A try in vain costs up to milliseconds: then some ten nanoseconds a call. */
const MOST_SKIPPED = 2 ** 16;

/** How much larger a call has to be to be tried nevertheless. */
const FARTHER = 4;
const MORE_BITS = 4;
const LONGER = 1.25;

/** Beyond it, an input of the type is much larger than those that failed. */
interface Threshold {
  number: number;
  high: bigint;
  low: bigint;
}

export class Account {
  private owed = 0;
  private skipped = 1;
  private closedFor = 0;
  private failures = 0;
  private farthest = 0;
  private readonly thresholds: Threshold[] = [];
  private refusal: Reason | undefined;
  private reason: Reason | undefined;

  /** Why this call is not worth a try; undefined when it is. */
  refuses(
    inputs: readonly unknown[],
    distanceOf: (inputs: readonly unknown[]) => number | undefined,
  ): { readonly refusal: Reason; readonly stopped?: Reason } | undefined {
    if (this.closedFor === 0) return undefined;
    const distance = distanceOf(inputs);
    if (distance === undefined ? this.isLarger(inputs) : distance > this.farthest * FARTHER) return undefined;
    this.closedFor--;
    this.refusal ??= declines.didNotPay(this.failures);
    return { refusal: this.refusal, ...(this.reason && { stopped: this.reason }) };
  }

  /**
   * A call has been tried.
   *
   * @param gain predicted nanoseconds that it saved, less those that it spent
   * @param reason why it was not accelerated
   */
  settle(
    gain: number,
    inputs: readonly unknown[],
    distance: number | undefined,
    reason: Reason | undefined,
  ): void {
    this.closedFor = 0;
    if (gain >= 0) return this.repay(gain);
    this.owed -= gain;
    this.failures++;
    this.reason = reason;
    this.refusal = undefined;
    if (distance === undefined) this.raise(inputs);
    else this.farthest = Math.max(this.farthest, distance);
    if (this.owed <= ALLOWANCE_NS) return;
    this.closedFor = this.skipped;
    const growth = distance === undefined ? BACK_OFF : BACK_OFF_WITH_DISTANCE;
    this.skipped = Math.min(MOST_SKIPPED, this.skipped * growth);
  }

  /** A call has paid. */
  paid(gain: number): void {
    this.closedFor = 0;
    this.repay(gain);
  }

  private repay(gain: number): void {
    this.owed = Math.max(0, this.owed - gain);
    this.failures = 0;
    if (this.owed > 0) return;
    this.skipped = 1;
    this.farthest = 0;
    this.thresholds.length = 0;
  }

  private isLarger(inputs: readonly unknown[]): boolean {
    for (let k = 0; k < inputs.length; k++) {
      const value = inputs[k];
      const threshold = this.thresholds[k];
      if (threshold === undefined) return true;
      if (typeof value === "number") {
        if (value > threshold.number || -value > threshold.number) return true;
      } else if (typeof value === "bigint") {
        if (value > threshold.high || value < threshold.low) return true;
      }
    }
    return false;
  }

  private raise(inputs: readonly unknown[]): void {
    inputs.forEach((value, k) => {
      const threshold = (this.thresholds[k] ??= { number: 0, high: 0n, low: 0n });
      const bits = typeof value === "bigint" ? bitLength(value) : 0;
      const size = typeof value === "number" && !Number.isNaN(value) ? Math.max(1, Math.abs(value)) : 1;
      threshold.number = Math.max(threshold.number, size * 2 ** MORE_BITS);
      const high = 1n << BigInt(Math.max(bits + MORE_BITS, Math.ceil(bits * LONGER)));
      if (high > threshold.high) [threshold.high, threshold.low] = [high, -high];
    });
  }
}
