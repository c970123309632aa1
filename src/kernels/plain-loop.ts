/**
 * The candidate that every kernel must beat: running the loop as it was written.
 *
 * A turn costs some 8 ns for every nonzero coefficient and a fixed part (fib: 30 ns a turn of small BigInts, measured); values that grow by g bits a turn add
 * Σ_j g·j / 64 limbs over n turns, quadratic in n.
 */
import { logOfDominantRoot } from "../algebra/dominant-root.ts";
import { logarithm } from "../algebra/logarithm.ts";
import { spectrum } from "../transition/spectrum.ts";
import type { Transition } from "../transition/transition.ts";
import { entryCount } from "./cost.ts";

const TURN_NS = 10;
const ENTRY_NS = 8;
/** Per limb of an addition, memory traffic included. */
const LIMB_NS = 1.5;

/** Predicted nanoseconds of so many turns of the plain loop over bigint. */
export function plainLoop(transition: Transition<bigint>): (turns: bigint) => number {
  const entries = entryCount(transition);
  const growth = growthRate(transition);
  return (turns) => {
    const count = Number(turns);
    const limbs = growth <= 0 ? 0 : (growth * count * count) / 128;
    return count * (TURN_NS + entries * ENTRY_NS) + limbs * LIMB_NS * entries;
  };
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
