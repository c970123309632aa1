/** The groups of a path, and at a call their cycles. */
import { bitLength } from "../../../algebra/bit-length.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import { Ranges } from "../../ranges.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive } from "../../value.ts";
import type { Call, Costs, Demand, Group, Reading, Run } from "../domain.ts";
import { turnCost } from "../../turn-cost.ts";
import type { GroupRun, StateGroup } from "./group.ts";

const KERNEL = "cycle detection";

export class FiniteReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly trace: Trace;
  private readonly states: readonly StateGroup[];
  private readonly demand: Demand;

  constructor(trace: Trace, states: readonly StateGroup[], demand: Demand) {
    this.trace = trace;
    this.states = states;
    this.demand = demand;
    // No turn is a matrix here.
    this.groups = states.map(({ names }) => ({ basis: names, matrix: [] }));
    this.dimension = states.reduce((sum, { names }) => sum + names.length, 0);
  }

  covers(variable: string): boolean {
    return this.demand.includes(variable);
  }

  begin({ leafValue, evaluation, beside }: Call): Run {
    const ranges = beside?.ranges ?? new Ranges(this.trace, evaluation, this.trace.next.keys());
    const runs = this.states.map((group) => group.begin(leafValue, evaluation, ranges));
    return new FiniteRun(this.trace, runs, ranges, turnCost(this.trace, evaluation));
  }
}

class FiniteRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly trace: Trace;
  private readonly runs: readonly GroupRun[];
  private readonly ranges: Ranges;
  private readonly turnCost: number;

  constructor(trace: Trace, runs: readonly GroupRun[], ranges: Ranges, perTurn: number) {
    this.turnCost = perTurn;
    this.trace = trace;
    this.runs = runs;
    this.ranges = ranges;
  }

  /** The machine computes what the loop computes. */
  certify(turns: bigint): bigint {
    return turns;
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(_turns: bigint, limit: number): boolean {
    return this.runs.every(({ names }) => names.every((name) => this.bits(name) <= limit));
  }

  costs(turns: bigint, demand: Demand): Costs {
    const plain = this.plain(turns);
    const jump = this.wanted(demand).reduce((sum, run) => sum + run.cost(turns, this.share(plain)), 0);
    return { jump, growth: 0 };
  }

  /** The ranges of numbers speak of exact integers, which these need not be. */
  magnitude(): number {
    return Infinity;
  }

  bits(variable: string): number {
    const leaf = this.trace.leaves.get(variable);
    if (leaf === undefined || !this.trace.next.has(variable)) return Infinity;
    if (leaf.type !== "bigint") return 0;
    const { low, high } = this.ranges.of(leaf);
    return typeof low === "bigint" && typeof high === "bigint"
      ? Math.max(bitLength(low), bitLength(high))
      : Infinity;
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    const plain = this.share(this.plain(turns));
    const wanted = this.wanted(demand);
    for (const [k, run] of wanted.entries()) {
      const state = run.after(turns, plain, share(progress, k / wanted.length, (k + 1) / wanted.length));
      run.names.forEach((name, k) => {
        if (demand.includes(name)) values.set(name, state[k]);
      });
    }
    return { values, kernels: KERNEL };
  }

  private wanted(demand: Demand): GroupRun[] {
    return this.runs.filter(({ names }) => names.some((name) => demand.includes(name)));
  }

  private plain(turns: bigint): number {
    return this.turnCost * Number(turns);
  }

  private share(plain: number): number {
    return plain / this.runs.length;
  }
}
