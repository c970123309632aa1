/**
 * How many bits the states of a polynomial system have: a proved upper bound, and a proved lower one where nothing cancels.
 *
 * Upper: |x_t| ≤ |x_0| · Π N(s) in the maximum norm, where the row-sum norm of M(s) is at most N(s), the same with all Newton
 * coefficients replaced by their magnitudes, which is monotone in s: the product is taken by segments. A turn that divides
 * by q(s), too, divides the bound by the least |q| of the segment. What has become 0 (`vanishing.ts`) does not grow.
 *
 * Lower: if all Newton coefficients are non-negative, M(t) is monotone in t entry by entry. Is there a state y ≥ 0 on the way,
 * at turn k, with M(k)·y ≥ y, then all later states are ≥ y by induction, and x_n ≥ M(h)^(n-h) · y for every h ≥ k. A single
 * entry is a product, whose factors may have any sign (`lower-product.ts`).
 */
import { evaluateNewton, forwardDifferences } from "../../algebra/binomials.ts";
import type { Newton } from "../../algebra/consecutive-values.ts";
import { boundNewton } from "../../algebra/consecutive-values.ts";
import { logarithm } from "../../algebra/logarithm.ts";
import { magnitude } from "../../algebra/magnitude.ts";
import { apply } from "../../transition/apply.ts";
import { lowerBits } from "../../transition/growth.ts";
import { reachable, restrict } from "../../transition/blocks.ts";
import { lowerProductBits } from "./lower-product.ts";
import type { PolynomialSystem } from "./polynomial-system.ts";
import { systemAt } from "./polynomial-system.ts";
import { firstZero, livingTurns, onlyCoefficient } from "./vanishing.ts";

const SEGMENTS = 16n;

/** Turns after which a state that keeps growing is looked for. */
const FIRST_TURNS = 12n;

/** The bit lengths of all entries of the first `turns` states are at most this. */
export function upperStateBits(
  system: PolynomialSystem,
  start: readonly bigint[],
  turns: bigint,
  denominator?: Newton,
): number {
  const largest = start.reduce((most, value) => (magnitude(value) > most ? magnitude(value) : most), 0n);
  if (largest === 0n) return 0;
  let bits = logarithm(largest);
  let done = 0n;
  for (const end of ends(livingTurns(system, start, turns), denominator !== undefined)) {
    const shrinking = denominator === undefined ? 0 : logarithm(leastMagnitude(denominator, done));
    const growth = logarithm(norm(system, end)) - shrinking;
    if (growth > 0) bits += Number(end - done) * growth;
    done = end;
  }
  return Math.floor(bits * (1 + 2 ** -40) + 2 ** -20) + 1;
}

/** Where the segments end: of equal lengths, and where there are quotients, which start from 1 or so, powers of two, too. */
function ends(turns: bigint, withQuotients: boolean): bigint[] {
  const all = new Set<bigint>();
  for (let k = 1n; k <= SEGMENTS; k++) all.add((turns * k) / SEGMENTS);
  for (let end = 1n; withQuotients && end < turns; end *= 2n) all.add(end);
  return [...all].sort((a, b) => (a < b ? -1 : 1));
}

/** A lower bound, at least 1, of |q(t)| for t ≥ `from`, for a q that is never 0 there. */
function leastMagnitude(newton: Newton, from: bigint): bigint {
  const values = newton.map((_, j) => evaluateNewton(newton, from + BigInt(j)));
  const differences = forwardDifferences(values);
  const first = magnitude(differences[0]!);
  const grows = differences.every((d) => d >= 0n) || differences.every((d) => d <= 0n);
  return grows && first > 0n ? first : 1n;
}

/** At least 1. */
function norm({ rows }: PolynomialSystem, turns: bigint): bigint {
  let most = 1n;
  for (const row of rows) {
    let sum = 0n;
    for (const [, c] of row) sum += typeof c === "bigint" ? magnitude(c) : boundNewton(c, turns);
    if (sum > most) most = sum;
  }
  return most;
}

/**
 * log2 of the entry's magnitude after `turns` turns, or of a product's that becomes 0 on the way the last one before, is at
 * least this; undefined where cancellation is not excluded.
 */
export function lowerStateBits(
  system: PolynomialSystem,
  start: readonly bigint[],
  turns: bigint,
  output: number,
  denominator?: Newton,
): number | undefined {
  const columns = reachable(system, [output]);
  const part = restrict(system, columns);
  const own = columns.map((column) => start[column]!);
  const monotone =
    denominator === undefined ? lowerMonotoneBits(part, own, turns, columns.indexOf(output)) : undefined;
  const scalar = columns.length === 1 ? lowerScalarBits(part, own[0]!, turns, denominator) : undefined;
  return scalar === undefined ? monotone : Math.max(scalar, monotone ?? -Infinity);
}

function lowerScalarBits(
  system: PolynomialSystem,
  start: bigint,
  turns: bigint,
  denominator: Newton = [1n],
): number | undefined {
  if (start === 0n) return undefined;
  const zero = firstZero(system);
  const living = zero === undefined || zero > turns ? turns : zero;
  const bits = lowerProductBits(onlyCoefficient(system)!, denominator, living);
  return bits === undefined ? undefined : (bits + logarithm(start)) * (1 - 2 ** -50) - 2 ** -40;
}

function lowerMonotoneBits(
  system: PolynomialSystem,
  start: readonly bigint[],
  turns: bigint,
  output: number,
): number | undefined {
  let part = system;
  let state = start;
  if (state.every((value) => value <= 0n)) state = state.map((value) => -value);
  const [only] = part.rows;
  if (part.rows.length === 1 && only?.every(([, c]) => isNonNegative(opposite(c))) === true) {
    part = { basis: part.basis, rows: [only.map(([column, c]) => [column, opposite(c)])] };
  }
  if (!part.rows.every((row) => row.every(([, c]) => isNonNegative(c)))) return undefined;
  for (let turn = 0n; turn <= FIRST_TURNS && turn < turns; turn++) {
    const next = apply(systemAt(part, turn), state);
    const isGrowing = state.every((value, k) => value >= 0n && (next[k] as bigint) >= value);
    if (isGrowing) {
      const half = turn + (turns - turn) / 2n;
      const bits = lowerBits(systemAt(part, half), state, turns - half, output);
      if (bits !== undefined && bits > -Infinity) return bits;
    }
    state = next;
  }
  return undefined;
}

function isNonNegative(coefficient: bigint | readonly bigint[]): boolean {
  return typeof coefficient === "bigint" ? coefficient >= 0n : coefficient.every((c) => c >= 0n);
}

function opposite(coefficient: bigint | readonly bigint[]): bigint | readonly bigint[] {
  return typeof coefficient === "bigint" ? -coefficient : coefficient.map((c) => -c);
}
