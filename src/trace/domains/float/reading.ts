/** A system over doubles: as `explain` shows it, and at a call. */
import type { Progress } from "../../../algebra/progress.ts";
import { applyPower, powerCost } from "../../../kernels/double-double/power.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term, Value } from "../../value.ts";
import type { Call, Costs, Demand, Group, Reading, Run } from "../domain.ts";
import type { FloatPolynomial } from "./float-polynomial.ts";
import type { System } from "./system.ts";
import { readSystem } from "./system.ts";

const KERNEL = "double-double";

/** Reading the system with a call's values, for each value of the turn; by measurement. */
const READING_NS = 1000;

/** The power's error, n·(d + 8)·2^-100 (docs/floats.md), stays below the last rounding's, 2^-53, up to so many n·(d + 8). */
const MOST_STEPS = 2 ** 46;

/** Beyond these a sum of products of doubles may overflow, or products lose digits. */
const LARGEST = 2 ** 1000;
const SMALLEST = 2 ** -900;

export class FloatReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly trace: Trace;
  private readonly demand: Demand;
  private last: { readonly invariants: readonly unknown[]; readonly system: System } | undefined;

  constructor(trace: Trace, demand: Demand, { basis }: System) {
    this.trace = trace;
    this.demand = demand;
    // The coefficients are known at a call.
    this.groups = [{ basis, matrix: [] }];
    this.dimension = basis.length;
  }

  covers(variable: string): boolean {
    return this.demand.includes(variable);
  }

  begin({ leafValue, evaluation }: Call): Run {
    const numberOf = (value: Value): number => evaluation.of(value) as number;
    const system = this.systemFor(leafValue, numberOf);
    const valueOf = (leaf: number): number => {
      const { name } = this.trace.graph.terms[leaf] as Term;
      const value = leafValue(name) as number;
      return Number.isFinite(value) && !Object.is(value, -0) ? value : refuse.notFinite(name);
    };
    const start = system.monomials.map((monomial) =>
      monomial.reduce((product, leaf) => product * valueOf(leaf), 1),
    );
    return new FloatRun(this.demand, system, start);
  }

  private systemFor(leafValue: (name: string) => unknown, numberOf: (value: Value) => number): System {
    const parameters = [...this.trace.leaves.keys()].filter((name) => !this.trace.next.has(name));
    const invariants = parameters.map(leafValue);
    if (this.last?.invariants.every((value, k) => Object.is(value, invariants[k])) !== true) {
      this.last = { invariants, system: readSystem(this.trace, this.demand, numberOf) };
    }
    return this.last.system;
  }
}

class FloatRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly names: Demand;
  private readonly system: System;
  private readonly start: readonly number[];

  constructor(names: Demand, system: System, start: readonly number[]) {
    this.names = names;
    this.system = system;
    this.start = start;
  }

  /** So many turns keep the jump's own error below the last rounding. */
  certify(turns: bigint): bigint {
    const most = BigInt(Math.floor(MOST_STEPS / (this.start.length + 8)));
    return turns < most ? turns : most;
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(): boolean {
    return true;
  }

  costs(turns: bigint): Costs {
    const { matrix, values } = this.system;
    return {
      jump: powerCost(matrix.size, turns) + READING_NS * values.length,
      growth: 0,
    };
  }

  magnitude(): number {
    return Infinity;
  }

  bits(): number {
    return Infinity;
  }

  /** A result of zero has no digits to compare, and two signs: it is left to the loop. */
  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const { state, bounds } = applyPower(this.system.matrix, this.start, turns, progress);
    this.requireFinite(bounds);
    this.requireDigits(state, bounds);
    const values = new Map<string, Primitive>();
    for (const [k, name] of this.names.entries()) {
      if (!demand.includes(name)) continue;
      const value = state[k] as number;
      if (value === 0) return undefined;
      if (!(Math.abs(value) >= SMALLEST)) return refuse.notFinite(name);
      values.set(name, value);
    }
    return { values, kernels: KERNEL };
  }

  /** A factor that has lost its digits would take a product's with it. */
  private requireDigits(state: readonly number[], bounds: readonly number[]): void {
    const { monomials, basis } = this.system;
    if (monomials.every((monomial) => monomial.length <= 1)) return;
    basis.forEach((name, k) => {
      if (bounds[k] !== 0 && !(Math.abs(state[k] as number) >= SMALLEST)) refuse.notFinite(name);
    });
  }

  /** Nothing that the turns compute on their way overflows. */
  private requireFinite(bounds: readonly number[]): void {
    const { monomials, values, basis } = this.system;
    const byLeaf = new Map<number, number>();
    monomials.forEach((monomial, k) => {
      if (!((bounds[k] as number) <= LARGEST)) refuse.notFinite(basis[k] as string);
      if (monomial.length === 1) byLeaf.set(monomial[0] as number, bounds[k] as number);
    });
    for (const value of values)
      if (!(boundOf(value, byLeaf) <= LARGEST)) refuse.notFinite(basis[0] as string);
  }
}

function boundOf(polynomial: FloatPolynomial, byLeaf: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const { monomial, coefficient } of polynomial.values()) {
    const product = monomial.reduce((part, leaf) => part * (byLeaf.get(leaf) ?? Infinity), 1);
    sum += Math.abs(coefficient.high) * product;
  }
  return sum;
}
