/**
 * Chosen entries of a transition's orbit, each group of entries that depend on one another by the kernel that is cheapest
 * for it. Everything that does not depend on the start or the turns is prepared once.
 */
import { bitLength } from "../algebra/bit-length.ts";
import { together } from "../algebra/peak.ts";
import { share, type Progress } from "../algebra/progress.ts";
import { groups, reachable, restrict } from "../transition/blocks.ts";
import type { Transition } from "../transition/transition.ts";
import { cheapest, solvers } from "./choose.ts";
import type { Kernel, Question, Solver } from "./kernel.ts";
import { isWithinMemory, MemoryError, requireMemory } from "./memory.ts";
import { growthCost } from "./plain-loop.ts";

/** The outputs that fall into one group, with the kernels that can compute them. */
interface Part {
  /** Indices of the wanted entries in the whole basis, in the order of the answers. */
  readonly outputs: readonly number[];
  /** The entries that they depend on, and the outputs' places among these. */
  readonly columns: readonly number[];
  readonly positions: readonly number[];
  readonly candidates: readonly Solver[];
  readonly growthCost: (turns: bigint) => number;
  /** The cheapest solver by the bit length of the turns: what decides is their magnitude. */
  readonly chosen: Map<number, Chosen>;
  /** The last start, and what of it belongs to this part. */
  last: { readonly of: readonly bigint[] | undefined; readonly own: readonly bigint[] };
}

interface Chosen {
  readonly solver: Solver;
  /** From this start, up to so many turns, it is known to find enough memory. */
  start: readonly bigint[] | undefined;
  fitting: bigint;
}

export class Parts {
  private readonly transition: Transition<bigint>;
  private readonly kernels: readonly Kernel[];
  private readonly parts = new Map<string, readonly Part[]>();
  /** From this start, up to so many turns, several parts are known to find enough memory. */
  private together:
    | { readonly parts: readonly Part[]; readonly start: readonly bigint[]; readonly turns: bigint }
    | undefined;
  private readonly partsByOutputs = new WeakMap<readonly number[], readonly Part[]>();

  constructor(transition: Transition<bigint>, kernels: readonly Kernel[]) {
    this.transition = transition;
    this.kernels = kernels;
  }

  /** Predicted nanoseconds of computing `outputs` after `turns` turns, and of what growth adds to as many plain BigInt turns. */
  costs(
    start: readonly bigint[],
    turns: bigint,
    outputs: readonly number[],
  ): { jump: number; growth: number } {
    let [jump, growth] = [0, 0];
    for (const part of this.partsFor(outputs)) {
      const question = questionFor(part, start, turns);
      jump += choose(part, question).solver.cost(question);
      growth += part.growthCost(turns);
    }
    return { jump, growth };
  }

  /**
   * Entry by entry the state after `turns` turns, and the kernels that computed it.
   *
   * @throws MemoryError before anything is computed, where it would not fit
   */
  run(
    start: readonly bigint[],
    turns: bigint,
    outputs: readonly number[],
    progress?: Progress,
  ): { state: bigint[]; kernels: string } {
    const state: bigint[] = [];
    const kernels = new Set<string>();
    const whole = progress ? this.costs(start, turns, outputs).jump : 0;
    let before = 0;
    const parts = this.partsFor(outputs);
    if (parts.length > 1) this.requireMemory(parts, start, turns);
    for (const part of parts) {
      const question = questionFor(part, start, turns);
      const solver = fitting(part, question);
      kernels.add(solver.kernel);
      const to = progress ? before + solver.cost(question) / whole : 0;
      const answers = solver.run(question, share(progress, before, to));
      before = to;
      part.outputs.forEach((output, k) => (state[output] = answers[k] as bigint));
    }
    return { state, kernels: [...kernels].join(" + ") };
  }

  /** The results of parts are kept, while others are computed. */
  private requireMemory(parts: readonly Part[], start: readonly bigint[], turns: bigint): void {
    const { together: known } = this;
    if (known?.parts === parts && known.start === start && turns <= known.turns) return;
    requireMemory(
      together(
        ...parts.map((part) => {
          const question = questionFor(part, start, turns);
          return fitting(part, question).peak(question);
        }),
      ),
    );
    this.together = { parts, start, turns };
  }

  /** The kernels for `outputs` after some number of turns. */
  kernelsFor(start: readonly bigint[], turns: bigint, outputs: readonly number[]): string {
    const names = this.partsFor(outputs).map(
      (part) => choose(part, questionFor(part, start, turns)).solver.kernel,
    );
    return [...new Set(names)].join(" + ");
  }

  /** What the kernels are asked about: the transitions of the groups. */
  transitions(outputs: readonly number[]): Transition<bigint>[] {
    return this.partsFor(outputs).map(({ columns }) => restrict(this.transition, columns));
  }

  private partsFor(outputs: readonly number[]): readonly Part[] {
    const known = this.partsByOutputs.get(outputs);
    if (known !== undefined) return known;
    const key = outputs.join();
    const parts = this.parts.get(key) ?? makeParts(this.transition, this.kernels, outputs);
    this.parts.set(key, parts);
    this.partsByOutputs.set(outputs, parts);
    return parts;
  }
}

function makeParts(
  transition: Transition<bigint>,
  kernels: readonly Kernel[],
  outputs: readonly number[],
): Part[] {
  const needed = reachable(transition, outputs);
  const inner = restrict(transition, needed);
  return groups(inner).flatMap((group) => {
    const members = group.map((column) => needed[column] as number);
    const wanted = outputs.filter((output) => members.includes(output));
    return wanted.length > 0 ? [makePart(transition, kernels, wanted)] : [];
  });
}

function makePart(
  transition: Transition<bigint>,
  kernels: readonly Kernel[],
  outputs: readonly number[],
): Part {
  const columns = reachable(transition, outputs);
  const part = restrict(transition, columns);
  return {
    outputs,
    columns,
    positions: outputs.map((output) => columns.indexOf(output)),
    candidates: solvers(part, kernels),
    growthCost: growthCost(part),
    chosen: new Map(),
    last: { of: undefined, own: [] },
  };
}

/** The part of the start is kept, so that kernels can tell by identity that it is the one before. */
function questionFor(part: Part, start: readonly bigint[], turns: bigint): Question {
  if (part.last.of !== start)
    part.last = { of: start, own: part.columns.map((column) => start[column] as bigint) };
  return { start: part.last.own, turns, outputs: part.positions };
}

function choose(part: Part, question: Question): Chosen {
  const magnitude = bitLength(question.turns);
  let chosen = part.chosen.get(magnitude);
  if (chosen === undefined) {
    const { solver } = cheapest(part.candidates, question);
    part.chosen.set(magnitude, (chosen = { solver, start: undefined, fitting: 0n }));
  }
  return chosen;
}

/**
 * The cheapest solver that finds enough memory.
 *
 * @throws MemoryError where there is none
 */
function fitting(part: Part, question: Question): Solver {
  const chosen = choose(part, question);
  const { solver } = chosen;
  const { start, turns } = question;
  if (chosen.start === start && turns <= chosen.fitting) return solver;
  const peak = solver.peak(question);
  if (isWithinMemory(peak)) {
    chosen.start = start;
    chosen.fitting = turns;
    return solver;
  }
  const others = part.candidates.filter((other) => isWithinMemory(other.peak(question)));
  if (others.length === 0) throw new MemoryError(peak);
  return cheapest(others, question).solver;
}
