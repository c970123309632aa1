/**
 * The characteristic-polynomial residue, by a recurrence that somebody chooses (`fiduccia.ts`, `low-order.ts`).
 *
 * By Cayley-Hamilton every entry of the orbit satisfies the recurrence whose characteristic polynomial is the transition's;
 * after j turns the eigenvalue 0, of multiplicity j, is gone (`transition/spectrum.ts`). A few turns give the first terms of
 * each output, `nthTerms` the one asked for.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { logOfDominantRoot } from "../../algebra/dominant-root.ts";
import { nthTerms } from "../../algebra/linear-recurrence/nth-terms.ts";
import type { Recurrence } from "../../algebra/linear-recurrence/recurrence.ts";
import { together } from "../../algebra/peak.ts";
import { FirstTerms } from "../../transition/first-terms.ts";
import type { Spectrum } from "../../transition/spectrum.ts";
import { spectrum } from "../../transition/spectrum.ts";
import {
  doublingCost,
  entryCount,
  grownBits,
  linearCost,
  productCost,
  SETUP_NS,
  SMALL_OPERATION_NS,
} from "../cost.ts";
import type { Kernel } from "../kernel.ts";
import { isWithinMemory } from "../memory.ts";

export interface Method {
  readonly recurrence: Recurrence;
  /** The recurrence for sequences with these first terms and so many turns, if it is another one. */
  recurrenceFor?(terms: readonly (readonly bigint[])[], turns: bigint): Recurrence;
}

/**
 * What a doubling costs while values are a limb or two, measured: 120 ns for order 2, 700 for 3, 1500 for 5, 3300 for 10.
 * With first terms and setup, tribonacci(200) is predicted at 7 µs and takes 6.4; at order 10 it is 34 and 32.
 */
function levelCost(order: number): number {
  return order <= 2 ? 120 : 350 * (order - 1);
}

/** @param methodFor undefined: for other kernels */
export function residueKernel(methodFor: (eigenvalues: Spectrum) => Method | undefined): Kernel {
  return {
    name: "fiduccia",
    prepare(transition) {
      const eigenvalues = spectrum(transition);
      if (eigenvalues === undefined || eigenvalues.rest.length === 1) return undefined;
      const method = methodFor(eigenvalues);
      if (method === undefined) return undefined;
      const { delay, roots, rest } = eigenvalues;
      const { recurrence } = method;
      const order = recurrence.characteristic.length - 1;
      const chainOrder = rest.length - 1;
      const levelNs = recurrence.chain.orders.reduce((sum, each) => sum + levelCost(each), 0);
      const entries = entryCount(transition);
      const firstTerms = new FirstTerms(transition, delay, order);
      const growth = logOfDominantRoot(rest);
      const rootGrowth = logOfDominantRoot(recurrence.characteristic);
      /** Sequences that begin with as many zeros as the recurrence is long are 0, however large its powers are. */
      const chosenFor = (terms: readonly (readonly bigint[])[], turns: bigint): Recurrence | undefined =>
        terms.every((each) => each.every((term) => term === 0n))
          ? undefined
          : (method.recurrenceFor?.(terms, turns) ?? recurrence);
      return {
        kernel: "fiduccia",
        cost({ turns, outputs }) {
          const bits = grownBits(growth, turns);
          const levels = bitLength(turns);
          const rootBits = rootGrowth > growth ? grownBits(rootGrowth, turns) : 0;
          // further sequences share the chain and take a product or two of their own
          const work = recurrence.chain.work + 2 * (outputs.length - 1);
          return (
            2 * SETUP_NS +
            (delay + order) * entries * SMALL_OPERATION_NS +
            levels * levelNs +
            work * productCost(bits / 2) +
            outputs.length * chainOrder * linearCost(bits) +
            (rootBits > 0 ? doublingCost(levels, rootBits / 2, roots.length, 0) : 0)
          );
        },
        peak(question) {
          const before = firstTerms.peak(question.start, question.outputs.length);
          if (!isWithinMemory(before)) return before;
          const first = firstTerms.of(question);
          const chosen = first.kind === "ahead" ? chosenFor(first.terms, question.turns) : undefined;
          return chosen === undefined || first.kind === "reached"
            ? before
            : together(before, chosen.peak(first.turns, first.terms));
        },
        run(question, progress) {
          const first = firstTerms.of(question);
          if (first.kind === "reached") return first.values;
          const chosen = chosenFor(first.terms, question.turns);
          if (chosen === undefined) return first.terms.map(() => 0n);
          return nthTerms(chosen, first.terms, first.turns, progress);
        },
      };
    },
  };
}
