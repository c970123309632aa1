/**
 * The values q(0), q(1), q(2), … of polynomial sequences, given by their Newton coefficients Δ^j q(0): one addition a turn
 * and degree, since Δ^j q(t + 1) = Δ^j q(t) + Δ^(j+1) q(t).
 *
 * Where all differences are proved to stay below 2^53, they are kept as numbers: some 20 times cheaper.
 */
import { evaluateNewton } from "./binomials.ts";

export type Newton = readonly bigint[];

/** A walk along one sequence. */
export interface Walk {
  /** The value at the present turn, if it is kept as a number. */
  readonly number: number | undefined;
  /** The value at the present turn. */
  readonly value: bigint;
  advance(): void;
}

/** @param turns the walk is advanced at most this often */
export function walk(newton: Newton, turns: bigint): Walk {
  const isSmall = newton.every((_, j) => boundNewton(newton.slice(j), turns) <= Number.MAX_SAFE_INTEGER);
  return isSmall ? new NumberWalk(newton) : new BigIntWalk(newton);
}

/** An upper bound of |q(t)| for 0 ≤ t ≤ turns. */
export function boundNewton(newton: Newton, turns: bigint): bigint {
  return evaluateNewton(
    newton.map((difference) => (difference < 0n ? -difference : difference)),
    turns,
  );
}

class NumberWalk implements Walk {
  private readonly differences: Float64Array;

  constructor(newton: Newton) {
    this.differences = Float64Array.from(newton, Number);
  }

  get number(): number {
    return this.differences[0]!;
  }

  get value(): bigint {
    return BigInt(this.differences[0]!);
  }

  advance(): void {
    const { differences } = this;
    for (let j = 1; j < differences.length; j++) differences[j - 1]! += differences[j]!;
  }
}

class BigIntWalk implements Walk {
  readonly number = undefined;
  private readonly differences: bigint[];

  constructor(newton: Newton) {
    this.differences = [...newton];
  }

  get value(): bigint {
    return this.differences[0]!;
  }

  advance(): void {
    const { differences } = this;
    for (let j = 1; j < differences.length; j++) differences[j - 1]! += differences[j]!;
  }
}
