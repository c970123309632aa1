/**
 * Products of rational functions that stay integers.
 *
 *     f → f · a(t)   or   f → f / b(t),       step after step, turn after turn,
 *
 * gives integers at every division exactly if for every prime p no prefix of the steps has a negative p-adic valuation. Only
 * the primes up to the largest divisor can make one negative. For a power q of p that divides no slope, slope·t + offset is
 * divisible by q at the turns of one residue class modulo q; so within each q turns the divisible factors come in the same
 * order, and if no prefix of these has more divisors than factors, none of any length has (Landau's criterion for quotients
 * of factorials). Where that fails, or p divides a constant, the valuations are added up turn by turn over the turns that p
 * divides. A primitive factor whose slope p divides is a unit at p.
 *
 * All of it is a proof for the given start and number of turns, and costs about as many operations as there are primes below
 * the largest divisor.
 *
 * E. Landau, "Sur les conditions de divisibilité d'un produit de factorielles par un autre", Nouvelles annales (1900).
 */
import { magnitude } from "../magnitude.ts";
import { primesUpTo } from "../primes.ts";
import type { LinearFactor, LinearFactors } from "./linear-factors.ts";

/** A multiplication or a division by an integer-valued polynomial in the number of the turn. */
export interface Step extends LinearFactors {
  readonly isDivision: boolean;
}

/** Products of two residues are exact as numbers. */
export const LARGEST_VALUE = 2 ** 26;

/** Those below are looked at first. */
const SOME_PRIMES = 2 ** 12;

function valuationAt({ slope, offset }: LinearFactor, turn: number, prime: number): number {
  const value = slope * BigInt(turn) + offset;
  if (value === 0n) return 0;
  const small = Number(value);
  return Number.isSafeInteger(small) ? valuation(small, prime) : bigValuation(value, BigInt(prime));
}

function valuation(value: number, prime: number): number {
  let count = 0;
  for (let rest = value; rest % prime === 0; rest /= prime) count++;
  return count;
}

export function bigValuation(value: bigint, prime: bigint): number {
  let count = 0;
  for (let rest = value; rest % prime === 0n; rest /= prime) count++;
  return count;
}

/** A factor for residues: numbers, where they are safe integers. */
export interface ResidueFactor {
  /** NaN where the BigInts have to be asked. */
  readonly slope: number;
  readonly offset: number;
  readonly factor: LinearFactor;
}

export function residueFactor(factor: LinearFactor): ResidueFactor {
  const safe = (value: bigint): number => (Number.isSafeInteger(Number(value)) ? Number(value) : NaN);
  return { slope: safe(factor.slope), offset: safe(factor.offset), factor };
}

/** Is the slope, and so no value, divisible by the prime? */
export function isUnitAt({ slope, factor }: ResidueFactor, prime: number): boolean {
  if (slope === 1) return false;
  return Number.isNaN(slope) ? factor.slope % BigInt(prime) === 0n : slope % prime === 0;
}

/** The first t ≥ 0 for which q divides slope·t + offset; q prime to the slope, at most `LARGEST_VALUE`. */
export function firstMultiple({ slope, offset, factor }: ResidueFactor, q: number): number {
  const shift = Number.isNaN(offset) ? Number(factor.offset % BigInt(q)) : offset % q;
  const residue = shift > 0 ? q - shift : -shift;
  if (slope === 1) return residue;
  const own = Number.isNaN(slope) ? Number(factor.slope % BigInt(q)) : slope % q;
  return (residue * inverse(own, q)) % q;
}

function inverse(value: number, q: number): number {
  let [a, b] = [q, value];
  let [x, y] = [0, 1];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return x < 0 ? x + q : x;
}

/** The first turn t ≥ 0 in which the factor is 0. */
export function zeroOf({ slope, offset }: LinearFactor): bigint | undefined {
  return slope === 1n && offset <= 0n ? -offset : undefined;
}

/** The primes that divide a constant of the steps; undefined where one is too large to be looked through. */
export function primesOfConstants(steps: readonly Step[]): ReadonlySet<number> | undefined {
  const primes = new Set<number>();
  for (const { numerator, denominator } of steps) {
    for (const constant of [magnitude(numerator), denominator]) {
      let rest = constant;
      for (let p = 2; rest > 1n && p <= 2 ** 12; p++) {
        if (rest % BigInt(p) !== 0n) continue;
        primes.add(p);
        while (rest % BigInt(p) === 0n) rest /= BigInt(p);
      }
      if (rest > 2n ** 24n) return undefined;
      if (rest > 1n) primes.add(Number(rest)); // below the square of what was tried
    }
  }
  return primes;
}

