/**
 * Which kernel answers a question: every one that applies says what it would cost, and the cheapest wins.
 *
 * The transition is first restricted to the entries on which the outputs depend, so that no kernel pays for what nobody
 * reads. Preparations are kept per set of outputs inside the plan; the plan belongs to one transition.
 */
import { reachable, restrict } from "../transition/blocks.ts";
import type { Transition } from "../transition/transition.ts";
import type { Kernel, Question, Solver } from "./kernel.ts";
import { plainLoop } from "./plain-loop.ts";
import { kernels } from "./registry.ts";

/** The chosen way to answer one question. */
export interface Choice {
  readonly kernel: string;
  /** Predicted nanoseconds of `run`. */
  readonly cost: number;
  /** Predicted nanoseconds of the plain loop over bigint, all entries that the outputs need. */
  readonly plainCost: number;
  /** @throws RangeError when a value exceeds the engine's BigInt limit. */
  run(): bigint[];
}

export interface Plan {
  choose(question: Question): Choice;
}

/** The solvers of all kernels that apply. */
export function solvers(transition: Transition<bigint>, registry: readonly Kernel[] = kernels): Solver[] {
  return registry.flatMap((kernel) => kernel.prepare(transition) ?? []);
}

/** The cheapest solver for a question. */
export function cheapest(candidates: readonly Solver[], question: Question): { solver: Solver; cost: number } {
  let best: { solver: Solver; cost: number } | undefined;
  for (const solver of candidates) {
    const cost = solver.cost(question);
    if (best === undefined || cost < best.cost) best = { solver, cost };
  }
  if (best === undefined) throw new Error("no kernel applies; the last one of the registry always should");
  return best;
}

/** A plan for all questions about one transition. */
export function plan(transition: Transition<bigint>): Plan {
  interface Part {
    readonly columns: readonly number[];
    readonly positions: readonly number[];
    readonly candidates: readonly Solver[];
    readonly plain: (turns: bigint) => number;
  }
  const parts = new Map<string, Part>();
  const partFor = (outputs: readonly number[]): Part => {
    const key = outputs.join();
    let part = parts.get(key);
    if (part === undefined) {
      const columns = reachable(transition, outputs);
      const restricted = restrict(transition, columns);
      part = {
        columns,
        positions: outputs.map((output) => columns.indexOf(output)),
        candidates: solvers(restricted),
        plain: plainLoop(restricted),
      };
      parts.set(key, part);
    }
    return part;
  };
  return {
    choose({ start, turns, outputs }) {
      const { columns, positions, candidates, plain } = partFor(outputs);
      const question = { start: columns.map((column) => start[column]!), turns, outputs: positions };
      const { solver, cost } = cheapest(candidates, question);
      return { kernel: solver.kernel, cost, plainCost: plain(turns), run: () => solver.run(question) };
    },
  };
}
