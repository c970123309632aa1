/**
 * A proved lower bound on the size of one entry after many turns: what an early "this cannot exist" may rest on.
 *
 * If signs σ_i can be given to the entries so that every term M[i][j] · x_j has the sign ±σ_i (one choice of ± for the
 * whole transition), then nothing ever cancels and |x_n| = |M|^n · |x_0| exactly. Whether they can is a 2-colouring of
 * the dependency graph. Cancellation often ends after a few turns (a sum that starts below zero), so the first states are
 * tried in turn. |M|^n · |x| is then bounded by repeated squaring with every operation rounded down (`magnitudes.ts`).
 * Where there are no such signs, an integer root that dominates the entry's own course may do (`entry-bits.ts`).
 */
import { apply } from "../apply.ts";
import { reachable, restrict } from "../blocks.ts";
import { absolute } from "../absolute.ts";
import type { Transition } from "../transition.ts";
import type { Courses } from "./entry-bits.ts";
import { magnitudes, multiplied } from "./magnitudes.ts";

const STATES_TRIED = 16;

/**
 * @returns A lower bound on log2 |x_turns[output]|, -Infinity if the entry may be 0; undefined when cancellation cannot be
 * excluded.
 */
export function lowerBits(
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  output: number,
  courses?: Courses,
): number | undefined {
  const columns = reachable(transition, [output]);
  const part = restrict(transition, columns);
  let state = columns.map((column) => start[column]!);
  for (let turn = 0; turn < STATES_TRIED && BigInt(turn) <= turns; turn++) {
    if (hasNoCancellation(part, state)) {
      return grown(part, state, turns - BigInt(turn), columns.indexOf(output));
    }
    state = apply(part, state);
  }
  return courses?.lower(transition, start, turns, output);
}

/** Whether signs exist with sign(M[i][j]) = ±σ_i σ_j and sign(x_i) = ±σ_i, the first ± for all coefficients, the second for all values. */
function hasNoCancellation(transition: Transition<bigint>, state: readonly bigint[]): boolean {
  return hasSigns(transition, state, 1) || hasSigns(transition, state, -1);
}

function hasSigns(transition: Transition<bigint>, state: readonly bigint[], turn: 1 | -1): boolean {
  const { rows } = transition;
  const neighbours: [node: number, sign: number][][] = rows.map(() => []);
  rows.forEach((row, i) => {
    for (const [j, c] of row) {
      const sign = c > 0n ? turn : -turn;
      neighbours[i]!.push([j, sign]);
      neighbours[j]!.push([i, sign]);
    }
  });
  const signs: number[] = [];
  return rows.every((_, root) => {
    if (signs[root] !== undefined) return true;
    signs[root] = 1;
    const members = [root];
    for (const node of members) {
      for (const [next, sign] of neighbours[node]!) {
        const wanted = signs[node]! * sign;
        if (signs[next] === undefined) {
          signs[next] = wanted;
          members.push(next);
        } else if (signs[next] !== wanted) return false;
      }
    }
    const values = members
      .filter((node) => state[node] !== 0n)
      .map((node) => signs[node]! * (state[node]! > 0n ? 1 : -1));
    return values.every((sign) => sign === values[0]);
  });
}

function grown(
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  output: number,
): number {
  const dimension = start.length;
  const dense = new Array<bigint>(dimension * dimension).fill(0n);
  absolute(transition).rows.forEach((row, i) => {
    for (const [j, c] of row) dense[i * dimension + j] = c;
  });
  const bits = turns.toString(2);
  let power = magnitudes(dense, "down");
  let result = magnitudes(start, "down");
  for (let level = 0; level < bits.length; level++) {
    if (bits[bits.length - 1 - level] === "1") result = multiplied(power, result, dimension, "down");
    if (level < bits.length - 1) power = multiplied(power, power, dimension, "down");
  }
  const mantissa = result.mantissas[output]!;
  if (mantissa === 0) return -Infinity;
  const log = result.exponent + Math.log2(mantissa);
  return log - Math.abs(log) * 2 ** -50 - 2 ** -44;
}
