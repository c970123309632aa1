/**
 * The steps of `halving.ts` in doubles (`split.ts`). A functional is an array with zeros behind its values, so that four sums
 * can be taken at once: eight additions then overlap, where one sum at a time would wait for each (2.5 times as long at d = 200).
 */
import type { Halving } from "./halving.ts";
import { balanced, joined, PADDING, put, type Split, type SplitVector } from "./split.ts";

/** D_k(-z) = even(z²) + z·odd(z²). */
interface Level {
  readonly even: SplitVector;
  readonly odd: SplitVector;
}

export interface SplitFunctional {
  readonly values: Float64Array;
  readonly length: number;
}

/** How many levels share an array: one of its own for each would take longer than its arithmetic when the order is small. */
const SLAB = 64;

/** @param characteristic P, lowest degree first, monic, balanced. */
export function splitHalving(of: Split, characteristic: ArrayLike<number>): Halving<Level, SplitFunctional> {
  const order = characteristic.length - 1;
  const evens = (order + 2) >> 1;
  const odds = (order + 1) >> 1;
  let slab = new Float64Array(0);
  let used = 0;
  const room = 3 * (order + 1 + 2 * PADDING);
  const vector = (size: number): SplitVector => {
    const at = used;
    used += 3 * (size + PADDING);
    return { data: slab, at, size, stride: size + PADDING };
  };
  const level = (d: ArrayLike<number>): Level => {
    if (used === slab.length) [slab, used] = [new Float64Array(SLAB * room), 0];
    const even = vector(evens);
    const odd = vector(odds);
    for (let i = 0; i < evens; i++) put(even, i, d[2 * i]!, of);
    for (let i = 0; i < odds; i++) put(odd, i, -d[2 * i + 1]!, of);
    return { even, odd };
  };
  const squares = new Float64Array(order + 1);
  const shifted = new Float64Array(order + 1);
  const difference = new Float64Array(order + 1);
  // one functional is read while the other is written
  let front = new Float64Array(order + PADDING);
  let back = new Float64Array(order + PADDING);
  return {
    order,
    first: level(Float64Array.from(characteristic).reverse()),
    next({ even, odd }) {
      square(even, squares, 0, of);
      square(odd, shifted, 1, of);
      for (let i = 0; i <= order; i++) difference[i] = balanced(squares[i]! - shifted[i]!, of);
      return level(difference);
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

/** result[at] = Σ_t values[from + t]·a[t], result[at + stride] = Σ_t values[from + 1 + t]·a[t], … below `end`. */
export function correlate(
  values: Float64Array,
  length: number,
  from: number,
  { data, at: lows, size, stride: half }: SplitVector,
  result: Float64Array,
  at: number,
  stride: number,
  end: number,
  of: Split,
): void {
  const { terms } = of;
  let i = from;
  let place = at;
  for (; place + 3 * stride < end; i += 4, place += 4 * stride) {
    const count = Math.min(size, length - i);
    let l0 = 0;
    let l1 = 0;
    let l2 = 0;
    let l3 = 0;
    let h0 = 0;
    let h1 = 0;
    let h2 = 0;
    let h3 = 0;
    let v0 = values[i]!;
    let v1 = values[i + 1]!;
    let v2 = values[i + 2]!;
    for (let t = 0; t < count;) {
      const stop = Math.min(count, t + terms);
      for (; t < stop; t++) {
        const v3 = values[i + t + 3]!;
        const l = data[lows + t]!;
        const h = data[lows + half + t]!;
        l0 += l * v0;
        h0 += h * v0;
        l1 += l * v1;
        h1 += h * v1;
        l2 += l * v2;
        h2 += h * v2;
        l3 += l * v3;
        h3 += h * v3;
        v0 = v1;
        v1 = v2;
        v2 = v3;
      }
      if (t === count) break;
      l0 = balanced(l0, of);
      l1 = balanced(l1, of);
      l2 = balanced(l2, of);
      l3 = balanced(l3, of);
      h0 = balanced(h0, of);
      h1 = balanced(h1, of);
      h2 = balanced(h2, of);
      h3 = balanced(h3, of);
    }
    result[place] = joined(h0, l0, of);
    result[place + stride] = joined(h1, l1, of);
    result[place + 2 * stride] = joined(h2, l2, of);
    result[place + 3 * stride] = joined(h3, l3, of);
  }
  for (; place < end; i++, place += stride) {
    const count = Math.min(size, length - i);
    let l = 0;
    let h = 0;
    for (let t = 0; t < count;) {
      const stop = Math.min(count, t + terms);
      for (; t < stop; t++) {
        const v = values[i + t]!;
        l += data[lows + t]! * v;
        h += data[lows + half + t]! * v;
      }
      if (t < count) {
        l = balanced(l, of);
        h = balanced(h, of);
      }
    }
    result[place] = joined(h, l, of);
  }
}

/**
 * result[place + shift] = the coefficient of z^place in the square. Mixed products occur twice; of four places from 4q on, those
 * with i < 2q have the same indices in all, and the others are written out.
 */
function square(a: SplitVector, result: Float64Array, shift: number, of: Split): void {
  const { data, at, size, stride } = a;
  const terms = (of.terms >> 1) - 4; // mixed products count twice, and a few are added behind the loop
  const highs = at + stride;
  const full = highs + stride;
  const last = Math.min(2 * size - 2, result.length - 1 - shift);
  let place = 0;
  for (; place + 3 <= last; place += 4) {
    let l0 = 0;
    let l1 = 0;
    let l2 = 0;
    let l3 = 0;
    let h0 = 0;
    let h1 = 0;
    let h2 = 0;
    let h3 = 0;
    const middle = place >> 1;
    let i = Math.max(0, place - size + 1);
    let v1 = data[full + place + 1 - i]!;
    let v2 = data[full + place + 2 - i]!;
    let v3 = data[full + place + 3 - i]!;
    while (i < middle) {
      const stop = Math.min(middle, i + terms);
      for (; i < stop; i++) {
        const v0 = data[full + place - i]!;
        const l = data[at + i]!;
        const h = data[highs + i]!;
        l0 += l * v0;
        h0 += h * v0;
        l1 += l * v1;
        h1 += h * v1;
        l2 += l * v2;
        h2 += h * v2;
        l3 += l * v3;
        h3 += h * v3;
        v3 = v2;
        v2 = v1;
        v1 = v0;
      }
      if (i === middle) break;
      l0 = balanced(l0, of);
      l1 = balanced(l1, of);
      l2 = balanced(l2, of);
      l3 = balanced(l3, of);
      h0 = balanced(h0, of);
      h1 = balanced(h1, of);
      h2 = balanced(h2, of);
      h3 = balanced(h3, of);
    }
    const a0 = data[at + middle]!;
    const b0 = data[at + middle + 1]!;
    const a1 = data[highs + middle]!;
    const b1 = data[highs + middle + 1]!;
    const x = data[full + middle]!;
    const y = data[full + middle + 1]!;
    const z = data[full + middle + 2]!;
    const w = data[full + middle + 3]!;
    result[place + shift] = joined(2 * h0 + a1 * x, 2 * l0 + a0 * x, of);
    result[place + shift + 1] = joined(2 * (h1 + a1 * y), 2 * (l1 + a0 * y), of);
    result[place + shift + 2] = joined(2 * (h2 + a1 * z) + b1 * y, 2 * (l2 + a0 * z) + b0 * y, of);
    result[place + shift + 3] = joined(2 * (h3 + a1 * w + b1 * z), 2 * (l3 + a0 * w + b0 * z), of);
  }
  for (; place <= last; place++) {
    const pairs = (place + 1) >> 1;
    let l = 0;
    let h = 0;
    for (let i = Math.max(0, place - size + 1); i < pairs;) {
      const stop = Math.min(pairs, i + terms);
      for (; i < stop; i++) {
        const v = data[full + place - i]!;
        l += data[at + i]! * v;
        h += data[highs + i]! * v;
      }
      if (i === pairs) break;
      l = balanced(l, of);
      h = balanced(h, of);
    }
    const isEven = (place & 1) === 0;
    const v = isEven ? data[full + (place >> 1)]! : 0;
    result[place + shift] = joined(
      2 * h + data[highs + (place >> 1)]! * v,
      2 * l + data[at + (place >> 1)]! * v,
      of,
    );
  }
}
