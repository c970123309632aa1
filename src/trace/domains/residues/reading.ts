/** The rings of a path, and at a call their moduli, solvers and representatives. */
import type { Interval } from "../../../algebra/intervals.ts";
import { contains, interval } from "../../../algebra/intervals.ts";
import type { ResidueSolver } from "../../../kernels/residues/prepare.ts";
import { prepare } from "../../../kernels/residues/prepare.ts";
import { cells } from "../../../transition/print.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import { atomsOf, instantiate, printCoefficient } from "../../coefficient.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { printValue } from "../../print-term.ts";
import { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Call, Costs, Demand, Group, Reading, Run } from "../domain.ts";
import type { Closure } from "../../monomial-closure.ts";
import { mayBeNegativeZeroBeside } from "../../zero-sign.ts";
import { plainNanoseconds } from "../plain-cost.ts";
import type { Modulus } from "./modulus.ts";

export interface Ring {
  readonly modulus: Modulus;
  /** The demanded variables; they are the first entries of the basis. */
  readonly names: readonly string[];
  readonly closure: Closure;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
}

const KERNEL = "residues";

/** A jump's cost: so much, and so much for each bit of the turns and square of the order. */
const JUMP_NS = 300;
const JUMP_BIT_NS = 10;

/** Numbers up to here are exact. */
const exactly: Interval = interval(BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER));

export class ResiduesReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly trace: Trace;
  private readonly rings: readonly Ring[];
  private readonly instances: (Instance | undefined)[] = [];
  /** The invariants in the coefficients of each ring. */
  private readonly terms: (readonly Term[])[] = [];

  constructor(trace: Trace, rings: readonly Ring[]) {
    this.trace = trace;
    this.rings = rings;
    this.groups = rings.map(({ closure, modulus }) => ({
      basis: closure.transition.basis.map((name) => `${name} (mod ${printModulus(modulus)})`),
      matrix: cells(closure.transition, printCoefficient),
    }));
    this.dimension = rings.reduce((sum, { closure }) => sum + closure.monomials.length, 0);
  }

  covers(variable: string): boolean {
    return this.rings.some(({ names }) => names.includes(variable));
  }

  begin({ leafValue, evaluation, beside }: Call): Run {
    const ranges = beside?.ranges ?? new Ranges(this.trace, evaluation, this.trace.next.keys());
    const besideMagnitude = (variable: string, turns: bigint): number =>
      beside?.magnitude(variable, turns) ?? Infinity;
    const started = this.rings.map((ring, k) => {
      const instance = this.instanceFor(k, evaluation);
      return { ring, instance, ...startOf(ring, instance, this.trace, ranges, leafValue) };
    });
    return new ResiduesRun(this.trace, started, ranges, besideMagnitude, evaluation);
  }

  private instanceFor(k: number, evaluation: Evaluation): Instance {
    const ring = this.rings[k] as Ring;
    const { modulus } = ring;
    const value = isTerm(modulus) ? magnitude(evaluation.integer(modulus)) : modulus;
    if (value === 0n) refuse.throwsInTurn("", `% ${printModulus(modulus)}`, "division by zero");
    const terms = (this.terms[k] ??= [
      ...new Set(ring.closure.transition.rows.flat().flatMap(([, c]) => atomsOf(c))),
    ]);
    const atoms = terms.map((term) => evaluation.integer(term));
    const known = this.instances[k];
    if (known?.modulus === value && known.atoms.every((atom, j) => atom === atoms[j])) return known;
    const valueOf = new Map(terms.map((term, j) => [term, atoms[j] as bigint]));
    const rows = ring.closure.transition.rows.map((row) =>
      row.map(([column, c]): Entry<bigint> => [
        column,
        instantiate(c, (term) => valueOf.get(term) as bigint),
      ]),
    );
    const transition: Transition<bigint> = { basis: ring.closure.transition.basis, rows };
    const instance = { modulus: value, atoms, solver: prepare(transition, value) };
    this.instances[k] = instance;
    return instance;
  }
}

interface Instance {
  readonly modulus: bigint;
  readonly atoms: readonly bigint[];
  readonly solver: ResidueSolver;
}

interface Started {
  readonly ring: Ring;
  readonly instance: Instance;
  /** The basis monomials' values. */
  readonly start: readonly bigint[];
  /** The least value of each of the ring's names: with the modulus it tells the representative. */
  readonly lows: readonly bigint[];
}

