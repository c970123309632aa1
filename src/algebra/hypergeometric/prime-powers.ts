/**
 * The value of a product of rational functions from its prime factors.
 *
 * The exponent of a prime p is Σ_q ±#{t < n : q divides slope·t + offset} over the powers q of p and all linear factors: a
 * count in an arithmetic progression. From the top bit of the exponents, the result is squared and multiplied by the primes
 * whose exponents have the bit. Nothing cancels on the way, so that no intermediate value is longer than the result: for
 * binomial coefficients some ten times shorter than numerator and denominator.
 *
 * A. Schönhage, A. F. W. Grotefeld, E. Vetter, Fast Algorithms: A Multitape Turing Machine Implementation (1994), on n!.
 */
import { doneAfter, type Progress } from "../progress.ts";
import { primesUpTo } from "../primes.ts";
import type { Step } from "./integrality.ts";
import {
  bigValuation,
  firstMultiple,
  isUnitAt,
  LARGEST_VALUE,
  primesOfConstants,
  residueFactor,
  zeroOf,
} from "./integrality.ts";
import type { LinearFactor } from "./linear-factors.ts";

/** Products of fewer turns are not worth a list of primes, and values much larger than the turns have primes of their own. */
const LARGEST_PER_TURN = 16;

/** The largest magnitude that a factor has, if the method serves: all factors linear, and not much larger than the turns. */
export function largestFactor(steps: readonly Step[], turns: bigint): number | undefined {
  if (!steps.every(({ isComplete }) => isComplete)) return undefined;
  let largest = 0;
  for (const { factors } of steps) {
    for (const { slope, offset } of factors) {
      const last = Number(slope) * Number(turns) + Number(offset);
      largest = Math.max(largest, Math.abs(Number(offset)), Math.abs(last));
    }
  }
  return largest <= LARGEST_VALUE && largest <= LARGEST_PER_TURN * Number(turns) ? largest : undefined;
}

/** start · the steps of all turns, which must be an integer; undefined where the method does not serve. */
export function productByPrimes(
  start: bigint,
  steps: readonly Step[],
  turns: bigint,
  progress?: Progress,
): bigint | undefined {
  const largest = largestFactor(steps, turns);
  const special = primesOfConstants(steps);
  if (largest === undefined || special === undefined) return undefined;
  if (start === 0n || steps.some((step) => vanishes(step, turns))) return 0n;
  const count = Number(turns);
  const up: PrimePower[] = [];
  const down: PrimePower[] = [];
  const note = (prime: number, exponent: number): void => {
    if (exponent > 0) up.push([prime, exponent]);
    if (exponent < 0) down.push([prime, -exponent]);
  };
  const factors = steps.flatMap(({ factors, isDivision }) =>
    factors.map((factor) => ({ factor: residueFactor(factor), sign: isDivision ? -1 : 1 })),
  );
  for (const prime of primesUpTo(largest)) {
    if (prime > largest) break;
    let exponent = special.has(prime) ? count * constantValuation(steps, BigInt(prime)) : 0;
    for (const { factor, sign } of factors) {
      if (isUnitAt(factor, prime)) continue;
      for (let q = prime; q <= largest; q *= prime) {
        const first = firstMultiple(factor, q);
        if (first < count) exponent += sign * (Math.floor((count - 1 - first) / q) + 1);
      }
    }
    note(prime, exponent);
  }
  for (const prime of special)
    if (prime > largest) note(prime, count * constantValuation(steps, BigInt(prime)));
  const product = primePowers(up, progress);
  const result = start === 1n ? product : start * product;
  const magnitude = down.length === 0 ? result : result / primePowers(down);
  return isNegative(steps, count) ? -magnitude : magnitude;
}

function vanishes({ factors, isDivision }: Step, turns: bigint): boolean {
  return !isDivision && factors.some((factor) => (zeroOf(factor) ?? turns) < turns);
}

function constantValuation(steps: readonly Step[], prime: bigint): number {
  return steps.reduce((sum, { numerator, denominator, isDivision }) => {
    const own = bigValuation(numerator, prime) - bigValuation(denominator, prime);
    return sum + (isDivision ? -own : own);
  }, 0);
}

function isNegative(steps: readonly Step[], turns: number): boolean {
  let negatives = 0;
  for (const { numerator, factors } of steps) {
    if (numerator < 0n) negatives += turns;
    for (const factor of factors) negatives += negativeTurns(factor, turns);
  }
  return negatives % 2 === 1;
}

/** How many of the first turns make slope·t + offset negative. */
function negativeTurns({ slope, offset }: LinearFactor, turns: number): number {
  if (offset >= 0n) return 0;
  return Math.min(turns, Number((-offset + slope - 1n) / slope));
}

type PrimePower = readonly [prime: number, exponent: number];

/** Π p^e, the twos as a shift. */
export function primePowers(powers: readonly PrimePower[], progress?: Progress): bigint {
  let [twos, most] = [0, 0];
  for (const [prime, exponent] of powers) {
    if (prime === 2) twos = exponent;
    else most = Math.max(most, exponent);
  }
  let result = 1n;
  const digits = most === 0 ? 0 : Math.floor(Math.log2(most)) + 1;
  for (let bit = digits - 1; bit >= 0; bit--) {
    progress?.(doneAfter(digits - 1 - bit, digits));
    const weight = 2 ** bit;
    const packed: bigint[] = [];
    let product = 1;
    for (const [prime, exponent] of powers) {
      if (prime === 2 || Math.floor(exponent / weight) % 2 === 0) continue;
      if (product * prime > Number.MAX_SAFE_INTEGER) {
        packed.push(BigInt(product));
        product = prime;
      } else product *= prime;
    }
    packed.push(BigInt(product));
    const factor = productOf(packed, 0, packed.length);
    const square = result === 1n ? 1n : result * result;
    result = square === 1n ? factor : factor === 1n ? square : square * factor;
  }
  return twos === 0 ? result : result << BigInt(twos);
}

/** The halves multiplied apart, so that factors of equal length meet. */
function productOf(list: readonly bigint[], from: number, to: number): bigint {
  if (to - from === 1) return list[from]!;
  const middle = (from + to) >>> 1;
  return productOf(list, from, middle) * productOf(list, middle, to);
}
