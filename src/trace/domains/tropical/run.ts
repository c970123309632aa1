/** A tropical reading at one call. */
import { bitLength } from "../../../algebra/bit-length.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import type { Extended } from "../../../algebra/tropical/semirings.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import type { Ranges } from "../../ranges.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term, Value } from "../../value.ts";
import type { Costs, Demand, Run } from "../domain.ts";
import { refuse } from "../../refusals.ts";
import { boundTerms } from "../../magnitude.ts";
import { mayBeNegativeZeroBeside } from "../../zero-sign.ts";
import { Certificate, unboundedNumbers } from "../certificate.ts";
import { turnCost } from "../../turn-cost.ts";
import type { Solver } from "./algebras.ts";
import { Enclosure } from "./enclosure.ts";
import { bitsAfter, magnitudeAfter } from "./growth.ts";
import { MOST_WALKED } from "./search.ts";

export const kernel = "tropical";

/** A system with its solver and its start values. */
export interface Begun {
  /** The demanded variables. */
  readonly names: readonly string[];
  readonly solver: Solver;
  readonly start: readonly Extended[];
  readonly columnOf: ReadonlyMap<string, number>;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
  readonly rows: number;
}

/** A jump's cost: so much, and so much for each bit of the turns and each product of a matrix product. */
const JUMP_NS = 5000;
const PRODUCT_NS = 2;
const BIGINT_PRODUCT_NS = 100;

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Certified numbers are below 2^53. */
const BITS_OF_NUMBERS = 53;

/** Ranges end here: what has more bits is bounded by its growth, which bounds all products. */
const FEW_BITS = 4098;

/** Numbers of turns with more bits leave the doubles. */
const BITS_IN_DOUBLES = 50;

export class TropicalRun implements Run {
  private turnCost: number | undefined;
  private readonly certificate = new Certificate();
  /** Numbers that are exact only for some turns. */
  private unbounded: readonly Term[] | undefined;
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly trace: Trace;
  private readonly parts: readonly Begun[];
  private readonly ranges: Ranges;
  private readonly evaluation: Evaluation;
  /** Made where numbers come near to 2^53. */
  private readonly enclosures = new Map<Begun, Enclosure>();

  constructor(trace: Trace, parts: readonly Begun[], ranges: Ranges, evaluation: Evaluation) {
    this.trace = trace;
    this.parts = parts;
    this.ranges = ranges;
    this.evaluation = evaluation;
  }

  certify(turns: bigint): bigint {
    const open = (this.unbounded ??= unboundedNumbers(
      this.parts.flatMap(({ exact }) => exact),
      this.ranges,
    ));
    return open.length === 0 ? turns : this.certificate.of(turns, (some) => this.isExact(open, some));
  }

