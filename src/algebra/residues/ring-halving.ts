/**
 * The steps of `halving.ts` over any commutative ring with a dot product (so that a ring may reduce its sums once).
 * A functional is the array of its values, zeros at the end left out.
 */
import type { CommutativeRing } from "../ring.ts";
import type { Halving } from "./halving.ts";

export interface DotRing<T> extends CommutativeRing<T> {
  /** Σ a[i + t] · b[j ± t] for 0 <= t < count; j goes down when `direction` is -1. */
  dot(a: readonly T[], i: number, b: readonly T[], j: number, direction: 1 | -1, count: number): T;
}

/** D_k(-z) = even(z²) + z·odd(z²). */
export interface Level<T> {
  readonly even: readonly T[];
  readonly odd: readonly T[];
}

/** @param characteristic P, lowest degree first, monic. */
export function ringHalving<T>(
  ring: DotRing<T>,
  characteristic: readonly T[],
): Halving<Level<T>, readonly T[]> {
  const order = characteristic.length - 1;
  const reversed = characteristic.toReversed();
  const parts = (coefficients: readonly T[]): Level<T> => ({
    even: coefficients.filter((_, i) => i % 2 === 0),
    odd: coefficients.filter((_, i) => i % 2 === 1).map((c) => ring.neg(c)),
  });

  /** The coefficient of z^place in the square of a. */
  const square = (a: readonly T[], place: number): T => {
    const from = Math.max(0, place - a.length + 1);
    const pairs = (place + 1) >> 1;
    if (place < 0 || from >= pairs + (place % 2 === 0 ? 1 : 0)) return ring.ZERO;
    const half = ring.dot(a, from, a, place - from, -1, Math.max(0, pairs - from));
    const mixed = ring.add(half, half);
    return place % 2 === 0 ? ring.add(mixed, ring.mul(a[place / 2]!, a[place / 2]!)) : mixed;
  };

  /** Σ_t f[from + t] · a[t] */
  const correlation = (f: readonly T[], from: number, a: readonly T[]): T =>
    ring.dot(f, from, a, 0, 1, Math.max(0, Math.min(a.length, f.length - from)));

  return {
    order,
    first: parts(reversed),
    next: ({ even, odd }) =>
      parts(reversed.map((_, place) => ring.sub(square(even, place), square(odd, place - 1)))),
    unit: () => [ring.ONE],
    pullBack({ even, odd }, f, parity) {
      const length = Math.min(order, 2 * f.length - 1 + parity);
      return Array.from({ length }, (_, i) =>
        (i & 1) === parity
          ? correlation(f, i >> 1, even)
          : correlation(f, (i >> 1) + (parity === 0 ? 1 : 0), odd),
      );
    },
  };
}
