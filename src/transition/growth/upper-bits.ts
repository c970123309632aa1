/**
 * A proved upper bound on the bit length of every entry of the orbit, over all turns up to a given one.
 *
 * With B = |M| entrywise and v = |x_0|, every entry obeys |x_j| <= B^j v. Three bounds, cheapest first:
 *
 * - the row-sum norm: |x_j| <= ‖B‖^j · ‖v‖;
 * - where B has the eigenvalues 0 and 1 only, B^j v is a polynomial in j from a small delay on (`polynomial-shapes.ts`),
 *   and by the same induction its forward differences are nonnegative, so its last value bounds all: bits grow with log j,
 *   for j = 10^1000 in microseconds;
 * - elsewhere s_k = max over j <= k of B^j v is doubled, s_2k <= max(s_k, B^k s_k), with doubles of unbounded exponent rounded up
 *   (`magnitudes.ts`): d^3 operations for each bit of the number of turns.
 *
 * All of them take values that cancel for values that add up. So where they are above the limit, the entry's own course is
 * looked at, too, for those who have `courses` (`entry-bits.ts`).
 */
import { forwardDifferences } from "../../algebra/binomials.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import { logarithm } from "../../algebra/logarithm.ts";
import { orbit } from "../apply.ts";
import { absolute } from "../absolute.ts";
import { components, restrict } from "../blocks.ts";
import { joined, polynomialShapes } from "../polynomial-shapes.ts";
import type { Transition } from "../transition.ts";
import type { Courses } from "./entry-bits.ts";
import { entryBits, magnitudes, maximum, multiplied } from "./magnitudes.ts";

/** The transition as this orbit sees it: entries that are zero at the start and stay so take no part. */
function withoutZeros(transition: Transition<bigint>, start: readonly bigint[]): Transition<bigint> {
  const living = new Set(start.flatMap((value, node) => (value === 0n ? [] : [node])));
  for (let size = 0; size < living.size;) {
    size = living.size;
    transition.rows.forEach((row, node) => {
      if (row.some(([column]) => living.has(column))) living.add(node);
    });
  }
  if (living.size === start.length) return transition;
  const rows = transition.rows.map((row) => row.filter(([column]) => living.has(column)));
  return { basis: transition.basis, rows };
}

/** `upperBits` for one transition; where the crudest bound does, nothing but the start is looked at. */
export function upperBounds(
  transition: Transition<bigint>,
  courses?: Courses,
): (start: readonly bigint[], turns: bigint, limit: number) => readonly number[] {
  const growth = above(logarithm(normOf(transition)));
  return (start, turns, limit) => {
    const startBits = start.reduce((most, value) => Math.max(most, bitLength(value)), 0);
    const crude = growth === 0 ? startBits : Math.ceil(startBits + growth * above(Number(turns)));
    return crude <= limit ? start.map(() => crude) : upperBits(transition, start, turns, limit, courses);
  };
}

/** The largest sum of a row's magnitudes, at least 1. */
export function normOf({ rows }: Transition<bigint>): bigint {
  return rows.reduce((most, row) => {
    const sum = row.reduce((total, [, c]) => total + (c < 0n ? -c : c), 0n);
    return sum > most ? sum : most;
  }, 1n);
}

/**
 * @param limit When given, bounds below it are as good as any; the cheapest that are will do.
 * @returns For each entry its largest bit length over the turns 0, …, `turns` (0 for zeros), possibly Infinity.
 */