/** How many turns are proved to make integers of integers at every division; 0 where that is not known of any. */
export function integralTurns(start: bigint, steps: readonly Step[], turns: bigint): bigint {
  const { nonzero, limit, checked } = limits(steps, turns);
  if (start === 0n) return nonzero;
  if (steps.some((step) => step.isDivision && !step.isComplete)) return 0n;
  const special = primesOfConstants(steps);
  if (special === undefined) return 0n;
  const valuations = new Valuations(start, steps);
  let proved = checked;
  for (const prime of special) proved = valuations.follow(prime, proved);
  let largest = largestDivisor(steps, proved);
  // Small primes first: where one of them ends the loop soon, the large ones need not be known.
  for (let done = 1, bound = SOME_PRIMES; done < largest; done = bound, bound *= SOME_PRIMES) {
    for (const prime of primesUpTo(Math.min(bound, largest))) {
      if (prime > largest) break;
      if (prime <= done || special.has(prime) || valuations.areFine(prime, largest, proved)) continue;
      proved = valuations.follow(prime, proved);
      largest = largestDivisor(steps, proved);
    }
  }
  // What is 0 stays so.
  return proved === checked && checked < limit ? nonzero : BigInt(proved);
}

/**
 * `nonzero`: the turns before a division by 0; `limit`: and by something large. `checked`: those of them in which the product
 * is not 0 before it is divided.
 */
function limits(steps: readonly Step[], turns: bigint): { nonzero: bigint; limit: number; checked: number } {
  const large = BigInt(LARGEST_VALUE);
  let nonzero = turns;
  let limit = turns;
  for (const { isDivision, factors } of steps) {
    if (!isDivision) continue;
    for (const factor of factors) {
      const { slope, offset } = factor;
      const end = offset < -large || offset > large ? 0n : (large - offset) / slope + 1n;
      if (end < limit) limit = end;
      const zero = zeroOf(factor);
      if (zero !== undefined && zero < nonzero) nonzero = zero;
    }
  }
  if (nonzero < limit) limit = nonzero;
  if (limit > large) limit = large;
  let checked = limit;
  const firstDivision = steps.findIndex(({ isDivision }) => isDivision);
  steps.forEach(({ isDivision, factors }, k) => {
    for (const factor of isDivision ? [] : factors) {
      const zero = zeroOf(factor);
      if (zero === undefined) continue;
      const end = k < firstDivision ? zero : zero + 1n;
      if (end < checked) checked = end;
    }
  });
  return { nonzero, limit: Number(limit), checked: Number(checked) };
}

function largestDivisor(steps: readonly Step[], turns: number): number {
  if (turns === 0) return 0;
  let largest = 0;
  for (const { isDivision, factors } of steps) {
    if (!isDivision) continue;
    for (const { slope, offset } of factors) {
      const [first, last] = [Number(offset), Number(slope) * (turns - 1) + Number(offset)];
      largest = Math.max(largest, Math.abs(first), Math.abs(last));
    }
  }
  return largest;
}

interface PlacedFactor extends ResidueFactor {
  readonly step: number;
}

class Valuations {
  private readonly start: bigint;
  private readonly steps: readonly Step[];
  private readonly factors: readonly PlacedFactor[];
  /** Where in a period factors are divisible, in order. */
  private readonly keys: number[] = [];

  constructor(start: bigint, steps: readonly Step[]) {
    this.start = start;
    this.steps = steps;
    this.factors = steps.flatMap(({ factors }, step) =>
      factors.map((factor) => ({ ...residueFactor(factor), step })),
    );
  }

  /** Landau's criterion for all powers of a prime that divides no constant. */
  areFine(prime: number, largest: number, turns: number): boolean {
    for (let q = prime; q <= largest; q *= prime) if (!this.isFine(prime, q, turns)) return false;
    return true;
  }

  private isFine(prime: number, q: number, turns: number): boolean {
    const { keys, steps } = this;
    const count = steps.length;
    keys.length = 0;
    for (const factor of this.factors) {
      if (isUnitAt(factor, prime)) continue;
      const turn = firstMultiple(factor, q);
      if (turn < turns) keys.push(turn * count + factor.step);
    }
    keys.sort((a, b) => a - b);
    let more = 0;
    for (const key of keys) {
      more += steps[key % count]!.isDivision ? -1 : 1;
      if (more < 0) return false;
    }
    return true;
  }

  /** The turns, at most so many, before the first in which a division leaves a negative valuation at the prime. */
  follow(prime: number, turns: number): number {
    const { steps, factors } = this;
    const big = BigInt(prime);
    const constants = steps.map(
      ({ numerator, denominator, isDivision }) =>
        (isDivision ? -1 : 1) * (bigValuation(numerator, big) - bigValuation(denominator, big)),
    );
    const slope = constants.reduce((sum, own) => sum + own, 0);
    const everyTurn = constants.some((own) => own < 0);
    const divisible = factors.filter((factor) => !isUnitAt(factor, prime));
    const next = divisible.map((factor) => firstMultiple(factor, prime));
    let total = bigValuation(this.start, big);
    for (let turn = 0; ; turn++) {
      const coming = everyTurn ? turn : next.reduce((least, at) => Math.min(least, at), Infinity);
      if (coming >= turns) return turns;
      total += slope * (coming - turn);
      turn = coming;
      let place = 0;
      for (let k = 0; k < steps.length; k++) {
        const sign = steps[k]!.isDivision ? -1 : 1;
        total += constants[k]!;
        for (; place < divisible.length && divisible[place]!.step === k; place++) {
          if (next[place] !== turn) continue;
          total += sign * valuationAt(divisible[place]!.factor, turn, prime);
          next[place]! += prime;
        }
        if (sign < 0 && total < 0) return turn;
      }
    }
  }
}
