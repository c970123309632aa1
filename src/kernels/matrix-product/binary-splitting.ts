/**
 * M(n-1) ⋯ M(1) M(0) · x by binary splitting: products of neighbours, then of pairs of neighbours, …, so that large factors
 * meet large factors. A plain loop multiplies a large value by a small one n times: O(n² log n) bit operations against
 * O(M(n log n) log n).
 *
 * The start vector is taken into the leftmost product at every level (a matrix times a vector, not two matrices), and of
 * the last product only the wanted rows are formed. Blocks of a few turns are multiplied one by one. A vector that becomes
 * zero stays so, and ends the work.
 *
 * Where each turn is M(t) / q(t) and all states are integers, the products of q are divided out whenever a product meets the
 * state.
 *
 * P. B. Borwein, "On the complexity of calculating factorials", Journal of Algorithms 6 (1985); D. J. Bernstein, "Fast
 * multiplication and its applications" (2008), section 12.
 */
import type { Newton, Walk } from "../../algebra/consecutive-values.ts";
import type { Progress } from "../../algebra/progress.ts";
import { walk } from "../../algebra/consecutive-values.ts";
import type { PolynomialCoefficient, PolynomialSystem } from "./polynomial-system.ts";

/** Turns that are multiplied one by one, measured: for one variable, and for several. */
export const SCALAR_BLOCK = 32;
export const MATRIX_BLOCK = 8;

type Vector = readonly bigint[];

/** The entries `outputs` of the state after `turns` turns. */
export function productOfMatrices(
  system: PolynomialSystem,
  start: Vector,
  turns: bigint,
  outputs: readonly number[],
  denominator?: Newton,
  progress?: Progress,
): bigint[] {
  const factors = new Factors(system, turns, denominator, progress);
  const state = factors.applied(start, Number(turns), outputs);
  return state === undefined ? outputs.map(() => 0n) : [...state];
}

interface Cell {
  readonly column: number;
  readonly constant: bigint;
  readonly walk: Walk | undefined;
}

/** The matrices M(0), M(1), …, read once from left to right. */
class Factors {
  private readonly dimension: number;
  private readonly walks: readonly Walk[];
  private readonly rows: readonly (readonly Cell[])[];

  private readonly divisors: Factors | undefined;
  private readonly progress: Progress | undefined;
  /** Turns that were multiplied so far, each of them once on each level of the tree; and how many there are in all. */
  private multiplied = 0;
  private readonly all: number;

  constructor({ rows }: PolynomialSystem, turns: bigint, denominator?: Newton, progress?: Progress) {
    this.progress = progress;
    const block = rows.length === 1 ? SCALAR_BLOCK : MATRIX_BLOCK;
    this.all = Number(turns) * Math.max(1, Math.ceil(Math.log2(Number(turns) / block)) + 1);
    this.divisors =
      denominator && new Factors({ basis: ["q"], rows: [[[0, asCoefficient(denominator)]]] }, turns);
    this.dimension = rows.length;
    const walks: Walk[] = [];
    this.rows = rows.map((row) =>
      row.map(([column, coefficient]): Cell => {
        if (typeof coefficient === "bigint") return { column, constant: coefficient, walk: undefined };
        const own = walk(coefficient, turns);
        walks.push(own);
        return { column, constant: 0n, walk: own };
      }),
    );
    this.walks = walks;
  }

  /** The next `count` matrices applied to a vector; undefined: it is zero. */
  applied(vector: Vector, count: number, outputs?: readonly number[]): Vector | undefined {
    if (vector.every((entry) => entry === 0n)) return undefined;
    if (count <= MATRIX_BLOCK) {
      let state: Vector = vector;
      for (let turn = 0; turn < count; turn++) state = this.divided(this.turned(state, 1), 1);
      return outputs ? outputs.map((row) => state[row]!) : state;
    }
    const half = Math.floor(count / 2);
    const before = this.applied(vector, half);
    if (before === undefined) return undefined;
    const rest = count - half;
    this.tell(count);
    if (this.dimension === 1) return this.divided([this.scalar(rest) * before[0]!], rest);
    return this.divided(multiplied(this.product(rest, outputs), before, this.dimension, 1), rest);
  }

