/**
 * Maps made of maxima, minima, and sums or products with constants, as straight-line programs over registers; and for how long many
 * applications repeat themselves.
 *
 * Let x be followed by x + d after one *block* of applications. Each register of the block gets a slope s: that of an input
 * is its d, a sum with a constant keeps it, a product multiplies it, and of a maximum, A >= B at first, it is
 *
 *     the slope of A               for A > B, as long as A + j·s(A) >= B + j·s(B)
 *     the greater of both slopes   for A = B
 *
 * and of a minimum the mirror image. If the slopes that come out of the block are d again, then in the j-th block every
 * register is its first value and j slopes, by induction, so that x + (j + 1)·d follows: for all j up to the least J for
 * which a comparison turns, and for ever when none ever does. Entries need not grow at one rate: each class of entries that
 * depend on one another has its own, and a constant the slope 0.
 *
 * Without products every orbit comes to such blocks, because these maps are nonexpansive and piecewise affine with finitely
 * many pieces; with products an orbit that stays within bounds does.
 *
 * E. Kohlberg, "Invariant half-lines of nonexpansive piecewise-linear transformations", Mathematics of Operations Research 5
 * (1980). J. Gunawardena, "Min-max functions", Discrete Event Dynamic Systems 4 (1994).
 */
import type { Extended } from "./semirings.ts";

type Step =
  | { readonly op: "+"; readonly x: number; readonly by: bigint }
  | { readonly op: "*"; readonly x: number; readonly by: bigint }
  | { readonly op: "max" | "min"; readonly x: number; readonly y: number };

/** Registers are the inputs, and then one for each step. */
export interface MinMaxMap {
  readonly steps: readonly Step[];
  /** By entry of the next state, its register. */
  readonly outputs: readonly number[];
}

/** Infinite entries are for maps without products. */
export function applyOnce({ steps, outputs }: MinMaxMap, state: readonly Extended[]): Extended[] {
  const registers = evaluate(steps, state);
  return outputs.map((register) => registers[register]!);
}

function evaluate(steps: readonly Step[], state: readonly Extended[]): Extended[] {
  const registers = [...state];
  for (const step of steps) {
    const x = registers[step.x]!;
    if (step.op === "+" || step.op === "*") {
      registers.push(typeof x !== "bigint" ? x : step.op === "+" ? x + step.by : x * step.by);
      continue;
    }
    const y = registers[step.y]!;
    registers.push(x > y === (step.op === "max") ? x : y);
  }
  return registers;
}

/** @returns undefined when an infinite entry is not infinite in both */
export function difference(from: readonly Extended[], to: readonly Extended[]): bigint[] | undefined {
  const slopes: bigint[] = [];
  for (const [k, x] of from.entries()) {
    const y = to[k]!;
    if (typeof x === "bigint" && typeof y === "bigint") slopes.push(y - x);
    else if (x === y) slopes.push(0n);
    else return undefined;
  }
  return slopes;
}

/** `times` slopes away. */
export function moved(state: readonly Extended[], slopes: readonly bigint[], times: bigint): Extended[] {
  return state.map((x, k) => (typeof x === "bigint" ? x + slopes[k]! * times : x));
}

/**
 * For how many blocks in a row each adds `slopes` to the state, the block being the applications of the map to `states`:
 * Infinity when for ever, 0 when it is not known of any.
 */
export function repetitions(
  map: MinMaxMap,
  states: readonly (readonly Extended[])[],
  slopes: readonly bigint[],
): Extended {
  let blocks: Extended = Infinity;
  let now = slopes;
  for (const state of states) {
    const registers = evaluate(map.steps, state);
    const all = [...now];
    for (const step of map.steps) {
      if (step.op === "+" || step.op === "*") {
        all.push(step.op === "+" ? all[step.x]! : all[step.x]! * step.by);
        continue;
      }
      const winner = chosen(step.op, registers, all, step.x, step.y);
      all.push(winner.slope);
      if (winner.blocks < blocks) blocks = winner.blocks;
    }
    now = map.outputs.map((register) => all[register]!);
  }
  return now.every((slope, k) => slope === slopes[k]) ? blocks : 0n;
}

/** The slope of a maximum or minimum, and the number of blocks in which it is that: one more than J. */
function chosen(
  op: "max" | "min",
  registers: readonly Extended[],
  slopes: readonly bigint[],
  x: number,
  y: number,
): { readonly slope: bigint; readonly blocks: Extended } {
  const [a, b] = [registers[x]!, registers[y]!];
  const sign = op === "max" ? 1n : -1n;
  if (a === b) {
    const takesX = sign * slopes[x]! >= sign * slopes[y]!;
    return { slope: slopes[takesX ? x : y]!, blocks: Infinity };
  }
  const [won, lost] = a > b === (op === "max") ? [x, y] : [y, x];
  const approach = sign * (slopes[lost]! - slopes[won]!);
  const [high, low] = [registers[won]!, registers[lost]!];
  if (approach <= 0n || typeof high !== "bigint" || typeof low !== "bigint")
    return { slope: slopes[won]!, blocks: Infinity };
  return { slope: slopes[won]!, blocks: (sign * (high - low)) / approach + 1n };
}
