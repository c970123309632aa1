/**
 * M(n-1) ⋯ M(0) · x modulo p^e in some p + log n steps.
 *
 * The coefficients are c(t) = C(t) / D with a polynomial C over Z, and p^v is the power of p in D. With t = r + p^v·Y, they
 * are polynomials in Y over Z/p^e: the constant one is c(r), and all others have p^v in them. The product of the turns
 * r = 0, …, p^(1+v) - 1 from Y on is a matrix B(Y) of polynomials. Only multiples of p are put in for Y, where Y^e vanishes:
 * so all polynomials are cut there. The product F_u of u such blocks doubles:
 *
 *     F_(2u)(Y) = F_u(Y + p·u) · F_u(Y),        F_(u+1)(Y) = B(Y + p·u) · F_u(Y).
 *
 * This is how the turns' matrices being periodic modulo p becomes periodic up to a small correction modulo p^e.
 */
import type { PolynomialSystem } from "../polynomial-system.ts";
import type { Rational } from "./power-basis.ts";
import { inPowers, shifted } from "./power-basis.ts";
import type { Peak } from "../../../algebra/peak.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import { inverse } from "../../../algebra/shifts/inverses.ts";
import { KEPT, primePowerCost, primePowerPeak } from "./cost.ts";

/** Entry by entry, row by row: coefficients of powers of Y, lowest first; [] is 0. */
type Matrix = readonly (readonly bigint[])[];

export class PrimePowerProduct {
  /** Turns of a block. */
  readonly block: bigint;
  private readonly prime: bigint;
  private readonly exponent: number;
  /** p^e. */
  readonly modulus: bigint;
  private readonly dimension: number;
  private readonly rows: readonly (readonly (readonly [column: number, c: Rational, unit: bigint])[])[];
  /** p^v. */
  private readonly stride: bigint;
  private readonly system: PolynomialSystem;
  /** What has been computed of the turns and of B, for the runs to come. */
  private readonly turns: Matrix[] = [];
  private whole: Matrix | undefined;

  constructor(system: PolynomialSystem, prime: bigint, exponent: number) {
    const { rows } = system;
    this.system = system;
    this.prime = prime;
    this.exponent = exponent;
    this.modulus = prime ** BigInt(exponent);
    this.dimension = rows.length;
    let stride = 1n;
    const rationals = rows.map((row) => row.map(([column, c]) => [column, inPowers(c)] as const));
    for (const [, { denominator }] of rationals.flat()) {
      while (denominator % (stride * prime) === 0n) stride *= prime;
    }
    this.stride = stride;
    this.block = stride * prime;
    this.rows = rationals.map((row) =>
      row.map(([column, rational]) => {
        let unit = rational.denominator;
        while (unit % prime === 0n) unit /= prime;
        return [column, rational, inverse(unit, this.modulus)!] as const;
      }),
    );
  }

  /** Predicted nanoseconds; what is kept of earlier runs costs nothing. */
  cost(turns: bigint): number {
    const { system, block, exponent, modulus } = this;
    const known = { turns: this.turns.length, block: this.whole !== undefined };
    return primePowerCost(system, { block, exponent, modulus }, turns, known);
  }

  /** Predicted memory. */
  peak(turns: bigint): Peak {
    const { system, block, exponent, modulus } = this;
    return primePowerPeak(system, { block, exponent, modulus }, turns);
  }

  /** The state in [0, p^e) after so many turns. */
  run(start: readonly bigint[], turns: bigint, progress?: Progress): bigint[] {
    const blocks = turns / this.block;
    let state = start.map((value) => this.reduced(value));
    if (blocks > 0n) state = this.applied(this.power(blocks, share(progress, 0, 3 / 4)), state, 0n);
    const rest = turns % this.block;
    const last = share(progress, 3 / 4, 1);
    for (let r = 0n; r < rest; r++) {
      last?.(Number(r) / Number(rest));
      state = this.applied(this.turn(r), state, blocks * this.prime);
    }
    return state;
  }

