/**
 * Clamps, x → min(max(x + shift, low), high) with low <= high, and maps that take every entry of a state from one other
 * entry through a clamp.
 *
 * Clamps are what is made of shifts, lower and upper bounds. They are closed under composition:
 *
 *     max(clamp(x), c)      has the bounds max(low, c), max(high, c)
 *     clamp(x) + c          has the shift and both bounds moved by c
 *     clamp₂ ∘ clamp₁       has the shift s₁ + s₂, and the bounds clamp₂(low₁), clamp₂(high₁)
 *
 * so a power of such a map takes one composition for each bit of the exponent and each set bit, linear in the entries.
 */
import type { Extended } from "./semirings.ts";
import { greatest, least } from "./semirings.ts";

export interface Clamp {
  readonly shift: bigint;
  readonly low: Extended;
  readonly high: Extended;
}

export const identity: Clamp = { shift: 0n, low: -Infinity, high: Infinity };

export function shifted({ shift, low, high }: Clamp, by: bigint): Clamp {
  return { shift: shift + by, low: moved(low, by), high: moved(high, by) };
}

export function atLeast({ shift, low, high }: Clamp, bound: bigint): Clamp {
  return { shift, low: greatest(low, bound), high: greatest(high, bound) };
}

export function atMost({ shift, low, high }: Clamp, bound: bigint): Clamp {
  return { shift, low: least(low, bound), high: least(high, bound) };
}

export function clamped({ shift, low, high }: Clamp, x: Extended): Extended {
  return least(greatest(moved(x, shift), low), high);
}

/** Every entry's source, and the clamp that it goes through. */
export type ClampMap = readonly (readonly [source: number, clamp: Clamp])[];

/** First `before`, then `after`. */
export function compose(after: ClampMap, before: ClampMap): ClampMap {
  return after.map(([middle, outer]) => {
    const [source, inner] = before[middle]!;
    const { shift, low, high } = inner;
    return [source, { shift: shift + outer.shift, low: clamped(outer, low), high: clamped(outer, high) }];
  });
}

export function applyClamps(map: ClampMap, state: readonly Extended[]): Extended[] {
  return map.map(([source, clamp]) => clamped(clamp, state[source]!));
}

function moved(x: Extended, by: bigint): Extended {
  return typeof x === "bigint" ? x + by : x;
}
