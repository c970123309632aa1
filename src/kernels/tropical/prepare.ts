/**
 * Chosen entries of A^n ⊗ x over a tropical semiring, n of any size.
 *
 * x is multiplied by A^(2^k) for every set bit k of n; the squares are kept from call to call, as long as they are not many. What the outputs do not
 * depend on is dropped first. Over (max, +) the squares are taken in doubles for as long as these are exact, and in BigInts
 * from there; (min, +) is (max, +) of the negated entries. d³ products for each bit of n, d² for each set one.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import type { Matrix } from "../../algebra/matrices.ts";
import { matrices } from "../../algebra/matrices.ts";
import { bytesOf, held, together, type Peak } from "../../algebra/peak.ts";
import type { Progress } from "../../algebra/progress.ts";
import type { Semiring } from "../../algebra/ring.ts";
import { DoubleMatrix, largest, toDoubles, toExtended } from "../../algebra/tropical/double-matrix.ts";
import type { Extended } from "../../algebra/tropical/semirings.ts";
import { maxPlus, minPlus, saturating } from "../../algebra/tropical/semirings.ts";
import { reachable, restrict } from "../../transition/blocks.ts";
import type { Entry, Transition } from "../../transition/transition.ts";
import { requireMemory } from "../memory.ts";

const KEPT_BYTES = 2 ** 25;

export interface TropicalSolver {
  /**
   * The entries `outputs` of the state after `turns` turns from `start`.
   *
   * @param top over (max, ×) and (min, ×): more than any of the outputs, though maybe less than products on the way to them
   */
  readonly run: (
    start: readonly Extended[],
    turns: bigint,
    outputs: readonly number[],
    top?: bigint,
    progress?: Progress,
  ) => readonly Extended[];
}

/** @param transition entries that are absent are the semiring's zero */
export function prepare(semiring: Semiring<Extended>, transition: Transition<Extended>): TropicalSolver {
  if (semiring === minPlus) return negated(prepare(maxPlus, negatedTransition(transition)));
  let last:
    | { readonly needed: readonly number[]; readonly top: bigint | undefined; readonly powers: Powers }
    | undefined;
  return {
    run(start, turns, outputs, top, progress) {
      const needed = reachable(transition, outputs);
      if (top !== last?.top || needed.join() !== last?.needed.join()) {
        const scalars = top === undefined ? semiring : saturating(semiring, top);
        const powers = new Powers(scalars, dense(restrict(transition, needed), semiring.ZERO));
        last = { needed, top, powers };
      }
      requireMemory(peakOf(semiring, transition, start, turns, top));
      const state = last.powers.apply(
        needed.map((column) => start[column]!),
        turns,
        progress,
      );
      return outputs.map((output) => state[needed.indexOf(output)]!);
    },
  };
}

/** The squares that are kept; the last two with a product; and states. */
function peakOf(
  semiring: Semiring<Extended>,
  { rows }: Transition<Extended>,
  start: readonly Extended[],
  turns: bigint,
  top: bigint | undefined,
): Peak {
  const entries = Math.max(1, ...rows.flatMap((row) => row.map(([, entry]) => bitsOf(entry))));
  const grown =
    semiring === maxPlus
      ? entries + bitLength(turns)
      : top === undefined
        ? entries * Number(turns)
        : 2 * bitLength(top);
  const bits = grown + Math.max(0, ...start.map(bitsOf));
  const dimension = rows.length;
  const kept = { bits: 0, bytes: KEPT_BYTES };
  return together(kept, held(bits, 2 * dimension ** 2 + 4 * dimension + 3));
}

function bitsOf(value: Extended): number {
  return typeof value === "bigint" ? bitLength(value) : 0;
}

class Powers {
  private readonly semiring: Semiring<Extended>;
  /** Beyond the ones that are kept, the last square of this run. */
  private beyond: { readonly k: number; readonly rows: Matrix<Extended> } | undefined;
  private keptBytes = 0;
  /** A^(2^k), first in doubles, then exactly. */
  private readonly doubles: DoubleMatrix[] = [];
  private readonly exact: Matrix<Extended>[] = [];

  constructor(semiring: Semiring<Extended>, rows: Matrix<Extended>) {
    this.semiring = semiring;
    const doubles = semiring === maxPlus ? DoubleMatrix.from(rows) : undefined;
    if (doubles) this.doubles.push(doubles);
    else this.exact.push(rows);
  }

  apply(start: readonly Extended[], turns: bigint, progress?: Progress): readonly Extended[] {
    const bits = turns.toString(2);
    let doubles = this.semiring === maxPlus ? toDoubles(start) : undefined;
    let state = start;
    this.beyond = undefined;
    for (let k = 0; k < bits.length; k++) {
      progress?.(k / bits.length);
      this.require(k);
      if (bits[bits.length - 1 - k] === "0") continue;
      const matrix = this.doubles[k];
      if (matrix && doubles && matrix.bound + largest(doubles) <= Number.MAX_SAFE_INTEGER) {
        doubles = matrix.apply(doubles);
        continue;
      }
      if (doubles) [state, doubles] = [toExtended(doubles), undefined];
      const rows = matrix?.toRows() ?? this.exactSquare(k);
      state = matrices(this.semiring, start.length).apply(rows, state);
    }
    return doubles ? toExtended(doubles) : state;
  }

  private require(k: number): void {
    const { doubles, exact } = this;
    while ((this.beyond?.k ?? doubles.length + exact.length - 1) < k) {
      const square = exact.length === 0 ? doubles.at(-1)!.square() : undefined;
      if (square) {
        doubles.push(square);
        continue;
      }
      const base = this.beyond?.rows ?? exact.at(-1) ?? doubles.at(-1)!.toRows();
      const rows = matrices(this.semiring, base.length).mul(base, base);
      const bytes = rows.flat().reduce((sum: number, entry) => sum + bytesOf(bitsOf(entry)), 0);
      if (this.beyond === undefined && this.keptBytes + bytes <= KEPT_BYTES) {
        this.keptBytes += bytes;
        exact.push(rows);
      } else this.beyond = { k: (this.beyond?.k ?? doubles.length + exact.length - 1) + 1, rows };
    }
  }

  private exactSquare(k: number): Matrix<Extended> {
    return k === this.beyond?.k ? this.beyond.rows : this.exact[k - this.doubles.length]!;
  }
}

function dense({ rows }: Transition<Extended>, zero: Extended): Extended[][] {
  return rows.map((row) => {
    const line = rows.map(() => zero);
    for (const [column, entry] of row) line[column] = entry;
    return line;
  });
}

function negated(solver: TropicalSolver): TropicalSolver {
  return {
    run: (start, turns, outputs, top, progress) =>
      solver.run(start.map(negative), turns, outputs, top, progress).map(negative),
  };
}

function negatedTransition({ basis, rows }: Transition<Extended>): Transition<Extended> {
  return {
    basis,
    rows: rows.map((row) => row.map(([column, entry]): Entry<Extended> => [column, negative(entry)])),
  };
}

function negative(value: Extended): Extended {
  return -value;
}
