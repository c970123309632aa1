/** |M| entrywise: the transition that bounds the magnitudes of the original's orbit. */
import type { Transition } from "./transition.ts";

export function absolute(transition: Transition<bigint>): Transition<bigint> {
  return {
    basis: transition.basis,
    rows: transition.rows.map((row) => row.map(([column, c]) => [column, c < 0n ? -c : c] as const)),
  };
}
