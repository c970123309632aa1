/**
 * Exact entries of the states of one call. What had to be computed to find out how long the path lasts is kept for the jump:
 * that goes to the turn of the change or to the one before it, so the state before is computed, and one turn applied to it.
 */
import type { Progress } from "../../../algebra/progress.ts";
import { apply } from "../../../transition/apply.ts";
import { reachable, restrict } from "../../../transition/blocks.ts";
import type { Instance } from "./instance.ts";
import type { ExactEntries } from "./orbit-functional.ts";

interface Entries {
  readonly turns: bigint;
  /** Some entries, at their places in the whole basis. */
  readonly state: readonly bigint[];
  readonly kernels: string;
}

export class ExactStates implements ExactEntries {
  readonly start: readonly bigint[];
  private readonly instance: Instance;
  /** The last two states that were computed. */
  private kept: readonly Entries[] = [];

  constructor(instance: Instance, start: readonly bigint[]) {
    this.instance = instance;
    this.start = start;
  }

  after(
    turns: bigint,
    columns: readonly number[],
    progress?: Progress,
  ): { state: readonly bigint[]; kernels: string } {
    const known = this.kept.find((entries) => entries.turns === turns);
    if (known === undefined) return this.instance.parts.run(this.start, turns, columns, progress);
    const others = columns.filter((column) => !(column in known.state));
    if (others.length === 0) return known;
    const { state, kernels } = this.instance.parts.run(this.start, turns, others, progress);
    for (const column of columns) state[column] ??= known.state[column] as bigint;
    return {
      state,
      kernels: [...new Set([...known.kernels.split(" + "), ...kernels.split(" + ")])].join(" + "),
    };
  }

  cost(turns: bigint, columns: readonly number[]): number {
    return this.instance.parts.costs(this.start, turns, reachable(this.instance.transition, columns)).jump;
  }

  entries(turns: bigint, columns: readonly number[]): bigint[] {
    let found = this.kept.find(
      (entries) => entries.turns === turns && columns.every((column) => column in entries.state),
    );
    if (found === undefined) {
      const needed = reachable(this.instance.transition, columns);
      const { state, kernels } = this.instance.parts.run(this.start, turns - 1n, needed);
      const turned = apply(
        restrict(this.instance.transition, needed),
        needed.map((column) => state[column] as bigint),
      );
      const next: bigint[] = [];
      needed.forEach((column, k) => (next[column] = turned[k] as bigint));
      found = { turns, state: next, kernels };
      this.kept = [{ turns: turns - 1n, state, kernels }, found];
    }
    const { state } = found;
    return columns.map((column) => state[column] as bigint);
  }
}
