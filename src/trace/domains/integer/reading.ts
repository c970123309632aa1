/**
 * The integer reading of a path: the parametric transition, and its instances.
 *
 * What depends on the values of a call's invariants only (the numeric transition, prepared kernels, certificates) is an
 * `Instance`, kept from call to call while these values stay the same.
 */
import { invariantOperands } from "../require-integer.ts";
import { groups as groupsOf, reachable, restrict } from "../../../transition/blocks.ts";
import { cells } from "../../../transition/print.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Term } from "../../value.ts";
import type { Call, Group, Reading, Run } from "../domain.ts";
import type { Coefficient } from "../../coefficient.ts";
import { atomsOf, instantiate, printCoefficient } from "../../coefficient.ts";
import type { Weighted } from "./instance.ts";
import { Instance } from "./instance.ts";
import type { IntegerPlan } from "./integer-plan.ts";
import { PlanMemory } from "./plan-memory.ts";
import { IntegerRun } from "./run.ts";
import type { Polynomial } from "../../polynomial.ts";
import { keyOf, leastCommonMultiple } from "../../polynomial.ts";

/** So many values of the invariants a reading is kept prepared for. */
export const INSTANCE_CAP = 4;

/** "Many turns", where a kernel has to be named before the turns are known. */
const MANY = 1_000_000n;

export class IntegerReading implements Reading {
  readonly plan: IntegerPlan;
  private readonly memory: PlanMemory;
  private readonly atoms: readonly Term[];
  /** For the last values of the invariants, the latest first: a value that turns back at a wall has two steps. */
  private readonly instances: Instance[] = [];

  constructor(plan: IntegerPlan) {
    this.plan = plan;
    this.memory = new PlanMemory(plan);
    const coefficients = plan.closure.transition.rows.flatMap((row) =>
      row.map(([, coefficient]) => coefficient),
    );
    for (const { polynomial } of plan.questions) {
      for (const { coefficient } of polynomial.summands.values()) coefficients.push(coefficient);
    }
    this.atoms = [...new Set([...coefficients.flatMap(atomsOf), ...invariantOperands(plan.numberTerms)])];
  }

  get groups(): readonly Group[] {
    return shownGroups(this.plan).map(({ basis, rows }) => ({
      // A hidden variable (range-loop.ts) starts with a space.
      basis: basis.map((name) => name.replace(/(^|\*) /g, "$1")),
      matrix: cells({ basis, rows }, printCoefficient),
    }));
  }

  get dimension(): number {
    return shownGroups(this.plan).reduce((sum, { basis }) => sum + basis.length, 0);
  }

  get kernel(): string | undefined {
    return this.atoms.length === 0 ? this.kernelForMany() : undefined;
  }

  begin(call: Call): Run {
    const atoms = this.atoms.map((term) => call.evaluation.integer(term));
    return IntegerRun.begin(this.plan, this.memory, this.instanceFor(atoms), call);
  }

  covers(variable: string): boolean {
    return this.plan.kept.has(variable) || this.plan.columnOf(variable) !== undefined;
  }

  /** `factor` times the polynomial, as a functional of the scaled state vector with integer weights. */
  private weigh(
    { summands, denominator }: Polynomial,
    number: (coefficient: Coefficient) => bigint,
  ): Weighted {
    const { indexOf, scales } = this.plan.closure;
    const entries = [...summands.values()].map(({ monomial, coefficient }) => {
      const column = indexOf.get(keyOf(monomial)) as number;
      return { column, value: number(coefficient), divisor: denominator * (scales[column] as bigint) };
    });
    const factor = entries.reduce((product, { divisor }) => leastCommonMultiple(product, divisor), 1n);
    const weight = entries
      .map(({ column, value, divisor }): Entry<bigint> => [column, value * (factor / divisor)])
      .filter(([, value]) => value !== 0n);
    return { weight, factor };
  }

  private kernelForMany(): string {
    const { closure, demand, columnOf } = this.plan;
    const start = closure.monomials.map(() => 1n);
    return this.instanceFor([]).parts.kernelsFor(
      start,
      MANY,
      demand.flatMap((name) => columnOf(name) ?? []),
    );
  }

  private instanceFor(atoms: readonly bigint[]): Instance {
    const { instances } = this;
    const place = instances.findIndex((known) => atoms.every((value, k) => value === known.atoms[k]));
    if (place === 0) return instances[0] as Instance;
    const instance = place < 0 ? this.makeInstance(atoms) : (instances.splice(place, 1)[0] as Instance);
    instances.unshift(instance);
    if (instances.length > INSTANCE_CAP) instances.pop();
    return instance;
  }

  private makeInstance(atoms: readonly bigint[]): Instance {
    const valueOf = new Map(this.atoms.map((term, k) => [term, atoms[k] as bigint]));
    const number = (coefficient: Coefficient): bigint =>
      instantiate(coefficient, (term) => valueOf.get(term) as bigint);
    const { transition } = this.plan.closure;
    const rows = transition.rows.map((row) =>
      row.map(([column, c]): Entry<bigint> => [column, number(c)]).filter(([, c]) => c !== 0n),
    );
    const weights = this.plan.questions.map(({ polynomial }) => this.weigh(polynomial, number));
    const { makeOrbit, settings } = this.plan;
    return new Instance({ basis: transition.basis, rows }, weights, atoms, settings.largestNumber, makeOrbit);
  }
}

/**
 * The matrices as `explain` shows them. With `optMinRows` only the part that the outputs need, apart from variables that
 * only count (x' = x + c, asked for by the loop's test alone), which are predicted by a product; else everything as one.
 */
function shownGroups({
  closure,
  demand,
  settings,
  questions,
  columnOf,
}: IntegerPlan): Transition<Coefficient>[] {
  const { transition, indexOf } = closure;
  if (!settings.optMinRows) return [transition];
  const asked = new Set(questions.flatMap(({ polynomial }) => [...polynomial.summands.keys()]));
  const counters = new Set([...asked].map((key) => transition.basis[indexOf.get(key) as number]));
  const outputs = demand.flatMap((name) => columnOf(name) ?? []);
  const isIntermediate = (name: string): boolean => name.startsWith("(");
  const extra = transition.basis.flatMap((name, k) => (isIntermediate(name) ? [k] : []));
  const needed = restrict(transition, reachable(transition, [...outputs, ...extra]));
  const all = groupsOf(needed).map((columns) => restrict(needed, columns));
  const shown = all.filter(({ basis }) =>
    basis.some((name) => name !== "1" && !isIntermediate(name) && !counters.has(name)),
  );
  return shown.length > 0 ? shown : all;
}
