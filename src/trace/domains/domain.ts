/**
 * A domain reads a trace: it says that in its algebra the traced turn is a linear map of some state vector, and answers
 * what the door asks about many turns of it.
 *
 * Three stages, from what holds for ever to what holds for one call:
 *
 *     domain.read(trace, demand)      once per path    the state vector and the map, with invariants as symbols
 *     reading.begin(values)           once per call    the invariants have values: a map over the ring
 *     run.holds / certify / after     once per call    how long the path lasts; the state after n turns
 *
 * Any stage may refuse; nothing has been changed then.
 */
import type { Effort, Progress } from "../../algebra/progress.ts";
import type { Evaluation } from "../evaluate-terms.ts";
import type { Ranges } from "../ranges.ts";
import type { Trace } from "../trace.ts";
import type { Primitive } from "../value.ts";

export interface DomainSettings {
  readonly types: readonly ("bigint" | "integer" | "float")[];
  readonly optMinRows: boolean;
  readonly optClearStack: boolean;
  /** Up to which magnitude numbers stand for exact integers; where rounding is allowed, beyond 2^53 - 1. */
  readonly largestNumber?: number;
}

/** Which variables must be computed: the names of writes whose values are wanted after the turns. */
export type Demand = readonly string[];

/** A group of state entries that depend on one another, as `explain` shows it. */
export interface Group {
  readonly basis: readonly string[];
  readonly matrix: readonly (readonly string[])[];
}

export interface Reading {
  readonly groups: readonly Group[];
  /** Number of rows of the matrices that a kernel works on. */
  readonly dimension: number;
  /** The kernel for many turns, where the matrix has no invariants in it. */
  readonly kernel: string | undefined;
  /** Can the variable's value after some turns be computed? */
  covers(variable: string): boolean;
  /** @throws RefusalSignal when the values do not allow it */
  begin(call: Call): Run;
}

/** What a call gives: the loop's inputs at the door. */
export interface Call {
  readonly leafValue: (name: string) => unknown;
  readonly evaluation: Evaluation;
  /** Where somebody listens: hears of the work of finding out how long the path lasts. */
  readonly effort?: Effort | undefined;
  /** Where several domains share a trace: what is known of its values, and of the variables of the others. */
  readonly beside?: {
    readonly ranges: Ranges;
    readonly magnitude: (variable: string, turns: bigint) => number;
  };
}

export interface PathEnd {
  /** The condition that changes its truth, as text. */
  readonly condition: string;
  /** Is the loop over with it? */
  readonly endsLoop: boolean;
}

/** All turns here are the trace's: each is as many native ones as it says. */
export interface Run {
  /** The number of traced turns for which all predicates keep their truth; undefined: for ever. */
  readonly lasts: bigint | undefined;
  /** What ends the path. */
  readonly end: PathEnd | undefined;
  /** How many of `turns` turns are proved to compute exactly what the algebra says. */
  certify(turns: bigint): bigint;
  /** A proof that the plain loop would build a value beyond `limit` bits within `turns` turns, else undefined. */
  exceeds(turns: bigint, limit: number): { readonly variable: string; readonly bits: number } | undefined;
  /** Is every BigInt of the first `turns` turns proved to have at most `limit` bits? */
  fits(turns: bigint, limit: number): boolean;
  /** Predicted nanoseconds. */
  costs(turns: bigint, demand: Demand): Costs;
  /** An upper bound of the variable's magnitude in the first `turns` turns; Infinity when none is known. */
  magnitude(variable: string, turns: bigint): number;
  /** The same, of its bit length; bounds below `limit` are as good as any. */
  bits(variable: string, turns: bigint, limit: number): number;
  /** The demanded variables after `turns` turns, and what computed them; undefined when a zero's sign cannot be told. */
  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { readonly values: ReadonlyMap<string, Primitive>; readonly kernels: string } | undefined;
  /**
   * The same for another call, whose inputs differ in their free bounds (`free-bounds.ts`) alone; undefined when that is
   * not as quick as beginning anew. What was found out for one of the calls is remembered for the others.
   */
  again?(evaluation: Evaluation, effort?: Effort): Run | undefined;
}

export interface Costs {
  /** Of computing the demanded variables after the turns. */
  readonly jump: number;
  /** What the plain turns cost beyond `turnCost`, because values get long. */
  readonly growth: number;
}

export interface Domain {
  readonly name: string;
  /** Do its runs bound the bits of all that it is asked to read, so that the integers' domain need not? */
  readonly boundsGrowth?: true;
  /** Its runs find by ranges what nobody bounds: whether a choice keeps a value small, as `x >= m ? x - m : x` does. */
  readonly provesRanges?: true;
  /** Are its results those of the loop up to rounding, so that nothing it reads has to be certified? */
  readonly rounds?: true;
  /** @throws RefusalSignal */
  read(trace: Trace, demand: Demand, settings: DomainSettings): Reading;
}
