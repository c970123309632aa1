/**
 * Rings at a call: residues after so many turns, and the values that they stand for.
 *
 * A class modulo m tells the value because what the turns leave in the variable lies in an interval of at most m integers
 * (`ranges.ts`): the value is the one of the class that is in it.
 */
import { share, type Progress } from "../../algebra/progress.ts";
import { contains } from "../../algebra/intervals.ts";
import type { ResidueSolver } from "../../kernels/residues/prepare.ts";
import type { Evaluation } from "../evaluate-terms.ts";
import type { Ranges } from "../ranges.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Primitive, Term, Value } from "../value.ts";
import { mayBeNegativeZeroBeside } from "../zero-sign.ts";
import type { Costs, Demand, Run } from "./domain.ts";
import { Certificate, exactly, unboundedNumbers } from "./certificate.ts";

export const RESIDUE_KERNEL = "residues";

/** Nanoseconds beside the kernel, for the representatives of a call. */
const CALL_NS = 2000;

/** Variables of one modulus, ready to run. */
export interface StartedRing {
  readonly names: readonly string[];
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
  readonly modulus: bigint;
  /** Its first entries are the variables. */
  readonly solver: ResidueSolver;
  /** The state vector at the start. */
  readonly start: readonly bigint[];
  /** The least value of each variable: with the modulus it tells the representative. */
  readonly lows: readonly bigint[];
}

/** What a demand asks of a ring: the places of variables in its state, and how their values are told from residues. */
interface Wanted {
  readonly ring: StartedRing;
  readonly places: readonly number[];
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly name: string;
  readonly low: bigint;
  readonly isBigint: boolean;
}

/**
 * The least value that turns leave in each variable.
 *
 * @throws RefusalSignal where a variable takes two values of one class
 */
export function lowsOf(names: readonly string[], modulus: bigint, ranges: Ranges): bigint[] {
  return names.map((name) => {
    const { low, high } = ranges.after(name);
    if (typeof low !== "bigint" || typeof high !== "bigint" || high - low >= modulus)
      return refuse.representative(name, modulus);
    return low;
  });
}

export class ResidueRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly trace: Trace;
  private readonly started: readonly StartedRing[];
  private readonly ranges: Ranges;
  private readonly besideMagnitude: (variable: string, turns: bigint) => number;
  private readonly evaluation: Evaluation;
  private readonly kernel: string;
  private readonly certificate = new Certificate();
  /** Numbers that are exact only for some turns. */
  private unbounded: readonly Term[] | undefined;
  private readonly wanted = new Map<Demand, readonly Wanted[]>();

  constructor(
    trace: Trace,
    started: readonly StartedRing[],
    ranges: Ranges,
    besideMagnitude: (variable: string, turns: bigint) => number,
    evaluation: Evaluation,
    kernel: string = RESIDUE_KERNEL,
  ) {
    this.kernel = kernel;
    this.trace = trace;
    this.started = started;
    this.ranges = ranges;
    this.besideMagnitude = besideMagnitude;
    this.evaluation = evaluation;
  }

  certify(turns: bigint): bigint {
    // More turns may be within reach where fewer are not: a product may be known to be zero by then.
    for (const { solver, modulus } of this.started)
      if (solver.reaches?.(turns) === false) refuse.productTooLong(turns, modulus);
    const open = (this.unbounded ??= unboundedNumbers(
      this.started.flatMap(({ exact }) => exact),
      this.ranges,
    ));
    return open.length === 0 ? turns : this.certificate.of(turns, (some) => this.isExact(open, some));
  }

  private isExact(open: readonly Term[], turns: bigint): boolean {
    const within = this.ranges.within((variable) => this.besideMagnitude(variable, turns));
    return open.every((term) => contains(exactly, within(term)));
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(_turns: bigint, limit: number): boolean {
    return this.started.every(({ names }) => names.every((name) => this.bitsOf(name) <= limit));
  }

  costs(turns: bigint, demand: Demand): Costs {
    let jump = CALL_NS;
    for (const { names, solver } of this.started) {
      if (demand.some((name) => names.includes(name))) jump += solver.cost(turns);
    }
    return { jump, growth: 0 };
  }

  magnitude(variable: string): number {
    const { low, high } = this.ranges.of(this.trace.leaves.get(variable));
    return Math.max(Math.abs(Number(low)), Math.abs(Number(high)));
  }

  bits(variable: string): number {
    return this.bitsOf(variable);
  }

  private bitsOf(variable: string): number {
    const magnitude = this.magnitude(variable);
    return magnitude === Infinity ? Infinity : Math.ceil(Math.log2(magnitude + 1)) + 1;
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    let flagged: ReadonlySet<string> | undefined;
    const wanted = this.wantedFor(demand);
    for (const [k, { ring, places, entries }] of wanted.entries()) {
      const part = share(progress, k / wanted.length, (k + 1) / wanted.length);
      const residues = ring.solver.run(ring.start, turns, places, part);
      for (let j = 0; j < entries.length; j++) {
        const { name, low, isBigint } = entries[j] as Entry;
        const value = representative(residues[j] as bigint, low, ring.modulus);
        if (isBigint) {
          values.set(name, value);
          continue;
        }
        if (value === 0n && (flagged ??= this.negativeZeros()).has(name)) return undefined;
        values.set(name, Number(value));
      }
    }
    return { values, kernels: this.kernel };
  }

  /** What to ask of each ring; kept, so that demands and places can be told apart by identity. */
  private wantedFor(demand: Demand): readonly Wanted[] {
    let wanted = this.wanted.get(demand);
    if (wanted === undefined) {
      wanted = this.started.map((ring) => {
        const places = ring.names.flatMap((name, k) => (demand.includes(name) ? [k] : []));
        const entries = places.map((k): Entry => {
          const name = ring.names[k] as string;
          const isBigint = this.trace.leaves.get(name)?.type === "bigint";
          return { name, low: ring.lows[k] as bigint, isBigint };
        });
        return { ring, places, entries };
      });
      this.wanted.set(demand, wanted);
    }
    return wanted;
  }

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

/** The value of the class in [low, low + modulus); the residue is in [0, modulus). */
function representative(residue: bigint, low: bigint, modulus: bigint): bigint {
  if (low === 0n) return residue;
  const above = (residue - low) % modulus;
  return low + (above < 0n ? above + modulus : above);
}
