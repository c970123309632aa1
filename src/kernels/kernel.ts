/**
 * A kernel computes chosen entries of M^n · x₀ for a transition M. Each lives in a folder of its own and has one line in
 * `registry.ts`; it says whether it applies and what it would cost, and the cheapest wins.
 */
import type { Peak } from "../algebra/peak.ts";
import type { Progress } from "../algebra/progress.ts";
import type { Transition } from "../transition/transition.ts";

/** What the loop asks: the entries `outputs` of the state after `turns` turns from `start`. */
export interface Question {
  readonly start: readonly bigint[];
  readonly turns: bigint;
  /** Indices into the basis, in the order in which the answers are wanted. */
  readonly outputs: readonly number[];
}

/** A kernel prepared for one transition: everything that does not depend on the start or the turns is done. */
export interface Solver {
  readonly kernel: string;
  /** Predicted cost of `run`, in nanoseconds on a present-day machine, to be compared with other solvers' only. */
  cost(question: Question): number;
  /** Predicted memory of `run`, an upper bound. */
  peak(question: Question): Peak;
  /** @throws RangeError when a value exceeds the engine's BigInt limit; what `progress` throws. */
  run(question: Question, progress?: Progress): bigint[];
}

export interface Kernel {
  readonly name: string;
  /** undefined: the kernel does not apply to this transition. */
  prepare(transition: Transition<bigint>): Solver | undefined;
}
