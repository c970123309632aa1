/** A reading of bits at one call. */
import type { LinearMap } from "../../../algebra/gf2/linear-map.ts";
import { halves, type Progress } from "../../../algebra/progress.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive } from "../../value.ts";
import type { Costs, Demand, Run } from "../domain.ts";
import type { BitLayout, Place } from "./bit-layout.ts";
import { lengthOf, read, write } from "./bit-layout.ts";

export const kernel = "gf2";

/** A map with its start values. */
export interface Begun {
  readonly starts: ReadonlyMap<string, bigint>;
  readonly layout: BitLayout;
  readonly linear: LinearMap;
  readonly isAffine: boolean;
  readonly demanded: readonly string[];
  readonly seenAsInt32: ReadonlySet<string>;
  /** The length of the longest BigInt that a turn computes. */
  readonly longest: number;
}

/** Nanoseconds beside the kernel, for the bits of a call. */
const CALL_NS = 3000;

export class GF2Run implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly trace: Trace;
  private readonly parts: readonly Begun[];

  constructor(trace: Trace, parts: readonly Begun[]) {
    this.trace = trace;
    this.parts = parts;
  }

  /** Every number was found to be exact when its bits were read. */
  certify(turns: bigint): bigint {
    return turns;
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(_turns: bigint, limit: number): boolean {
    return this.parts.every(
      ({ layout, longest }) =>
        longest <= limit && [...layout.places.values()].every((place) => lengthOf(place) <= limit),
    );
  }

  costs(turns: bigint, demand: Demand): Costs {
    let jump = CALL_NS;
    for (const { linear, demanded } of this.parts) {
      if (demand.some((name) => demanded.includes(name))) jump += linear.cost(turns);
    }
    return { jump, growth: 0 };
  }

  magnitude(variable: string): number {
    return 2 ** this.bits(variable);
  }

  bits(variable: string): number {
    const part = this.parts.find(({ layout }) => layout.places.has(variable));
    // Of a start that is seen as an int32 the other bits do not count here.
    return part === undefined || part.seenAsInt32.has(variable)
      ? Infinity
      : lengthOf(part.layout.places.get(variable) as Place);
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    const next = halves(progress);
    for (const { starts, layout, linear, isAffine, demanded } of this.parts) {
      const wanted = demanded.filter((name) => demand.includes(name));
      if (wanted.length === 0) continue;
      const state = new Uint32Array((linear.dimension + 31) >>> 5);
      for (const [name, place] of layout.places) write(state, place, starts.get(name) as bigint);
      if (isAffine) state[layout.end >>> 5] = (state[layout.end >>> 5] as number) | (1 << (layout.end & 31));
      const end = linear.jump(state, turns, next()) ?? refuse.closureTooLarge("", linear.dimension);
      for (const name of wanted) {
        const value = read(end, layout.places.get(name) as Place);
        values.set(name, this.trace.leaves.get(name)?.type === "bigint" ? value : Number(value));
      }
    }
    return { values, kernels: kernel };
  }
}