  private isExact(open: readonly Term[], turns: bigint): boolean {
    const nameOf = (leaf: number): string => (this.trace.graph.terms[leaf] as Term).name;
    const bound = boundTerms(
      (leaf) => this.magnitude(nameOf(leaf), turns),
      (value) => Number(this.evaluation.of(value)),
    );
    return open.every((term) => bound(term) <= LARGEST);
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(turns: bigint, limit: number): boolean {
    return this.parts.every(({ names }) => names.every((name) => this.bits(name, turns) <= limit));
  }

  costs(turns: bigint, demand: Demand): Costs {
    const length = turns.toString(2).length;
    const plain = this.plain(turns);
    let jump = 0;
    for (const part of this.parts) {
      const { names, rows, start, solver } = part;
      if (!demand.some((name) => names.includes(name))) continue;
      if (solver.search) {
        jump += JUMP_NS + solver.search.cost(turns, plain / this.parts.length, this.walkedBits(part, turns));
        continue;
      }
      const isInDoubles = length <= BITS_IN_DOUBLES && solver.growth.product === "+";
      const product = isInDoubles && start.every(isSmall) ? PRODUCT_NS : BIGINT_PRODUCT_NS;
      jump += JUMP_NS + length * rows ** 3 * product;
    }
    return { jump, growth: 0 };
  }

  private plain(turns: bigint): number {
    return (this.turnCost ??= turnCost(this.trace, this.evaluation)) * Number(turns);
  }

  /** Of the values that are finite. */
  magnitude(variable: string, turns: bigint): number {
    const { low, high } = this.ranges.of(this.trace.leaves.get(variable));
    const inRange = Math.max(Math.abs(Number(low)), Math.abs(Number(high)));
    return Math.min(inRange, ...this.partsWith(variable).map((part) => this.grown(part, variable, turns)));
  }

  private grown(part: Begun, variable: string, turns: bigint): number {
    const { solver, start, columnOf } = part;
    const coarse = magnitudeAfter(solver.growth, largest(start), turns);
    if (coarse <= LARGEST || solver.growth.product === "*") return coarse;
    const enclosure = this.enclosures.get(part) ?? new Enclosure(start, solver.turn);
    this.enclosures.set(part, enclosure);
    const bound = enclosure.magnitude(columnOf.get(variable) as number, turns);
    return bound === undefined ? coarse : Math.min(coarse, Number(bound));
  }

  bits(variable: string, turns: bigint): number {
    const grown = this.partsWith(variable).map(({ solver, start }) =>
      bitsAfter(solver.growth, largest(start), turns),
    );
    const { low, high } = this.ranges.of(this.trace.leaves.get(variable));
    const inRange =
      typeof low === "bigint" && typeof high === "bigint"
        ? Math.max(bitLength(low), bitLength(high))
        : Infinity;
    return Math.min(inRange, ...grown);
  }

  private partsWith(variable: string): readonly Begun[] {
    return this.parts.filter(({ columnOf }) => columnOf.has(variable));
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    let flagged: ReadonlySet<string> | undefined;
    for (const [place, part] of this.parts.entries()) {
      const { names, columnOf } = part;
      const wanted = names.filter((name) => demand.includes(name));
      const columns = wanted.map((name) => columnOf.get(name) as number);
      const within = share(progress, place / this.parts.length, (place + 1) / this.parts.length);
      const state = this.stateAfter(part, turns, columns, wanted, within);
      for (const [k, name] of wanted.entries()) {
        const value = state[k] as Extended;
        const isBigint = this.trace.leaves.get(name)?.type === "bigint";
        if (!isBigint && value === 0n && (flagged ??= this.negativeZeros()).has(name)) return undefined;
        values.set(name, isBigint ? value : Number(value));
      }
    }
    return { values, kernels: kernel };
  }

  /** @throws RefusalSignal when no repetition is found within the turns that may be walked */
  private stateAfter(
    part: Begun,
    turns: bigint,
    columns: readonly number[],
    wanted: readonly string[],
    progress: Progress | undefined,
  ): readonly Extended[] {
    const { solver, start } = part;
    const walk = solver.search?.cap(this.plain(turns) / this.parts.length, this.walkedBits(part, turns)) ?? 0;
    const top = this.topOf(solver, wanted, turns);
    const state = solver.run(start, turns, columns, { top, walk }, progress);
    if (state) return state;
    solver.search?.fail(walk);
    return refuse.noCycle(wanted, walk);
  }

  /** Of the longest entry in the turns that may be walked. */
  private walkedBits({ columnOf }: Begun, turns: bigint): number {
    const walked = turns < MOST_WALKED ? turns : MOST_WALKED;
    return Math.max(0, ...[...columnOf.keys()].map((name) => this.bits(name, walked)));
  }

  /** More than the wanted products, where these are known to stay small: what the kernel need not tell apart. */
  private topOf({ growth }: Solver, wanted: readonly string[], turns: bigint): bigint | undefined {
    if (growth.product === "+") return undefined;
    const bits = wanted.map((name) =>
      this.trace.leaves.get(name)?.type === "number" ? BITS_OF_NUMBERS : this.bits(name, turns),
    );
    const most = Math.max(0, ...bits);
    return most <= FEW_BITS ? 1n << BigInt(most) : undefined;
  }

  /** Products of counters may be: -3·i is, for i = 0. */
  private negativeZeros(): ReadonlySet<string> {
    const { trace, ranges, evaluation } = this;
    const flagged = mayBeNegativeZeroBeside(
      trace.zeroRemainders,
      trace.next,
      (name) => ranges.of(trace.leaves.get(name)).low >= 0n,
      (value: Value) => Number(evaluation.of(value)),
      (term) => ranges.of(term).low >= 0n,
    );
    return flagged ?? new Set(trace.next.keys());
  }
}

function largest(state: readonly Extended[]): bigint {
  let most = 0n;
  for (const value of state) {
    if (typeof value === "bigint" && value > most) most = value;
    else if (typeof value === "bigint" && -value > most) most = -value;
  }
  return most;
}

function isSmall(value: Extended): boolean {
  return typeof value === "number" || (value < LARGEST && value > -LARGEST);
}
