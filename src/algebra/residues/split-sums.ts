/**
 * Sums of products in doubles (`split.ts`), four at a time: eight additions then overlap, where one sum at a time would wait for
 * each (2.5 times as long for 200 terms). Zeros behind the vectors stand for what is not there.
 */
import { balanced, joined, type Split, type SplitVector } from "./split.ts";

/** The low halves of four sums, and the high ones. */
const sums = new Float64Array(8);

/** sums[s] = Σ_t a[t]·values[from + (s + t)·direction], 0 <= t < count, s = 0 … 3; at most `terms` products between reductions. */
function four(
  { data, stride }: SplitVector,
  at: number,
  count: number,
  values: Float64Array,
  from: number,
  direction: 1 | -1,
  terms: number,
  of: Split,
): void {
  let l0 = 0;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  let h0 = 0;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let v0 = values[from]!;
  let v1 = values[from + direction]!;
  let v2 = values[from + 2 * direction]!;
  let place = from + 3 * direction;
  for (let t = 0; t < count;) {
    const stop = Math.min(count, t + terms);
    for (; t < stop; t++, place += direction) {
      const v3 = values[place]!;
      const l = data[at + t]!;
      const h = data[at + stride + t]!;
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
  sums[0] = l0;
  sums[1] = l1;
  sums[2] = l2;
  sums[3] = l3;
  sums[4] = h0;
  sums[5] = h1;
  sums[6] = h2;
  sums[7] = h3;
}

/** result[at] = Σ_t values[from + t]·a[t], result[at + stride] = Σ_t values[from + 1 + t]·a[t], … below `end`. */
export function correlate(
  values: Float64Array,
  length: number,
  from: number,
  a: SplitVector,
  result: Float64Array,
  at: number,
  stride: number,
  end: number,
  of: Split,
): void {
  for (let i = from, place = at; place < end; i += 4) {
    four(a, a.at, Math.min(a.size, length - i), values, i, 1, of.terms, of);
    for (let s = 0; s < 4 && place < end; s++, place += stride) {
      result[place] = joined(sums[4 + s]!, sums[s]!, of);
    }
  }
}

/** Of two squares, each with mixed products that count twice, and with a few that are added behind the loop. */
export const squareTerms = ({ terms }: Split): number => (terms >> 2) - 4;

/**
 * At place + shift of lows and highs: what is there, or nothing if it is the first, + sign · the coefficient of z^place in the
 * square. Of four places from 4q on, the mixed products with i < 2q have the same indices in all, and the others are written out.
 */
export function addSquare(
  a: SplitVector,
  sign: 1 | -1,
  lows: Float64Array,
  highs: Float64Array,
  shift: number,
  terms: number,
  of: Split,
): void {
  const { data, at, size, stride } = a;
  const high = at + stride;
  const full = high + stride;
  const twice = 2 * sign;
  const old = sign === 1 ? 0 : 1;
  for (let place = 0; place <= 2 * size - 2; place += 4) {
    const middle = place >> 1;
    const i = Math.max(0, place - size + 1);
    let l0 = 0,
      l1 = 0,
      l2 = 0,
      l3 = 0,
      h0 = 0,
      h1 = 0,
      h2 = 0,
      h3 = 0;
    if (i < middle) {
      // the largest place first, so that the sums come in reversed order
      four(a, at + i, middle - i, data, full + place + 3 - i, -1, terms, of);
      l0 = sums[3]!;
      l1 = sums[2]!;
      l2 = sums[1]!;
      l3 = sums[0]!;
      h0 = sums[7]!;
      h1 = sums[6]!;
      h2 = sums[5]!;
      h3 = sums[4]!;
    }
    const a0 = data[at + middle]!;
    const b0 = data[at + middle + 1]!;
    const a1 = data[high + middle]!;
    const b1 = data[high + middle + 1]!;
    const x = data[full + middle]!;
    const y = data[full + middle + 1]!;
    const z = data[full + middle + 2]!;
    const w = data[full + middle + 3]!;
    const to = place + shift;
    lows[to] = old * lows[to]! + twice * l0 + sign * a0 * x;
    lows[to + 1] = old * lows[to + 1]! + twice * (l1 + a0 * y);
    lows[to + 2] = old * lows[to + 2]! + twice * (l2 + a0 * z) + sign * b0 * y;
    lows[to + 3] = old * lows[to + 3]! + twice * (l3 + a0 * w + b0 * z);
    highs[to] = old * highs[to]! + twice * h0 + sign * a1 * x;
    highs[to + 1] = old * highs[to + 1]! + twice * (h1 + a1 * y);
    highs[to + 2] = old * highs[to + 2]! + twice * (h2 + a1 * z) + sign * b1 * y;
    highs[to + 3] = old * highs[to + 3]! + twice * (h3 + a1 * w + b1 * z);
  }
}
