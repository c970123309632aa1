/**
 * M(n-1) ⋯ M(0) · x modulo an m without small prime factors, in some √n steps: baby steps, giant steps.
 *
 * With blocks of v ≈ √n turns, G_d(y) = M(v·y + d - 1) ⋯ M(v·y) is a matrix of polynomials in y, known by its values at
 * y = 0, 1, …, one more than its degree. From d to 2d:
 *
 *     G_(2d)(y) = G_d(y + d/v) · G_d(y),
 *
 * so that values of G_d at more points are wanted, and at points between: two shifts of values (`algebra/shifts`), each a
 * product of polynomials. At d = v the values are the blocks.
 *
 * With v = 2^e·d, the points between are j + 2^-e, so that all numbers that are divided by are at most 2·√(n·degree) and a
 * few: m must not have prime factors up to there. Larger ones, below n or not, are no matter.
 *
 * A. Bostan, P. Gaudry, É. Schost, SIAM Journal on Computing 36 (2007), section 4.
 */
import { Interpolation } from "../../../algebra/shifts/interpolation.ts";
import { inverse } from "../../../algebra/shifts/inverses.ts";
import { doneAfter, share, type Progress } from "../../../algebra/progress.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import type { Degrees } from "./degrees.ts";
import { degreesOf, largest, powerOfDegrees, productOfDegrees } from "./degrees.ts";
import { inPowers } from "./power-basis.ts";

/** Turns d from which the values of G_d are doubled: from here on to less than twice as many, as √n asks. */
export const FIRST = 16;

/** Blocks are shorter than √n by this factor, and more: the last doubling would cost two shifts, more points cost one. */
export const LAST_FACTOR = 2;

/** By entry, row by row; undefined is 0. */
type Values = readonly (readonly bigint[] | undefined)[];

export class ValuesDoubling {
  private readonly modulus: bigint;
  private readonly dimension: number;
  private readonly degrees: Degrees;
  /** Coefficients of powers of t in [0, m). */
  private readonly rows: readonly (readonly (readonly [column: number, powers: readonly bigint[]])[])[];

  constructor({ rows }: PolynomialSystem, modulus: bigint) {
    this.modulus = modulus;
    this.dimension = rows.length;
    const residue = (value: bigint): bigint => ((value % modulus) + modulus) % modulus;
    this.rows = rows.map((row) =>
      row.map(([column, c]) => {
        const { numerators, denominator } = inPowers(c);
        const unit = inverse(denominator, modulus)!;
        return [column, numerators.map((value) => residue(value * unit))] as const;
      }),
    );
    this.degrees = degreesOf(this.rows.map((row) => row.map(([column, c]) => [column, c.length - 1])));
  }

  /**
   * The state in [0, m) after so many turns.
   *
   * The matrices come back after m turns, and constant ones at once: of more turns than that, whole rounds are a power.
   */
  run(start: readonly bigint[], turns: bigint, progress?: Progress): readonly bigint[] {
    const { modulus, dimension } = this;
    const period = largest(this.degrees) <= 0 ? 1n : modulus;
    let state: readonly bigint[] = start.map((value) => value % modulus);
    if (turns >= period) {
      const unit = Array.from({ length: dimension ** 2 }, (_, k) => (k % (dimension + 1) === 0 ? 1n : 0n));
      let square = this.advanced(unit, period, share(progress, 0, 1 / 2));
      for (let rounds = turns / period; rounds > 0n; rounds >>= 1n) {
        if (rounds % 2n === 1n) state = this.times(square, state);
        if (rounds > 1n) square = this.times(square, square);
      }
    }
    return this.advanced(state, turns % period, share(progress, turns < period ? 0 : 1 / 2, 1));
  }

  /** A matrix of any number of columns, multiplied by the first `turns` matrices. */
  private advanced(start: readonly bigint[], turns: bigint, progress?: Progress): readonly bigint[] {
    let state = start;
    const growth = Math.max(1, largest(this.degrees));
    for (let from = 0n; from < turns;) {
      const rest = Number(turns - from);
      const length = Math.floor(Math.sqrt(rest / growth) / LAST_FACTOR);
      if (length < FIRST) {
        state = this.turned(state, from++);
        continue;
      }
      const blocks = this.blocks(from, length, rest, share(progress, Number(from) / Number(turns), 1));
      for (let y = 0; y < blocks.count; y++) state = this.times(this.at(blocks.values, y), state);
      from += BigInt(blocks.count * blocks.length);
    }
    return state;
  }

  /** Blocks of nearly `longest` turns each, at most `turns` in all. */
  private blocks(
    from: bigint,
    longest: number,
    turns: number,
    progress?: Progress,
  ): { values: Values; length: number; count: number } {
    const doublings = Math.floor(Math.log2(longest / FIRST));
    const first = Math.floor(longest / 2 ** doublings);
    const length = first * 2 ** doublings;
    const most = Math.floor(turns / length);
    const values = this.doubled(from, first, doublings, most, progress);
    return { values, length, count: values.find((entry) => entry !== undefined)?.length ?? most };
  }

