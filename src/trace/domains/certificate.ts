/**
 * The certificate: for how many turns every number that is taken to be an integer is a safe one. It allows every jump that is
 * shorter than one it allows.
 */
import type { Interval } from "../../algebra/intervals.ts";
import { contains, interval } from "../../algebra/intervals.ts";
import type { Ranges } from "../ranges.ts";
import type { Term } from "../value.ts";

/** Beyond so many bits of turns numbers that move at all are not exact. */
const MOST_BITS = 54;

/** Numbers up to here are exact. */
export const exactly: Interval = interval(BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER));

export class Certificate {
  private longest = 0n;

  /**
   * The longest jump of at most so many turns that is allowed, by bisection; what was found is kept for fewer turns.
   *
   * @param isExact monotone: what holds for some turns holds for fewer
   */
  of(turns: bigint, isExact: (turns: bigint) => boolean): bigint {
    if (turns <= this.longest) return turns;
    const certified = isExact(turns) ? turns : bisected(turns, isExact);
    if (certified > this.longest) this.longest = certified;
    return certified;
  }
}

function bisected(turns: bigint, isExact: (turns: bigint) => boolean): bigint {
  let certified = 0n;
  for (let step = 1n << BigInt(Math.min(turns.toString(2).length, MOST_BITS)); step > 0n; step >>= 1n) {
    const next = certified + step;
    if (next <= turns && isExact(next)) certified = next;
  }
  return certified;
}

/** The numbers that ranges do not keep within the safe integers: how far they go depends on the turns. */
export function unboundedNumbers(exact: readonly Term[], ranges: Ranges): readonly Term[] {
  return exact.filter((term) => !contains(exactly, ranges.of(term)));
}
