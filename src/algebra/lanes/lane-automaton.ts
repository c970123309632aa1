/**
 * The state after n turns of a turn that is made of & | ^ ~ and constants, without shifts.
 *
 * Bit ℓ of every result depends on the bits ℓ of the variables alone: a lane is an automaton of its own on the 2^d values that d
 * bits have, another one in every lane, because constants differ there. So each lane comes back to a value after at most 2^d
 * turns, and from then on has a period of at most 2^d; the state as a whole may take as long as the least common multiple.
 *
 * All lanes take their turns at once. At the turns t = 1, 2, 4, … the state is remembered; a lane that in the turns up to 2t has
 * all its bits again as they were at t, for the first time after j turns, has the period j, and n turns lead it to where
 * t + (n - t mod j) do. The others wait for the next t. A t that is neither below the lane's index nor below its period closes it,
 * and these are 2^d together at most: 2^(d+1) turns always do. Nearly all loops are done after three.
 *
 * R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980), for the one lane.
 */
import type { LaneWords } from "./lane-words.ts";

/** Above it, the turns to be remembered might be too many. */
const MOST_VARIABLES = 8;

/**
 * @param turn each bit of its results a function of the same bits of its arguments; it must not change the array it is given.
 * @param turns n >= 0.
 * @param mostKept so many states may be held at once.
 * @returns undefined for too many variables, or states.
 */
export function laneAutomaton<T>(
  words: LaneWords<T>,
  turn: (state: readonly T[]) => readonly T[],
  start: readonly T[],
  turns: bigint,
  mostKept = Infinity,
): readonly T[] | undefined {
  if (start.length > MOST_VARIABLES) return undefined;
  const { and, or, xor, not } = words;
  const result = start.map(() => words.none);
  let open = words.all; // the lanes whose period is not known
  let window: (readonly T[])[] = [start]; // the states from turn `from` on
  let from = 0;
  for (let taken = 0; ;) {
    const present = window[taken - from]!;
    if (turns === BigInt(taken)) return result.map((known, k) => or(known, and(present[k]!, open)));
    const next = turn(present);
    taken++;
    const origin = window[0]!;
    const differs = next.reduce((sum, word, k) => or(sum, xor(word, origin[k]!)), words.none);
    const closed = and(open, not(differs));
    if (closed !== words.none) {
      const there = window[Number((turns - BigInt(from)) % BigInt(taken - from))]!;
      for (let k = 0; k < result.length; k++) result[k] = or(result[k]!, and(there[k]!, closed));
      open = and(open, differs);
      if (open === words.none) return result;
    }
    if (taken >= 2 * from) {
      window = [next];
      from = taken;
    } else if (window.push(next) > mostKept) return undefined;
  }
}
