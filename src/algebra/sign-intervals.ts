/**
 * Where an integer-valued polynomial sequence q(0), q(1), … is negative, zero or positive, exactly.
 *
 * q is given by its Newton coefficients (`binomials.ts`), so its forward difference Δq is given by the same list without
 * its head. By recursion Δq has finitely many intervals of constant sign; on each of them q is strictly monotone or
 * constant, and its at most two changes of sign are found by bisection. The last interval is infinite: there |Δq| >= 1, so
 * q leaves every bound, and galloping from the interval's start brackets the change.
 *
 * Everything is over bigint: exact for coefficients of any size. Cost for degree d: O(d^2) bisections of log2(distance)
 * evaluations of d products each; an affine q costs one division.
 */
import { evaluateNewton } from "./binomials.ts";

export type Sign = -1 | 0 | 1;

/** q(k) has this sign for from <= k < the next interval's `from`; the last interval has no end. */
export interface SignInterval {
  readonly from: bigint;
  readonly sign: Sign;
}

export function signOf(value: bigint): Sign {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** The maximal intervals of constant sign, in order; the first begins at 0. */
export function signIntervals(newton: readonly bigint[]): SignInterval[] {
  let length = newton.length;
  while (length > 0 && newton[length - 1] === 0n) length--;
  return intervals(newton.slice(0, length));
}

function intervals(newton: readonly bigint[]): SignInterval[] {
  const constant = newton[0] ?? 0n;
  if (newton.length <= 1) return [{ from: 0n, sign: signOf(constant) }];
  const result: SignInterval[] = [];
  const begin = (from: bigint, sign: Sign): void => {
    if (result.at(-1)?.sign !== sign) result.push({ from, sign });
  };
  const slopes = newton.length === 2 ? undefined : intervals(newton.slice(1));
  if (slopes === undefined) return affine(constant, newton[1]!);

  const value = (k: bigint): bigint => evaluateNewton(newton, k);
  slopes.forEach(({ from, sign: slope }, piece) => {
    const start = signOf(value(from));
    begin(from, start);
    if (slope === 0 || start === slope) return; // q moves away from zero, or not at all
    const end = slopes[piece + 1]?.from;
    const last = end === undefined ? slope : signOf(value(end));
    if (last === start) return;
    const reached = (k: bigint, least: number): boolean => signOf(value(k)) * slope >= least;
    if (start !== 0) {
      const zero = firstTrue((k) => reached(k, 0), from, end);
      begin(zero, signOf(value(zero)));
    }
    if (last === slope)
      begin(
        firstTrue((k) => reached(k, 1), from, end),
        slope,
      );
  });
  return result;
}

/** The intervals of constant + slope · k, slope ≠ 0, by one division. */
function affine(constant: bigint, slope: bigint): SignInterval[] {
  const start = signOf(constant);
  const end = signOf(slope);
  if (start === end) return [{ from: 0n, sign: start }];
  const distance = constant < 0n ? -constant : constant;
  const step = slope < 0n ? -slope : slope;
  const whole = distance / step;
  const result: SignInterval[] = start === 0 ? [] : [{ from: 0n, sign: start }];
  if (whole * step === distance) result.push({ from: whole, sign: 0 });
  result.push({ from: whole + 1n, sign: end });
  return result;
}

/** The first k in (low, end] with a monotone property that is false at `low` and true at `end` (undefined: true eventually). */
function firstTrue(holds: (k: bigint) => boolean, low: bigint, end: bigint | undefined): bigint {
  let step = 1n;
  if (end === undefined) {
    while (!holds(low + step)) {
      low += step;
      step <<= 1n;
    }
  }
  let high = end ?? low + step;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
