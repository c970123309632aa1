/** What came of a call at a door: the values to go on with, or why there are none. */
import type { Reason } from "../trace/refusal.ts";

export interface Jumped {
  readonly values: readonly unknown[];
  /** Writes what the loop's variables do not hold; to be called when nothing can go wrong any more. */
  readonly commit?: () => void;
  /** Predicted nanoseconds of the plain turns, less those of the kernels. */
  readonly saved: number;
  readonly turns: bigint;
  readonly kernel: string;
  /** The first of the phases, and how many there are. */
  readonly phases: readonly PhaseReport[];
  readonly phaseCount: number;
  /** Why the loop goes on as written before its last turn. */
  readonly stopped?: Reason;
}

export interface Declined {
  readonly refusal: Reason;
  /** Where the call was declined because its phases are too few or too short: why they did not go on. */
  readonly stopped?: Reason;
}

/** What one phase did, for reports. */
export interface PhaseReport {
  readonly turns: bigint;
  readonly kernel: string;
  /** The condition that ended its path. */
  readonly endedBy: string;
}

export type Outcome = Jumped | Declined;
