/**
 * The certificate behind arithmetic on `number`: per entry, how large it can have been over the first k turns.
 *
 * With B = |M| and v = |x_0|, let s_k = max over j <= k of B^j v, entrywise. Then for any k and m
 *
 *     s_(k+m) <= max(s_k, B^k · s_m),
 *
 * so s_(2^i) is doubled once and kept, and s_k is composed from the lowest set bit of k upwards:
 * s_(2^i + m) <= max(s_(2^i), B^(2^i) · s_m). For x' = x + 1 from 0 this is exactly k. (Powers of B + I would bound the same
 * maximum and explode.)
 *
 * Everything is in doubles: sums and products of nonnegative integers are exact as long as they stay below 2^53, and
 * whatever reaches 2^53 becomes Infinity. d^3 operations once for each bit of the largest k asked, d^2 for each bit of k
 * afterwards.
 */
import type { Transition } from "../transition.ts";

export interface Envelope {
  /** Per entry an upper bound on |x_j| over all j <= turns: an exact integer below 2^53, or Infinity. */
  at(turns: bigint | number): Float64Array;
}

/**
 * The envelopes of one transition for different starts; the powers of |M| are computed once.
 *
 * @param largest what is beyond becomes Infinity; bounds beyond 2^53 are rounded, with a relative error of some 2^-40
 */
export function envelopes(
  transition: Transition<bigint>,
  largest: number = Number.MAX_SAFE_INTEGER,
): (start: readonly (bigint | number)[]) => Envelope {
  const powers = new AbsolutePowers(transition, largest);
  return (start) => new Bounds(powers, start);
}

/** The matrices |M|^(2^i), row by row, as far as they were asked for. */
class AbsolutePowers {
  readonly dimension: number;
  readonly largest: number;
  private readonly levels: Float64Array[];

  constructor(transition: Transition<bigint>, largest: number) {
    this.largest = largest;
    const dimension = transition.basis.length;
    const first = new Float64Array(dimension * dimension);
    transition.rows.forEach((row, i) => {
      for (const [j, c] of row) first[i * dimension + j] = safe(Math.abs(Number(c)), largest);
    });
    this.dimension = dimension;
    this.levels = [first];
  }

  at(level: number): Float64Array {
    for (let known = this.levels.length; known <= level; known++) {
      const last = this.levels[known - 1]!;
      this.levels.push(product(last, last, this));
    }
    return this.levels[level]!;
  }
}

class Bounds implements Envelope {
  private readonly powers: AbsolutePowers;
  private readonly first: Float64Array;
  /** s_1, s_2, s_4, … */
  private readonly wholes: Float64Array[] = [];

  constructor(powers: AbsolutePowers, start: readonly (bigint | number)[]) {
    this.powers = powers;
    this.first = Float64Array.from(start, (value) => safe(Math.abs(Number(value)), powers.largest));
  }

  at(turns: bigint | number): Float64Array {
    let result = this.first;
    let rest = BigInt(turns);
    for (let level = 0; rest > 0n; level++, rest >>= 1n) {
      if ((rest & 1n) === 1n) result = larger(this.whole(level), this.advanced(level, result));
    }
    return result.slice();
  }

  /** s_(2^level) */
  private whole(level: number): Float64Array {
    for (let known = this.wholes.length; known <= level; known++) {
      const half = known === 0 ? this.first : this.wholes[known - 1]!;
      this.wholes.push(larger(half, this.advanced(Math.max(0, known - 1), half)));
    }
    return this.wholes[level]!;
  }

  private advanced(level: number, vector: Float64Array): Float64Array {
    return product(this.powers.at(level), vector, this.powers);
  }
}

/** A computed value below 2^53 is exact; one at 2^53 may have been rounded down to it. */
function safe(value: number, largest: number): number {
  return value <= largest ? value : Infinity;
}

function larger(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = Math.max(a[i]!, b[i]!);
  return result;
}

/** matrix · operand, a matrix or a vector, where 0 · Infinity is 0. */
function product(
  matrix: Float64Array,
  operand: Float64Array,
  { dimension, largest }: Pick<AbsolutePowers, "dimension" | "largest">,
): Float64Array {
  const result = new Float64Array(operand.length);
  const columns = dimension === 0 ? 0 : operand.length / dimension;
  for (let i = 0; i < dimension; i++) {
    for (let k = 0; k < dimension; k++) {
      const factor = matrix[i * dimension + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) {
        const other = operand[k * columns + j]!;
        if (other !== 0) result[i * columns + j]! += factor * other;
      }
    }
  }
  for (let i = 0; i < result.length; i++) result[i] = safe(result[i]!, largest);
  return result;
}
