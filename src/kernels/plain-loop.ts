/**
 * The candidate that every kernel must beat: running the loop as it was written.
 *
 * A turn costs some 20 ns for every nonzero coefficient and a fixed part; values that grow by g bits a turn add
 * Σ_j g·j / 64 limbs over n turns, quadratic in n.
 */
import { logOfDominantRoot } from "../algebra/dominant-root.ts";
import { characteristic } from "../transition/characteristic.ts";
import { components, selfCoefficient } from "../transition/blocks.ts";
import { logarithm } from "../algebra/logarithm.ts";
import type { Transition } from "../transition/transition.ts";
import { entryCount, grownBits } from "./cost.ts";
import type { Question } from "./kernel.ts";

const TURN_NS = 15;
const ENTRY_NS = 20;
/** Per limb of an addition, memory traffic included. */
const LIMB_NS = 1.5;

/** Predicted nanoseconds of the plain loop over bigint. */
export function plainLoopCost(transition: Transition<bigint>, { turns }: Pick<Question, "turns">): number {
  return plainLoop(transition)(turns);
}

/** The same with the transition's growth computed once. */
export function plainLoop(transition: Transition<bigint>): (turns: bigint) => number {
  const entries = entryCount(transition);
  const growth = growthRate(transition);
  return (turns) => {
    const count = Number(turns);
    const limbs = (grownBits(growth, turns) * count) / 128;
    return count * (TURN_NS + entries * ENTRY_NS) + limbs * LIMB_NS * entries;
  };
}

/** Bits a turn, estimated. */
export function growthRate(transition: Transition<bigint>): number {
  const blocks = components(transition);
  if (blocks.every((block) => block.length === 1)) {
    return blocks.reduce((most, [node]) => Math.max(most, logarithm(selfCoefficient(transition, node!))), 0);
  }
  return logOfDominantRoot(characteristic(transition));
}
