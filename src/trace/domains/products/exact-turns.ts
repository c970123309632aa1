/** For how many turns of a call the divisions of all chains are proved exact. */
import type { Step } from "../../../algebra/hypergeometric/integrality.ts";
import { integralTurns } from "../../../algebra/hypergeometric/integrality.ts";
import { linearFactors } from "../../../algebra/hypergeometric/linear-factors.ts";
import type { CourseValues } from "./course-values.ts";
import { newtonOf } from "./course-values.ts";
import type { Chain, ChainStep } from "./divisions.ts";

/** A factor that is always 0: t at t = 0, since what is 0 stays so. */
const ZERO = [0n, 1n];

export class ExactTurns {
  private readonly chains: readonly { readonly start: bigint; readonly steps: readonly Step[] }[];
  private readonly known = new Map<bigint, bigint>();

  constructor(chains: readonly Chain[], courses: CourseValues, startOf: (leaf: number) => bigint) {
    this.chains = chains.map(({ leaf, steps }) => ({
      start: startOf(leaf),
      steps: steps.map(({ isDivision, polynomial }: ChainStep): Step => {
        const newton = newtonOf(courses.of(polynomial, courses.degree));
        return { ...linearFactors(newton.every((c) => c === 0n) ? ZERO : newton), isDivision };
      }),
    }));
  }

  of(turns: bigint): bigint {
    let exact = this.known.get(turns);
    if (exact === undefined) {
      exact = this.chains.reduce(
        (least, { start, steps }) => (least === 0n ? 0n : integralTurns(start, steps, least)),
        turns,
      );
      this.known.set(turns, exact);
    }
    return exact;
  }
}
