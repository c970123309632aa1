/**
 * How much a call may spend on phases that do not pay.
 *
 * Plans cost milliseconds where nests are deep, and the native turns that they stand for may cost less. What comes after a
 * phase is not known, so this is the problem of renting skis or buying them: as long as no more is spent than the native
 * loop costs that is still ahead, a call takes twice its time at worst. All of it is predicted from counts (terms, turns),
 * never from a clock, so that the same call always stops at the same place.
 *
 * What is ahead is estimated from the counter's distance d to its bound: a nest of depth k whose bounds start at nothing has
 * about d^k / k! turns, the volume of a simplex. An inner loop with a large bound needs no estimate: its phase pays at once.
 *
 * Invariant: `owed` is what has been spent since all of it was last repaid by turns that were skipped.
 */
import type { InnerLoop } from "../trace/ir.ts";

/** What any call may lose: a dozen small plans, or one of a deep nest; and where nobody knows how long the loop is. */
const ALLOWANCE_NS = 4e6;
const UNKNOWN_ALLOWANCE_NS = 2e7;

/** As many phases in a row may not pay: the turns at which a path changes are phases of their own. */
const IDLE_CAP = 16;

/** A plain turn over BigInts (30 to 60 ns, measured) and over numbers. */
const BIGINT_TURN_NS = 30;
const NUMBER_TURN_NS = 1;

/** The distance of loops whose header does not tell it: growing nests may go on for long. */
const UNKNOWN_DISTANCE = 1000;

/** What a phase costs. */
export interface Expense {
  /** Predicted nanoseconds besides the kernels': of moving the values, and of finding or making the plan that does. */
  readonly moving: number;
  readonly finding: number;
  /** What as many plain turns cost more than the kernels. */
  readonly gain: number;
}

export class Budget {
  /** Nanoseconds that may be spent without return. */
  readonly limit: number;
  private owed = 0;
  private idle = 0;

  /** @param distance of the counter from its bound, undefined when the header does not tell */
  constructor(distance: number | undefined, isBigInt: boolean, depth: number) {
    const perTurn = isBigInt ? BIGINT_TURN_NS : NUMBER_TURN_NS;
    const allowance = distance === undefined ? UNKNOWN_ALLOWANCE_NS : ALLOWANCE_NS;
    this.limit = Math.max(allowance, simplex(distance ?? UNKNOWN_DISTANCE, depth) * perTurn);
  }

  get isSpent(): boolean {
    return this.idle > IDLE_CAP || this.owed > this.limit;
  }

  /** Phases in a row that did not pay. */
  get idlePhases(): number {
    return this.idle;
  }

  spend({ moving, finding, gain }: Expense): void {
    const cost = moving + finding;
    if (gain > cost) {
      this.idle = 0;
      if (gain > cost + this.owed) this.owed = 0;
    } else {
      this.idle++;
      this.owed += cost;
    }
  }
}

/** d^k / k!, for d of any size. */
function simplex(distance: number, depth: number): number {
  let volume = 1;
  for (let k = 1; k <= depth; k++) volume *= Math.max(0, distance) / k;
  return volume;
}

/**
 * How many loops stand in one another, this one included; loops inside that do not count (`while (x > 0n) x /= 10n`) may
 * have few turns, however far this one goes.
 */
export function nestDepth(loop: InnerLoop): number {
  let deepest = 0;
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    if (node[0] === "loop") {
      const inner = node[2] as InnerLoop;
      deepest = Math.max(deepest, nestDepth(inner) - (inner.update === undefined ? 1 : 0));
    }
    if (node[0] !== "loop" && node[0] !== "str") node.forEach(visit);
  };
  visit(loop.body);
  return deepest + 1;
}
