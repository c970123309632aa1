/**
 * A linear functional of the state whose values along the path are not polynomial: how long `functional relation bound` keeps
 * its truth is decided by signs that are proved to last (`transition/first-change.ts`), or not at all.
 */
import type { Effort } from "../../../algebra/progress.ts";
import type { Relation } from "../../../algebra/relations.ts";
import { signSatisfies } from "../../../algebra/first-flip.ts";
import { apply } from "../../../transition/apply.ts";
import { reachable, restrict } from "../../../transition/blocks.ts";
import { firstChange, type FirstChange } from "../../../transition/first-change.ts";
import { Strides } from "../../../transition/strides.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Primitive } from "../../value.ts";
import { negation } from "../../../algebra/relations.ts";
import { integerThreshold } from "./lasting.ts";

/** The states of one call, exactly; counts among the entries of the whole basis. */
export interface ExactEntries {
  readonly start: readonly bigint[];
  /** Predicted nanoseconds of `entries`. */
  cost(turns: bigint, columns: readonly number[]): number;
  /** The entries at `columns` after `turns` turns, at least one, in their order. */
  entries(turns: bigint, columns: readonly number[]): bigint[];
}

/** How a predicate is read whose values are not eventually polynomial. */
export type MakeOrbit = (
  transition: Transition<bigint>,
  weighted: { readonly weight: readonly Entry<bigint>[]; readonly factor: bigint },
) => OrbitFunctional;

export class OrbitFunctional {
  /** The entries on which the functional depends; what follows counts among these. */
  private readonly columns: readonly number[];
  private readonly part: Transition<bigint>;
  private readonly weight: readonly Entry<bigint>[];
  /** The functional is this many times what the predicate compares. */
  private readonly factor: bigint;
  private strides: Strides | undefined;

  constructor(
    transition: Transition<bigint>,
    { weight, factor }: { readonly weight: readonly Entry<bigint>[]; readonly factor: bigint },
  ) {
    this.factor = factor;
    this.columns = reachable(
      transition,
      weight.map(([column]) => column),
    );
    this.part = restrict(transition, this.columns);
    this.weight = weight.map(([column, factor]) => [this.columns.indexOf(column), factor]);
  }

  /** The first of few turns at whose start the relation is not as `holds` says, found by taking them; undefined: none of them. */
  changeWithin(
    limit: bigint,
    start: readonly bigint[],
    relation: Relation,
    bound: Primitive,
    holds: boolean,
  ): bigint | undefined {
    const threshold = integerThreshold(relation, bound as number | bigint);
    if (threshold === "never" || threshold === "always")
      return (threshold === "always") === holds ? undefined : 0n;
    const wanted = holds ? relation : negation[relation];
    let state = this.columns.map((column) => start[column] as bigint);
    for (let turn = 0n; turn < limit; turn++) {
      let value = -threshold * this.factor;
      for (const [column, factor] of this.weight) value += factor * (state[column] as bigint);
      if (!signSatisfies(value < 0n ? -1 : value > 0n ? 1 : 0, wanted)) return turn;
      state = apply(this.part, state);
    }
    return undefined;
  }

  /** The turns at whose start the relation is as `holds` says; undefined turns: for ever. */
  lasting(
    exact: ExactEntries,
    relation: Relation,
    bound: Primitive,
    holds: boolean,
    effort?: Effort,
  ): FirstChange {
    const threshold = integerThreshold(relation, bound as number | bigint);
    if (threshold === "never" || threshold === "always") {
      return { turns: (threshold === "always") === holds ? undefined : 0n };
    }
    const whole = (columns: readonly number[]): number[] =>
      columns.map((column) => this.columns[column] as number);
    return firstChange(
      (this.strides ??= new Strides(this.part, this.weight)),
      this.columns.map((column) => exact.start[column] as bigint),
      holds ? relation : negation[relation],
      threshold * this.factor,
      {
        cost: (turns, columns) => exact.cost(turns, whole(columns)),
        at: (turns, columns) => exact.entries(turns, whole(columns)),
      },
      effort,
    );
  }
}
