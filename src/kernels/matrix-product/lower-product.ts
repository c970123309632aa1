/**
 * How large a product Π c(t) / q(t) of quotients of polynomials without zeros is at least.
 *
 * With s > 0 and all turns t, log2 |c/q| >= s · floor(log2 |c/q| / s), whose sum over the turns is
 *
 *     s · Σ_(k>=1) #{t : |c(t)| >= 2^(sk) |q(t)|}  -  s · Σ_(k>=0) #{t : 2^(sk) |c(t)| < |q(t)|}.
 *
 * These are the turns in which (|x| - |y|)(|x| + |y|) = (x - y)(x + y) is not negative, where x and y are polynomials: their
 * signs are known as intervals (`sign-intervals.ts`), so the count is exact, for any number of turns.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import type { Newton } from "../../algebra/consecutive-values.ts";
import { boundNewton } from "../../algebra/consecutive-values.ts";
import type { Sign } from "../../algebra/sign-intervals.ts";
import { signIntervals } from "../../algebra/sign-intervals.ts";

/** Different k, on either side. */
const LEVELS = 64;

/** log2 |Π c(t) / q(t)| over the turns 0, …, turns - 1 is at least this; undefined where c or q has a zero there. */
export function lowerProductBits(c: Newton, q: Newton, turns: bigint): number | undefined {
  if (turns <= 0n) return 0;
  if (hasZero(c, turns) || hasZero(q, turns)) return undefined;
  const largest = Math.max(bitLength(boundNewton(c, turns)), bitLength(boundNewton(q, turns)));
  const step = BigInt(Math.ceil(largest / LEVELS));
  let sum = 0n;
  for (let k = 1n; ; k++) {
    const count = atLeast(c, scaled(q, k * step), turns);
    if (count === 0n) break;
    sum += count;
  }
  for (let k = 0n; ; k++) {
    const count = turns - atLeast(scaled(c, k * step), q, turns);
    if (count === 0n) break;
    sum -= count;
  }
  const bits = Math.min(Number(sum * step), Number.MAX_VALUE);
  return bits - Math.abs(bits) * 2 ** -50;
}

function hasZero(newton: Newton, turns: bigint): boolean {
  return signIntervals(newton).some(({ from, sign }) => sign === 0 && from < turns);
}

function scaled(newton: Newton, shift: bigint): Newton {
  return shift === 0n ? newton : newton.map((value) => value << shift);
}

/** In how many of the turns is |x(t)| >= |y(t)|? */
function atLeast(x: Newton, y: Newton, turns: bigint): bigint {
  const [difference, sum] = [signs(combined(x, y, -1n)), signs(combined(x, y, 1n))];
  const ends = [...difference.ends, ...sum.ends, turns].filter((end) => end <= turns);
  let [count, from] = [0n, 0n];
  for (const end of ends.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (end > from && difference.at(from) * sum.at(from) >= 0) count += end - from;
    if (end > from) from = end;
  }
  return count;
}

function combined(x: Newton, y: Newton, factor: bigint): Newton {
  const [long, other] = [Math.max(x.length, y.length), y.map((value) => factor * value)];
  return Array.from({ length: long }, (_, j) => (x[j] ?? 0n) + (other[j] ?? 0n));
}

function signs(newton: Newton): { readonly ends: readonly bigint[]; at(turn: bigint): Sign } {
  const intervals = signIntervals(newton);
  return {
    ends: intervals.map(({ from }) => from),
    at: (turn) => intervals.findLast(({ from }) => from <= turn)!.sign,
  };
}