export function upperBits(
  whole: Transition<bigint>,
  start: readonly bigint[],
  turns: bigint,
  limit = 0,
  courses?: Courses,
): number[] {
  const startBits = start.reduce((most, value) => Math.max(most, bitLength(value)), 0);
  if (turns === 0n || startBits === 0) return start.map(bitLength);
  const transition = withoutZeros(whole, start);
  const norm = normOf(transition);
  const crude =
    norm === 1n ? startBits : Math.ceil(startBits + above(logarithm(norm)) * above(Number(turns)));
  if (norm === 1n || crude <= limit) return start.map(() => crude);

  const bounds = absolute(transition);
  const values = start.map((value) => (value < 0n ? -value : value));
  const polynomial = polynomialPart(bounds);
  const result =
    polynomial.length === start.length ? start.map(() => Infinity) : doubledBits(bounds, values, turns);
  polynomialBits(
    restrict(bounds, polynomial),
    polynomial.map((node) => values[node]!),
    turns,
  ).forEach((bits, i) => {
    result[polynomial[i]!] = bits;
  });
  return result.map((bits, output) => {
    const least = Math.min(bits, crude);
    if (least <= limit || courses === undefined) return least;
    return Math.min(least, courses.upper(transition, start, turns, output));
  });
}

/** Upwards by more than the errors of the logarithms here, which are a few units in the last place. */
const above = (value: number): number => value * (1 + 2 ** -44);

/** The entries that depend on nothing but single components with coefficient 0 or 1 in themselves. */
function polynomialPart(bounds: Transition<bigint>): number[] {
  const part = new Set<number>();
  for (const component of components(bounds)) {
    const node = component[0]!;
    if (component.length > 1) continue;
    if (bounds.rows[node]!.every(([column, c]) => (column === node ? c === 1n : part.has(column))))
      part.add(node);
  }
  return [...part].sort((a, b) => a - b);
}

function polynomialBits(bounds: Transition<bigint>, start: readonly bigint[], turns: bigint): number[] {
  const { delay, degree } = joined(polynomialShapes(bounds)!);
  const few = turns <= BigInt(delay + Math.max(0, degree));
  const states = orbit(bounds, start, few ? Number(turns) : delay + Math.max(0, degree));
  const first = few ? states : states.slice(0, delay + 1);
  const bits = start.map((_, i) => Math.max(...first.map((state) => bitLength(state[i]!))));
  if (few) return bits;
  const binomials = logBinomials(turns - BigInt(delay), degree);
  return bits.map((least, i) => {
    const newton = forwardDifferences(states.slice(delay).map((state) => state[i]!));
    const logs = newton.map((c, j) => logarithm(c) + binomials[j]!);
    const most = Math.max(...logs);
    if (most === -Infinity) return least;
    const sum = most + Math.log2(logs.reduce((total, log) => total + 2 ** (log - most), 0));
    return Math.max(least, Math.floor(above(Math.max(0, sum) + 2 ** -44)) + 1);
  });
}

/** Upper bounds on log2 C(n, j) for j = 0, …, degree. */
function logBinomials(n: bigint, degree: number): number[] {
  const log = logarithm(n);
  const row = [0];
  for (let j = 0; j < degree; j++) {
    row.push(row[j]! + (log < 50 ? Math.log2(Number(n) - j) : log) - Math.log2(j + 1));
  }
  return row;
}

function doubledBits(bounds: Transition<bigint>, start: readonly bigint[], turns: bigint): number[] {
  const dimension = bounds.basis.length;
  const dense = new Array<bigint>(dimension * dimension).fill(0n);
  bounds.rows.forEach((row, i) => {
    for (const [j, c] of row) dense[i * dimension + j] = c;
  });
  const digits = turns.toString(2);
  let power = magnitudes(dense, "up"); // B^(2^level)
  let whole = magnitudes(start, "up"); // the maximum over the first 2^level - 1 turns
  let result = whole; // the maximum over the turns that the digits below the level make up
  for (let level = 0; level < digits.length; level++) {
    if (digits[digits.length - 1 - level] === "1") {
      result = maximum(whole, multiplied(power, result, dimension, "up"), "up");
    }
    if (level === digits.length - 1) break;
    whole = maximum(whole, multiplied(power, whole, dimension, "up"), "up");
    power = multiplied(power, power, dimension, "up");
    if (!Number.isFinite(power.exponent) || !Number.isFinite(whole.exponent))
      return start.map(() => Infinity);
  }
  return entryBits(result);
}
