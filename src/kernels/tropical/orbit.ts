/**
 * The state after n turns of a map of maxima, minima and shifts, n of any size, when a repetition is found among the first.
 *
 * The orbit is walked, and looked back from marks as by R. P. Brent (BIT 20, 1980): c turns are a candidate where the c turns
 * before added the same to every entry. Whether and for how long they really repeat is proved (`min-max-plus.ts`); then all
 * these blocks are skipped at once. What repeats for ever ends the search; what repeats for long is skipped, and the search
 * goes on from there, as where a class of entries is overtaken by a faster one after 10^15 turns. What is shorter than
 * the turns that are looked back is walked, since it may be a part of a longer period: a period's parts are shorter than it,
 * so that it is found by the first mark on it that is looked back at for twice as long.
 */
import type { MinMaxMap } from "../../algebra/tropical/min-max-plus.ts";
import { applyOnce, difference, moved, repetitions } from "../../algebra/tropical/min-max-plus.ts";
import type { Progress } from "../../algebra/progress.ts";
import type { Extended } from "../../algebra/tropical/semirings.ts";

type State = readonly Extended[];

/** How far the first mark is looked back at; each one after it as far again. */
const FIRST_LOOK = 4;

/** @returns undefined when more than `cap` turns would have to be walked */
export function afterTurns(
  map: MinMaxMap,
  start: State,
  turns: bigint,
  cap: number,
  progress?: Progress,
): State | undefined {
  let [mark, left, walked] = [start, turns, 0];
  for (let look = FIRST_LOOK; left > 0n; look *= 2) {
    const states = [mark];
    let skipped: { readonly state: State; readonly turns: bigint } | undefined;
    while (skipped === undefined && states.length <= look && BigInt(states.length) <= left) {
      if (++walked > cap) return undefined;
      progress?.(walked / cap);
      states.push(applyOnce(map, states.at(-1)!));
      skipped = blocksFrom(map, states, left, look, (some) => (walked += some) <= cap);
    }
    skipped ??= { state: states.at(-1)!, turns: BigInt(states.length - 1) };
    mark = skipped.state;
    left -= skipped.turns;
  }
  return mark;
}

/**
 * Skips blocks of half as many turns as `states` are of.
 *
 * @param mayWalk takes down turns that are gone through once more
 */
function blocksFrom(
  map: MinMaxMap,
  states: readonly State[],
  left: bigint,
  look: number,
  mayWalk: (turns: number) => boolean,
): { readonly state: State; readonly turns: bigint } | undefined {
  const length = (states.length - 1) / 2;
  if (!Number.isInteger(length)) return undefined;
  const [first, middle, last] = [states[0]!, states[length]!, states[2 * length]!];
  if (!isSameStep(first, middle, last)) return undefined;
  const slopes = difference(first, middle);
  if (slopes === undefined || !mayWalk(length)) return undefined;
  const period = BigInt(length);
  const blocks = repetitions(map, states.slice(0, length), slopes);
  const possible = left / period;
  const isLong = blocks > 2n && (blocks === Infinity || (blocks as bigint) * period >= BigInt(look));
  if (!isLong) return undefined;
  const times = possible < blocks ? possible : (blocks as bigint);
  // Within a block the orbit is that of the first one, moved: the rest of the turns is walked from there.
  return { state: moved(first, slopes, times), turns: times * period };
}

function isSameStep(first: State, middle: State, last: State): boolean {
  return first.every((x, k) => {
    const [y, z] = [middle[k]!, last[k]!];
    if (typeof x !== "bigint" || typeof y !== "bigint" || typeof z !== "bigint") return x === y && y === z;
    return z - y === y - x;
  });
}