  /** The quotient of a state by the next `count` denominators, which must be exact. */
  private divided(state: Vector, count: number): Vector {
    if (this.divisors === undefined) return state;
    const divisor = this.divisors.scalar(count);
    return divisor === 1n ? state : state.map((entry) => (entry === 0n ? entry : entry / divisor));
  }

  /** The product of the next `count` matrices, or of `outputs` its rows. */
  private product(count: number, outputs?: readonly number[]): bigint[] {
    const { dimension } = this;
    if (count > MATRIX_BLOCK) {
      const half = Math.floor(count / 2);
      const right = this.product(half);
      const left = this.product(count - half, outputs);
      this.tell(count);
      return multiplied(left, right, dimension, dimension);
    }
    let matrix: readonly bigint[] = this.dense();
    for (let turn = 1; turn < count; turn++) matrix = this.turned(matrix, dimension);
    return outputs
      ? outputs.flatMap((row) => matrix.slice(row * dimension, (row + 1) * dimension))
      : [...matrix];
  }

  /** The product of the next `count` matrices of one entry; once it is 0, the rest does not matter. */
  private scalar(count: number): bigint {
    if (count > SCALAR_BLOCK) {
      const half = Math.floor(count / 2);
      const right = this.scalar(half);
      if (right === 0n) return 0n;
      const left = this.scalar(count - half);
      this.tell(count);
      return left * right;
    }
    const own = this.walks[0];
    if (own === undefined) return (this.rows[0]![0]?.constant ?? 0n) ** BigInt(count);
    let product = 1n;
    let small = 1;
    for (let turn = 0; turn < count; turn++) {
      const { number } = own;
      if (number === undefined) product *= own.value;
      else if (Math.abs(small * number) <= Number.MAX_SAFE_INTEGER) small *= number;
      else {
        product *= BigInt(small);
        small = number;
      }
      own.advance();
    }
    return small === 1 ? product : product * BigInt(small);
  }

  /** A product of so many turns is next. On every level of the tree as many bits are multiplied. */
  private tell(count: number): void {
    if (this.progress === undefined) return;
    this.progress(Math.min(1, this.multiplied / this.all));
    this.multiplied += count;
  }

  /** The present matrix. */
  private dense(): bigint[] {
    const { dimension } = this;
    const matrix = new Array<bigint>(dimension * dimension).fill(0n);
    this.rows.forEach((row, i) => {
      for (const { column, constant, walk: own } of row) {
        matrix[i * dimension + column] = own ? own.value : constant;
      }
    });
    this.advance();
    return matrix;
  }

  /** The present matrix times one of so many columns. */
  private turned(matrix: readonly bigint[], width: number): bigint[] {
    const result = new Array<bigint>(this.dimension * width).fill(0n);
    this.rows.forEach((row, i) => {
      for (const { column, constant, walk: own } of row) {
        const factor = own ? own.value : constant;
        if (factor === 0n) continue;
        for (let k = 0; k < width; k++)
          addProduct(result, i * width + k, factor, matrix[column * width + k]!);
      }
    });
    this.advance();
    return result;
  }

  private advance(): void {
    for (const own of this.walks) own.advance();
  }
}

function asCoefficient(newton: Newton): PolynomialCoefficient {
  return newton.length === 1 ? newton[0]! : newton;
}

/** A matrix of `inner` columns times one of `width` columns; there are many zeros and ones in triangular systems. */
function multiplied(left: Vector, right: Vector, inner: number, width: number): bigint[] {
  const height = left.length / inner;
  const result = new Array<bigint>(height * width).fill(0n);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < inner; j++) {
      const factor = left[i * inner + j]!;
      if (factor === 0n) continue;
      for (let k = 0; k < width; k++) addProduct(result, i * width + k, factor, right[j * width + k]!);
    }
  }
  return result;
}

function addProduct(sums: bigint[], at: number, x: bigint, y: bigint): void {
  if (y === 0n) return;
  const product = x === 1n ? y : y === 1n ? x : x * y;
  const sum = sums[at]!;
  sums[at] = sum === 0n ? product : sum + product;
}