  /** F_u. */
  private power(blocks: bigint, progress: Progress | undefined): Matrix {
    const one = this.oneBlock(share(progress, 0, 2 / 3));
    const doublings = share(progress, 2 / 3, 1);
    let product = one;
    let count = 1n;
    const bits = blocks.toString(2);
    for (let k = 1; k < bits.length; k++) {
      doublings?.(k / bits.length);
      product = this.times(this.moved(product, this.prime * count), product);
      count *= 2n;
      if (bits[k] === "0") continue;
      product = this.times(this.moved(one, this.prime * count), product);
      count++;
    }
    return product;
  }

  /** B. */
  private oneBlock(progress: Progress | undefined): Matrix {
    if (this.whole === undefined) {
      let product = this.turn(0n);
      for (let r = 1n; r < this.block; r++) {
        progress?.(Number(r) / Number(this.block));
        product = this.times(this.turn(r), product);
      }
      this.whole = product;
    }
    return this.whole;
  }

  /** The matrix of turn r + p^v·Y. */
  private turn(r: bigint): Matrix {
    return Number(r) < KEPT ? (this.turns[Number(r)] ??= this.turnAt(r)) : this.turnAt(r);
  }

  private turnAt(r: bigint): Matrix {
    const { dimension, exponent, stride } = this;
    const matrix: (readonly bigint[])[] = new Array<readonly bigint[]>(dimension * dimension).fill([]);
    this.rows.forEach((row, i) => {
      for (const [column, { numerators, denominator }, unit] of row) {
        const power = denominator / this.unitOf(denominator);
        let scale = 1n;
        const inY: bigint[] = [];
        // The constant coefficient is an integer; of the others p^v cancels what the denominator has of p.
        for (const c of shifted(numerators, r).slice(0, Math.max(1, exponent))) {
          inY.push(this.reduced(((c * scale) / power) * unit));
          scale *= stride;
        }
        matrix[i * dimension + column] = inY;
      }
    });
    return matrix;
  }

  private unitOf(denominator: bigint): bigint {
    let unit = denominator;
    while (unit % this.prime === 0n) unit /= this.prime;
    return unit;
  }

  /** The polynomials in Y + distance. */
  private moved(matrix: Matrix, distance: bigint): Matrix {
    const by = this.reduced(distance);
    if (by === 0n) return matrix;
    return matrix.map((entry) => {
      const result = [...entry];
      for (let i = 0; i < result.length - 1; i++) {
        for (let j = result.length - 2; j >= i; j--)
          result[j] = (result[j]! + by * result[j + 1]!) % this.modulus;
      }
      return result;
    });
  }

  private times(left: Matrix, right: Matrix): Matrix {
    const { dimension, exponent, modulus } = this;
    const product: bigint[][] = [];
    for (let i = 0; i < dimension; i++) {
      for (let k = 0; k < dimension; k++) {
        const sums: bigint[] = [];
        for (let j = 0; j < dimension; j++) {
          addProduct(sums, left[i * dimension + j]!, right[j * dimension + k]!, exponent);
        }
        product.push(sums.map((sum) => sum % modulus));
      }
    }
    return product;
  }

  /** The matrix at a Y, times the state. */
  private applied(matrix: Matrix, state: readonly bigint[], y: bigint): bigint[] {
    const { dimension, modulus } = this;
    const at = y % modulus;
    return state.map((_, i) => {
      let sum = 0n;
      for (let j = 0; j < dimension; j++) {
        const entry = matrix[i * dimension + j]!;
        let value = 0n;
        for (let k = entry.length - 1; k >= 0; k--) value = (value * at + entry[k]!) % modulus;
        sum += value * state[j]!;
      }
      return sum % modulus;
    });
  }

  private reduced(value: bigint): bigint {
    const rest = value % this.modulus;
    return rest < 0n ? rest + this.modulus : rest;
  }
}

/** Adds the product of two polynomials modulo Y^length. */
function addProduct(sums: bigint[], a: readonly bigint[], b: readonly bigint[], length: number): void {
  if (a.length === 0 || b.length === 0) return;
  const size = Math.min(length, a.length + b.length - 1);
  while (sums.length < size) sums.push(0n);
  for (let i = 0; i < a.length; i++) {
    const factor = a[i]!;
    if (factor === 0n) continue;
    for (let j = 0; j < b.length && i + j < length; j++) sums[i + j]! += factor * b[j]!;
  }
}
