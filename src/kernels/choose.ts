/**
 * Which kernel answers a question: every one that applies says what it would cost, and the cheapest wins.
 *
 * Restrict the transition to the entries on which the outputs depend first (`transition/blocks.ts`), so that no kernel pays
 * for what nobody reads.
 */
import type { Transition } from "../transition/transition.ts";
import type { Kernel, Question, Solver } from "./kernel.ts";

/** The solvers of those kernels that apply. */
export function solvers(transition: Transition<bigint>, kernels: readonly Kernel[]): Solver[] {
  return kernels.flatMap((kernel) => kernel.prepare(transition) ?? []);
}

/** The cheapest solver for a question, with its predicted nanoseconds. */
export function cheapest(
  candidates: readonly Solver[],
  question: Question,
): { readonly solver: Solver; readonly cost: number } {
  let best: { solver: Solver; cost: number } | undefined;
  for (const solver of candidates) {
    const cost = solver.cost(question);
    if (best === undefined || cost < best.cost) best = { solver, cost };
  }
  if (best === undefined) throw new Error("no kernel applies; the last one of the registry always should");
  return best;
}
