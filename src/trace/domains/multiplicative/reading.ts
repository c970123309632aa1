/** The groups of a path, by modulus; and at a call a run for each. */
import { requireIntegers } from "../require-integer.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { instantiate } from "../../coefficient.ts";
import { Ranges } from "../../ranges.ts";
import { integerStart } from "../../integer-start.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import type { Call, Costs, Demand, Group as ShownGroup, Reading, Run } from "../domain.ts";
import { afterAll, certifiedByAll, costsOfAll, firstExcess } from "../side-by-side.ts";
import { modulusAt, printModulus } from "../../modulus.ts";
import type { Group } from "./group.ts";
import { KERNEL } from "./group.ts";
import { IntegerPowers } from "./integer-powers.ts";
import { modularPowers, PowerPeriods } from "./modular-powers.ts";
import type { PowerProducts } from "./power-products.ts";
import { basisOf } from "./power-products.ts";

export class MultiplicativeReading implements Reading {
  readonly groups: readonly ShownGroup[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly trace: Trace;
  private readonly own: readonly Group[];
  private readonly periods = new PowerPeriods();

  constructor(trace: Trace, groups: readonly Group[]) {
    this.trace = trace;
    this.own = groups;
    this.groups = groups.map(({ modulus, products }) => ({
      basis: basisOf(products).map(
        (name) => name + (modulus === undefined ? "" : ` (mod ${printModulus(modulus)})`),
      ),
      matrix: products.exponents.map((row) => row.map(String)),
    }));
    this.dimension = groups.reduce((sum, { products }) => sum + products.exponents.length, 0);
  }

  covers(variable: string): boolean {
    return this.own.some(({ names }) => names.includes(variable));
  }

  begin(call: Call): Run {
    const { leafValue, evaluation, beside } = call;
    let known: Ranges | undefined;
    const ranges = (): Ranges =>
      (known ??= beside?.ranges ?? new Ranges(this.trace, evaluation, this.trace.next.keys()));
    const besideMagnitude = (variable: string, turns: bigint): number =>
      beside?.magnitude(variable, turns) ?? Infinity;
    const runs = this.own.map((group): Run => {
      requireIntegers(group.exact, call);
      const bases = basesOf(group.products, leafValue, evaluation);
      if (group.modulus === undefined) return new IntegerPowers(group, bases);
      const modulus = modulusAt(group.modulus, evaluation);
      const beside = { ranges: ranges(), magnitude: besideMagnitude };
      return modularPowers(this.trace, group, { bases, modulus, periods: this.periods, evaluation }, beside);
    });
    return new JointRun(runs, this.own);
  }
}

/** Start values and constant factors. */
function basesOf(
  { variables, factors }: PowerProducts,
  leafValue: (name: string) => unknown,
  evaluation: Evaluation,
): bigint[] {
  const starts = variables.map(({ name }) => integerStart(name, leafValue));
  const number = (term: Term): bigint => evaluation.integer(term);
  return [...starts, ...factors.map((factor) => instantiate(factor, number))];
}

/** Groups side by side. */
class JointRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly runs: readonly Run[];
  private readonly groups: readonly Group[];

  constructor(runs: readonly Run[], groups: readonly Group[]) {
    this.runs = runs;
    this.groups = groups;
  }

  certify(turns: bigint): bigint {
    return certifiedByAll(this.runs, turns);
  }

  exceeds(turns: bigint, limit: number): ReturnType<Run["exceeds"]> {
    return firstExcess(this.runs, turns, limit);
  }

  fits(turns: bigint, limit: number): boolean {
    return this.runs.every((run) => run.fits(turns, limit));
  }

  costs(turns: bigint, demand: Demand): Costs {
    return costsOfAll(this.runs, this.shares(demand), turns);
  }

  magnitude(variable: string, turns: bigint): number {
    return this.runOf(variable)?.magnitude(variable, turns) ?? Infinity;
  }

  bits(variable: string, turns: bigint, limit: number): number {
    return this.runOf(variable)?.bits(variable, turns, limit) ?? Infinity;
  }

  after(turns: bigint, demand: Demand): ReturnType<Run["after"]> {
    const after = afterAll(this.runs, this.shares(demand), turns);
    return after && { ...after, kernels: KERNEL };
  }

  private runOf(variable: string): Run | undefined {
    return this.runs[this.groups.findIndex(({ names }) => names.includes(variable))];
  }

  private shares(demand: Demand): Demand[] {
    return this.groups.map(({ names }) => demand.filter((name) => names.includes(name)));
  }
}
