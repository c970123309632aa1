/**
 * What the growth of values adds to the loop as it was written, which every kernel must beat.
 *
 * Values that grow by g bits a turn add Σ_j g·j / 64 limbs for every nonzero coefficient over n turns, quadratic in n.
 */
import { logOfDominantRoot } from "../algebra/dominant-root.ts";
import { logarithm } from "../algebra/logarithm.ts";
import { spectrum } from "../transition/spectrum.ts";
import type { Transition } from "../transition/transition.ts";
import { entryCount } from "./cost.ts";

/** Per limb of an addition, memory traffic included. */
const LIMB_NS = 1.5;

/** Predicted nanoseconds, for so many turns over bigint. */
export function growthCost(transition: Transition<bigint>): (turns: bigint) => number {
  const entries = entryCount(transition);
  const growth = growthRate(transition);
  if (growth <= 0) return () => 0;
  return (turns) => ((growth * Number(turns) ** 2) / 128) * LIMB_NS * entries;
}

/** Bits a turn, estimated: the largest eigenvalue, or the row-sum norm where it would take too long to find. */
export function growthRate(transition: Transition<bigint>): number {
  const eigenvalues = spectrum(transition);
  if (eigenvalues === undefined) {
    const sums = transition.rows.map((row) => row.reduce((sum, [, c]) => sum + (c < 0n ? -c : c), 1n));
    return Math.max(0, ...sums.map(logarithm));
  }
  return Math.max(logOfDominantRoot(eigenvalues.rest), ...eigenvalues.roots.map(logarithm));
}
