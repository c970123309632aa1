/**
 * The characteristic-polynomial residue: any transition over Z with an eigenvalue that is not an integer.
 *
 * By Cayley-Hamilton every entry of the orbit satisfies the recurrence whose characteristic polynomial is the transition's;
 * after j turns the eigenvalue 0, of multiplicity j, is gone (`transition/spectrum.ts`). A few turns give the first terms of
 * each output, `nthTerms` the one asked for: integer eigenvalues apart, by divided differences, the others by a doubling
 * chain with a trimmed last step. Where the start is symmetric, so that the outputs have a shorter recurrence, it is that
 * recurrence's.
 */
import { nthTerms } from "../../algebra/linear-recurrence/nth-terms.ts";
import { integerRoots } from "../../algebra/integer-roots.ts";
import { minimalRecurrence } from "../../algebra/linear-recurrence/minimal.ts";
import { recurrence, type Recurrence } from "../../algebra/linear-recurrence/recurrence.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import { logOfDominantRoot } from "../../algebra/dominant-root.ts";
import { FirstTerms } from "../../transition/first-terms.ts";
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

/** Shorter recurrences are looked for from this order on (10 µs at order 4, 40 at 10), where so much is to be won. */
const LONG_ORDER = 4;
const LONG_NS = 200_000;

/**
 * What a doubling costs while values are a limb or two, measured: 120 ns for order 2, 700 for 3, 1500 for 5, 3300 for 10.
 * With first terms and setup, tribonacci(200) is predicted at 7 µs and takes 6.4; at order 10 it is 34 and 32.
 */
function levelCost(order: number): number {
  return order <= 2 ? 120 : 350 * (order - 1);
}

export const fiduccia: Kernel = {
  name: "fiduccia",
  prepare(transition) {
    const eigenvalues = spectrum(transition);
    if (eigenvalues === undefined || eigenvalues.rest.length === 1) return undefined;
    const { delay, roots, rest } = eigenvalues;
    const splitting = recurrence(roots, rest);
    const order = splitting.characteristic.length - 1;
    const chainOrder = rest.length - 1;
    const entries = entryCount(transition);
    const firstTerms = new FirstTerms(transition, delay, order);
    const growth = logOfDominantRoot(rest);
    const rootGrowth = logOfDominantRoot(splitting.characteristic);
    let lastTerms: readonly (readonly bigint[])[] | undefined;
    let lastShorter = splitting;
    /** The recurrence of the outputs alone. */
    const shorter = (terms: readonly (readonly bigint[])[]): Recurrence => {
      if (terms !== lastTerms) {
        const polynomial = minimalRecurrence(splitting.characteristic, terms);
        const factors = polynomial && integerRoots(polynomial);
        lastShorter = factors ? recurrence(factors.roots, factors.rest) : splitting;
        lastTerms = terms;
      }
      return lastShorter;
    };
    const isLong = (turns: bigint): boolean =>
      order >= LONG_ORDER && splitting.chain.work * productCost(grownBits(growth, turns) / 2) > LONG_NS;
    return {
      kernel: "fiduccia",
      cost({ turns, outputs }) {
        const bits = grownBits(growth, turns);
        const levels = bitLength(turns);
        const rootBits = rootGrowth > growth ? grownBits(rootGrowth, turns) : 0;
        // further sequences share the chain and take a product or two of their own
        const work = splitting.chain.work + 2 * (outputs.length - 1);
        return (
          2 * SETUP_NS +
          (delay + order) * entries * SMALL_OPERATION_NS +
          levels * levelCost(chainOrder) +
          work * productCost(bits / 2) +
          outputs.length * chainOrder * linearCost(bits) +
          (rootBits > 0 ? doublingCost(levels, rootBits / 2, roots.length, 0) : 0)
        );
      },
      run(question) {
        const first = firstTerms.of(question);
        if (first.kind === "reached") return first.values;
        const own = isLong(question.turns) ? shorter(first.terms) : splitting;
        return nthTerms(own, first.terms, first.turns);
      },
    };
  },
};