function startOf(
  { closure, names }: Ring,
  { modulus }: Instance,
  trace: Trace,
  ranges: Ranges,
  leafValue: (name: string) => unknown,
): Pick<Started, "start" | "lows"> {
  const values = new Map<number, bigint>();
  const valueOf = (leaf: number): bigint => {
    let value = values.get(leaf);
    if (value === undefined) {
      value = integerStart((trace.graph.terms[leaf] as Term).name, leafValue);
      values.set(leaf, value);
    }
    return value;
  };
  const start = closure.monomials.map((monomial) =>
    monomial.reduce((product, leaf) => (product * valueOf(leaf)) % modulus, 1n % modulus),
  );
  const lows = names.map((name) => {
    const { low, high } = ranges.after(name);
    if (typeof low !== "bigint" || typeof high !== "bigint" || high - low >= modulus)
      return refuse.representative(name, modulus);
    return low;
  });
  return { start, lows };
}

class ResiduesRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly trace: Trace;
  private readonly started: readonly Started[];
  private readonly ranges: Ranges;
  private readonly besideMagnitude: (variable: string, turns: bigint) => number;
  private readonly evaluation: Evaluation;

  constructor(
    trace: Trace,
    started: readonly Started[],
    ranges: Ranges,
    besideMagnitude: (variable: string, turns: bigint) => number,
    evaluation: Evaluation,
  ) {
    this.trace = trace;
    this.started = started;
    this.ranges = ranges;
    this.besideMagnitude = besideMagnitude;
    this.evaluation = evaluation;
  }

  certify(turns: bigint): bigint {
    const open = this.started
      .flatMap(({ ring }) => ring.exact)
      .filter((term) => !contains(exactly, this.ranges.of(term)));
    if (open.length === 0) return turns;
    let certified = 0n;
    for (let step = 1n << BigInt(turns.toString(2).length); step > 0n; step >>= 1n) {
      const next = certified + step;
      if (next <= turns && this.isExact(open, next)) certified = next;
    }
    return certified;
  }

  private isExact(open: readonly Term[], turns: bigint): boolean {
    const within = this.ranges.within((variable) => this.besideMagnitude(variable, turns));
    return open.every((term) => contains(exactly, within(term)));
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(_turns: bigint, limit: number): boolean {
    return this.started.every(({ ring }) => ring.names.every((name) => this.bitsOf(name) <= limit));
  }

  costs(turns: bigint, nativeTurns: number, demand: Demand): Costs {
    const bits = turns.toString(2).length;
    let jump = 0;
    const terms = new Set<Term>();
    for (const { ring } of this.started) {
      const order = ring.closure.monomials.length;
      if (demand.some((name) => ring.names.includes(name)))
        jump += JUMP_NS + JUMP_BIT_NS * bits * order * order;
      for (const name of ring.names) terms.add(this.trace.next.get(name) as Term);
    }
    const plain = plainNanoseconds(this.trace.computed) * Number(turns);
    return { jump, plain: plain * Math.min(1, nativeTurns) };
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
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    let flagged: ReadonlySet<string> | undefined;
    for (const { ring, instance, start, lows } of this.started) {
      const wanted = ring.names.flatMap((name, k) => (demand.includes(name) ? [k] : []));
      const residues = instance.solver.run(start, turns, wanted);
      for (const [j, k] of wanted.entries()) {
        const name = ring.names[k] as string;
        const value = representative(residues[j] as bigint, lows[k] as bigint, instance.modulus);
        if (this.trace.leaves.get(name)?.type === "bigint") {
          values.set(name, value);
          continue;
        }
        if (value === 0n && (flagged ??= this.negativeZeros()).has(name)) return undefined;
        values.set(name, Number(value));
      }
    }
    return { values, kernels: KERNEL };
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

function representative(residue: bigint, low: bigint, modulus: bigint): bigint {
  const above = (residue - low) % modulus;
  return low + (above < 0n ? above + modulus : above);
}

function integerStart(name: string, leafValue: (name: string) => unknown): bigint {
  const value = leafValue(name);
  if (typeof value === "bigint") return value;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
  return refuse.notInteger(name);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function printModulus(modulus: Modulus): string {
  return isTerm(modulus) ? printValue(modulus) : String(modulus);
}
