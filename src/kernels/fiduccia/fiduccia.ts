/**
 * The characteristic-polynomial residue: any transition over Z with an eigenvalue that is not an integer.
 *
 * By Cayley-Hamilton every entry of the orbit satisfies the recurrence whose characteristic polynomial is the transition's;
 * after j turns the eigenvalue 0, of multiplicity j, is gone (`transition/spectrum.ts`). A few turns give the first terms of
 * each output, `nthTerms` the one asked for: integer eigenvalues apart, by divided differences, the others by doubling
 * chains with a trimmed last step, one for each coprime factor of the polynomial. Where the start is symmetric, so that the outputs have a shorter recurrence, it is that
 * recurrence's.
 */
import { nthTerms } from "../../algebra/linear-recurrence/nth-terms.ts";
import { knownFactors } from "../../algebra/integer-factors.ts";
import { integerRoots } from "../../algebra/integer-roots.ts";
import { minimalRecurrence } from "../../algebra/linear-recurrence/minimal.ts";
import { factored, recurrence, type Recurrence } from "../../algebra/linear-recurrence/recurrence.ts";
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
 * Unknown factors of the characteristic polynomial of order d are looked for where a run is ten times as long as that takes:
 * 0.2 to 1 ms at order 4, 2 at 10, 8 at 20, 11 at 30. Those of the blocks are known.
 */
const FACTORING_NS = 20_000;
const LONG_AS_FACTORING = 10;

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
    const { delay, roots, rest, factors } = eigenvalues;
    const splitting = recurrence(roots, factors);
    const order = splitting.characteristic.length - 1;
    const chainOrder = rest.length - 1;
    const levelNs = splitting.chain.orders.reduce((sum, each) => sum + levelCost(each), 0);
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
        const parts = polynomial && integerRoots(polynomial);
        lastShorter = parts ? recurrence(parts.roots, knownFactors(parts.rest, factors)) : splitting;
        lastTerms = terms;
      }
      return lastShorter;
    };
    let lastFactored: { readonly of: Recurrence; readonly by: Recurrence } | undefined;
    const byFactors = (of: Recurrence): Recurrence => {
      if (lastFactored?.of !== of) lastFactored = { of, by: factored(of) };
      return lastFactored.by;
    };
    const chainNs = ({ chain }: Recurrence, turns: bigint): number =>
      chain.work * productCost(grownBits(growth, turns) / 2);
    /** What it takes to find the cheapest recurrence is spent on long runs only. */
    const recurrenceFor = (terms: readonly (readonly bigint[])[], turns: bigint): Recurrence => {
      if (order < LONG_ORDER || chainNs(splitting, turns) <= LONG_NS) return splitting;
      const shortest = shorter(terms);
      const degree = shortest.rest.length - 1;
      return degree >= LONG_ORDER &&
        chainNs(shortest, turns) > LONG_AS_FACTORING * FACTORING_NS * degree * degree
        ? byFactors(shortest)
        : shortest;
    };
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
          levels * levelNs +
          work * productCost(bits / 2) +
          outputs.length * chainOrder * linearCost(bits) +
          (rootBits > 0 ? doublingCost(levels, rootBits / 2, roots.length, 0) : 0)
        );
      },
      run(question, progress) {
        const first = firstTerms.of(question);
        if (first.kind === "reached") return first.values;
        return nthTerms(recurrenceFor(first.terms, question.turns), first.terms, first.turns, progress);
      },
    };
  },
};
