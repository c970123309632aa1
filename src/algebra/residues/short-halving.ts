/**
 * The steps of `halving.ts` modulo m < 2^31, with one reduction for each sum of products (`short-sums.ts`).
 *
 * A level lies in an array as the coefficients of even(z) and of odd(z), with zeros behind each, so that four sums can be taken
 * at once, and without any branch for what is not there.
 */
import type { Halving } from "./halving.ts";
import { correlate, PADDING, reduced, type Short } from "./short-sums.ts";

/** D_k(-z) = even(z²) + z·odd(z²); even from `at` on. */
interface Level {
  readonly data: Int32Array;
  readonly at: number;
}

export interface ShortFunctional {
  readonly values: Int32Array;
  readonly length: number;
}

/** Levels that share an array: with one of its own for each, an order of 5 takes longer for arrays than for its arithmetic. */
const SLAB = 64;

/** @param reversed D_0 = z^d P(1/z), lowest degree first, balanced. */
export function shortHalving(of: Short, reversed: Int32Array): Halving<Level, ShortFunctional> {
  const order = reversed.length - 1;
  const evens = (order + 2) >> 1;
  const odds = (order + 1) >> 1;
  const oddAt = evens + PADDING;
  const room = oddAt + odds + PADDING;
  let slab = new Int32Array(SLAB * room);
  let used = 0;
  const level = (): Level => {
    if (used === slab.length) [slab, used] = [new Int32Array(SLAB * room), 0];
    used += room;
    return { data: slab, at: used - room };
  };
  const first = level();
  for (let i = 0; i <= order; i++) {
    const c = reversed[i]!;
    first.data[first.at + (i >> 1) + (i % 2 === 0 ? 0 : oddAt)] = i % 2 === 0 ? c : -c;
  }
  // one functional is read while the other is written
  let front = new Int32Array(order + PADDING);
  let back = new Int32Array(order + PADDING);
  return {
    order,
    first,
    next({ data, at }) {
      const result = level();
      graeffe(data, at, evens, at + oddAt, odds, result.data, result.at, result.at + oddAt, of);
      return result;
    },
    unit() {
      for (let i = 0; i < front.length; i++) front[i] = back[i] = 0;
      front[0] = 1;
      return { values: front, length: 1 };
    },
    pullBack({ data, at }, { values, length }, parity) {
      const grown = Math.min(order, 2 * length - 1 + parity);
      correlate(values, length, 0, data, at, evens, back, parity, 2, grown, of);
      correlate(values, length, 1 - parity, data, at + oddAt, odds, back, 1 - parity, 2, grown, of);
      const written = back;
      back = front;
      front = written;
      return { values: front, length: grown };
    },
  };
}

/**
 * E² - z·O², its even coefficients from `evenTo` on and the negatives of the odd ones from `oddTo` on. Of four places from 4q on,
 * the mixed products with i < 2q, which count twice, have the same indices in all; the others are written out.
 */
function graeffe(
  data: Int32Array,
  even: number,
  evens: number,
  odd: number,
  odds: number,
  to: Int32Array,
  evenTo: number,
  oddTo: number,
  of: Short,
): void {
  const order = evens + odds - 1;
  for (let place = 0; place <= order; place += 4) {
    const middle = place >> 1;
    let w0 = 0;
    let w1 = 0;
    let w2 = 0;
    let w3 = 0;
    let f0 = 0;
    let f1 = 0;
    let f2 = 0;
    let f3 = 0;
    let i = Math.max(0, place - evens + 1);
    let v1 = data[even + place + 1 - i]!;
    let v2 = data[even + place + 2 - i]!;
    let v3 = data[even + place + 3 - i]!;
    for (; i < middle; i++) {
      const v0 = data[even + place - i]!;
      const x = data[even + i]!;
      w0 = (w0 + Math.imul(x, v0)) | 0;
      f0 += x * v0;
      w1 = (w1 + Math.imul(x, v1)) | 0;
      f1 += x * v1;
      w2 = (w2 + Math.imul(x, v2)) | 0;
      f2 += x * v2;
      w3 = (w3 + Math.imul(x, v3)) | 0;
      f3 += x * v3;
      v3 = v2;
      v2 = v1;
      v1 = v0;
    }
    i = Math.max(0, place - odds);
    v1 = data[odd + place - i]!;
    v2 = data[odd + place + 1 - i]!;
    v3 = data[odd + place + 2 - i]!;
    for (; i < middle; i++) {
      const v0 = data[odd + place - 1 - i]!;
      const x = data[odd + i]!;
      w0 = (w0 - Math.imul(x, v0)) | 0;
      f0 -= x * v0;
      w1 = (w1 - Math.imul(x, v1)) | 0;
      f1 -= x * v1;
      w2 = (w2 - Math.imul(x, v2)) | 0;
      f2 -= x * v2;
      w3 = (w3 - Math.imul(x, v3)) | 0;
      f3 -= x * v3;
      v3 = v2;
      v2 = v1;
      v1 = v0;
    }
    const a = data[even + middle]!;
    const b = data[even + middle + 1]!;
    const c = data[even + middle + 2]!;
    const d = data[even + middle + 3]!;
    const p = data[odd + middle]!;
    const q = data[odd + middle + 1]!;
    const r = data[odd + middle + 2]!;
    w0 = 2 * w0 + Math.imul(a, a);
    w1 = 2 * (w1 + Math.imul(a, b)) - Math.imul(p, p);
    w2 = 2 * (w2 + Math.imul(a, c) - Math.imul(p, q)) + Math.imul(b, b);
    w3 = 2 * (w3 + Math.imul(a, d) + Math.imul(b, c) - Math.imul(p, r)) - Math.imul(q, q);
    to[evenTo + middle] = reduced(w0, 2 * f0 + a * a, of);
    to[oddTo + middle] = -reduced(w1, 2 * (f1 + a * b) - p * p, of);
    if (place + 2 > order) return;
    to[evenTo + middle + 1] = reduced(w2, 2 * (f2 + a * c - p * q) + b * b, of);
    to[oddTo + middle + 1] = -reduced(w3, 2 * (f3 + a * d + b * c - p * r) - q * q, of);
  }
}
