/**
 * The steps of `halving.ts` in doubles (`split.ts`): every one is a few sums of products (`split-sums.ts`), each reduced once. So
 * E² - z·O² is one sum for each coefficient.
 */
import type { Halving } from "./halving.ts";
import { addSquare, correlate, squareTerms } from "./split-sums.ts";
import { joined, PADDING, put, type Split, type SplitVector } from "./split.ts";

/** D_k(-z) = even(z²) + z·odd(z²). */
interface Level {
  readonly even: SplitVector;
  readonly odd: SplitVector;
}

export interface SplitFunctional {
  readonly values: Float64Array;
  readonly length: number;
}

/** Levels that share an array: with one of its own for each, an order of 5 takes longer for arrays than for its arithmetic. */
const SLAB = 64;

/** @param characteristic P, lowest degree first, monic, balanced. */
export function splitHalving(of: Split, characteristic: ArrayLike<number>): Halving<Level, SplitFunctional> {
  const order = characteristic.length - 1;
  const evens = (order + 2) >> 1;
  const odds = (order + 1) >> 1;
  const room = 3 * (order + 1 + 2 * PADDING);
  const terms = squareTerms(of);
  let slab = new Float64Array(0);
  let used = 0;
  const vector = (size: number): SplitVector => {
    const at = used;
    used += 3 * (size + PADDING);
    return { data: slab, at, size, stride: size + PADDING };
  };
  const level = (): Level => {
    if (used === slab.length) [slab, used] = [new Float64Array(SLAB * room), 0];
    return { even: vector(evens), odd: vector(odds) };
  };
  const first = level();
  for (let i = 0; i <= order; i++) {
    const c = characteristic[order - i]!;
    put(i % 2 === 0 ? first.even : first.odd, i >> 1, i % 2 === 0 ? c : -c, of);
  }
  const buffers = new Float64Array(4 * (order + 2 * PADDING));
  const buffer = (i: number): Float64Array =>
    buffers.subarray(i * (order + 2 * PADDING), (i + 1) * (order + 2 * PADDING));
  const lows = buffer(0);
  const highs = buffer(1);
  // one functional is read while the other is written
  let front = buffer(2);
  let back = buffer(3);
  return {
    order,
    first,
    next({ even, odd }) {
      addSquare(even, 1, lows, highs, 0, terms, of);
      addSquare(odd, -1, lows, highs, 1, terms, of);
      const result = level();
      for (let i = 0; i <= order; i += 2) put(result.even, i >> 1, joined(highs[i]!, lows[i]!, of), of);
      for (let i = 1; i <= order; i += 2) put(result.odd, i >> 1, -joined(highs[i]!, lows[i]!, of), of);
      return result;
    },
    unit() {
      front.fill(0);
      back.fill(0);
      front[0] = 1;
      return { values: front, length: 1 };
    },
    pullBack({ even, odd }, { values, length }, parity) {
      const grown = Math.min(order, 2 * length - 1 + parity);
      correlate(values, length, 0, even, back, parity, 2, grown, of);
      correlate(values, length, 1 - parity, odd, back, 1 - parity, 2, grown, of);
      const written = back;
      back = front;
      front = written;
      return { values: front, length: grown };
    },
  };
}
