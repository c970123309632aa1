/**
 * The characteristic-polynomial residue (`residue-kernel.ts`): any transition over Z with an eigenvalue that is not an
 * integer.
 *
 * Integer eigenvalues are taken apart, by divided differences, the others by doubling chains with a trimmed last step, one for
 * each coprime factor of the polynomial. Where the start is symmetric, so that the outputs have a shorter recurrence, it is
 * that recurrence's.
 */
import { logOfDominantRoot } from "../../algebra/dominant-root.ts";
import { knownFactors } from "../../algebra/integer-factors.ts";
import { integerRoots } from "../../algebra/integer-roots.ts";
import { minimalRecurrence } from "../../algebra/linear-recurrence/minimal.ts";
import { factored, recurrence, type Recurrence } from "../../algebra/linear-recurrence/recurrence.ts";
import { grownBits, productCost } from "../cost.ts";
import type { Kernel } from "../kernel.ts";
import { LONG_ORDER } from "./low-order.ts";
import { residueKernel } from "./residue-kernel.ts";

/** Where so much is to be won, a shorter recurrence is looked for (10 µs at order 4, 40 at 10). */
const LONG_NS = 200_000;

/**
 * Unknown factors of the characteristic polynomial of order d are looked for where a run is ten times as long as that takes:
 * 0.2 to 1 ms at order 4, 2 at 10, 8 at 20, 11 at 30. Those of the blocks are known.
 */
const FACTORING_NS = 20_000;
const LONG_AS_FACTORING = 10;

/** Any linear recurrence. */
export const fiduccia: Kernel = /* @__PURE__ */ residueKernel(({ roots, rest, factors }) => {
  const splitting = recurrence(roots, factors);
  const growth = logOfDominantRoot(rest);
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
    if (chainNs(splitting, turns) <= LONG_NS) return splitting;
    const shortest = shorter(terms);
    const degree = shortest.rest.length - 1;
    return degree >= LONG_ORDER &&
      chainNs(shortest, turns) > LONG_AS_FACTORING * FACTORING_NS * degree * degree
      ? byFactors(shortest)
      : shortest;
  };
  return { recurrence: splitting, recurrenceFor };
});
