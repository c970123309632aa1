/**
 * The cycle into which an orbit x, f(x), f(f(x)), … runs when it has finitely many states (Brent 1980).
 *
 * The state is marked at the positions 2^k - 1, and the orbit followed for at most 2^k turns until it is there again. The
 * first mark that stands on the cycle and is given as many turns as the cycle has finds the length exactly: at the latest
 * where 2^k exceeds both the tail and the cycle, so that a tail and a cycle of S states in all take fewer than 4·S turns.
 *
 * Memory: two states. Reference: R. P. Brent, An improved Monte Carlo factorization algorithm, BIT 20 (1980).
 */

import type { Progress } from "./progress.ts";

/** Something that moves from state to state, and can remember one of them. */
export interface Orbit {
  /** Remembers the present state. */
  mark(): void;
  /** Moves until the state is the marked one again, at most `limit` turns; the number of turns, undefined when it is not. */
  returnsWithin(limit: number): number | undefined;
}

export interface Cycle {
  /** A position on the cycle: the one at which the orbit is left. */
  readonly position: number;
  readonly length: number;
}

/** So many turns at once, between which progress is told. */
const TURNS_AT_ONCE = 2 ** 20;

/**
 * The orbit is left in the state of the cycle's position; after `cap` turns, when no cycle has been found.
 *
 * @param cap at least 1
 */
export function findCycle(orbit: Orbit, cap: number, progress?: Progress): Cycle | undefined {
  let position = 0;
  for (let power = 1; position < cap; power *= 2) {
    orbit.mark();
    const limit = Math.min(power, cap - position);
    for (let gone = 0; gone < limit;) {
      const some = Math.min(limit - gone, TURNS_AT_ONCE);
      progress?.(position / cap);
      const length = orbit.returnsWithin(some);
      if (length !== undefined) return { position: position - gone, length: gone + length };
      position += some;
      gone += some;
    }
  }
  return undefined;
}