  private doubled(
    from: bigint,
    first: number,
    doublings: number,
    blocks: number,
    progress?: Progress,
  ): Values {
    const { modulus, dimension } = this;
    const length = first * 2 ** doublings;
    let degrees = powerOfDegrees(this.degrees, first);
    let values = this.firstValues(from, first, length, pointsOf(degrees));
    for (let d = first, level = 0; d < length; d *= 2, level++) {
      progress?.(doneAfter(level, doublings + 1));
      const count = pointsOf(degrees);
      const next = productOfDegrees(degrees, degrees);
      const wanted = pointsOf(next);
      const interpolation = new Interpolation(modulus, count);
      const between = interpolation.shift(inverse(BigInt(length / d), modulus)!, wanted);
      const beyond = wanted > count ? interpolation.shift(BigInt(count), wanted - count) : () => [];
      const constant = (entry: readonly bigint[]): bigint[] => new Array<bigint>(wanted).fill(entry[0]!);
      const isConstant = (k: number): boolean => degrees[Math.floor(k / dimension)]![k % dimension]! <= 0;
      const left = values.map((entry, k) => entry && (isConstant(k) ? constant(entry) : between(entry)));
      const right = values.map(
        (entry, k) => entry && (isConstant(k) ? constant(entry) : [...entry, ...beyond(entry)]),
      );
      values = this.pointwise(left, right, wanted);
      degrees = next;
    }
    const count = pointsOf(degrees);
    progress?.(doneAfter(doublings, doublings + 1));
    const wanted = Math.min(blocks, LAST_FACTOR ** 2 * count);
    if (wanted <= count) return values.map((entry) => entry?.slice(0, wanted));
    const beyond = new Interpolation(modulus, count).shift(BigInt(count), wanted - count);
    return values.map((entry) => entry && [...entry, ...beyond(entry)]);
  }

  /** G_d at y = 0, …, count - 1, one turn after the other. */
  private firstValues(from: bigint, turns: number, length: number, count: number): Values {
    const { dimension } = this;
    const values: bigint[][] = Array.from({ length: dimension ** 2 }, () => []);
    const unit = Array.from({ length: dimension ** 2 }, (_, k) => (k % (dimension + 1) === 0 ? 1n : 0n));
    for (let y = 0; y < count; y++) {
      let matrix: readonly bigint[] = unit;
      const head = from + BigInt(y) * BigInt(length);
      for (let turn = 0; turn < turns; turn++) matrix = this.turned(matrix, head + BigInt(turn));
      matrix.forEach((value, k) => values[k]!.push(value));
    }
    return values.map((entry) => (entry.every((value) => value === 0n) ? undefined : entry));
  }

  /** A matrix of any number of columns, times M(t). */
  private turned(matrix: readonly bigint[], turn: bigint): bigint[] {
    const { modulus, rows, dimension } = this;
    const width = matrix.length / dimension;
    const result = new Array<bigint>(matrix.length).fill(0n);
    const t = turn % modulus;
    rows.forEach((row, i) => {
      for (const [column, powers] of row) {
        let factor = powers[powers.length - 1]!;
        for (let k = powers.length - 2; k >= 0; k--) factor = (factor * t + powers[k]!) % modulus;
        for (let k = 0; k < width; k++) result[i * width + k]! += factor * matrix[column * width + k]!;
      }
    });
    for (let k = 0; k < result.length; k++) result[k]! %= modulus;
    return result;
  }

  private pointwise(left: Values, right: Values, count: number): Values {
    const { modulus, dimension } = this;
    return Array.from({ length: dimension ** 2 }, (_, place) => {
      const [i, k] = [Math.floor(place / dimension), place % dimension];
      let sums: bigint[] | undefined;
      for (let j = 0; j < dimension; j++) {
        const [a, b] = [left[i * dimension + j], right[j * dimension + k]];
        if (a === undefined || b === undefined) continue;
        sums ??= new Array<bigint>(count).fill(0n);
        for (let y = 0; y < count; y++) sums[y]! += a[y]! * b[y]!;
      }
      return sums?.map((sum) => sum % modulus);
    });
  }

  private at(values: Values, y: number): bigint[] {
    return values.map((entry) => entry?.[y] ?? 0n);
  }

  /** A square matrix times one of any number of columns. */
  private times(left: readonly bigint[], right: readonly bigint[]): bigint[] {
    const { modulus, dimension } = this;
    const width = right.length / dimension;
    const result = new Array<bigint>(right.length).fill(0n);
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j < dimension; j++) {
        const factor = left[i * dimension + j]!;
        if (factor === 0n) continue;
        for (let k = 0; k < width; k++) result[i * width + k]! += factor * right[j * width + k]!;
      }
    }
    return result.map((sum) => sum % modulus);
  }
}

/** So many values tell polynomials of these degrees. */
function pointsOf(degrees: Degrees): number {
  return Math.max(1, largest(degrees) + 1);
}
