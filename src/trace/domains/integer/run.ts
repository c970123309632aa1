/**
 * An integer reading at one call: start values, how long the path lasts, what is certified, and the state after the jump.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { Envelope } from "../../../transition/growth.ts";
import { lowerBits, upperBits } from "../../../transition/growth.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { refuse } from "../../refusals.ts";
import type { Primitive, Value } from "../../value.ts";
import type { Demand, Run } from "../domain.ts";
import { ExactStates } from "./exact-states.ts";
import type { Instance } from "./instance.ts";
import type { IntegerPlan } from "./integer-plan.ts";
import { printPredicate } from "./integer-plan.ts";
import { lasting, mirrored } from "./lasting.ts";
import { boundBits, boundTerms } from "./magnitude.ts";
import { OrbitFunctional } from "./orbit-functional.ts";
import { mayBeNegativeZero } from "./zero-sign.ts";

/** What a plain turn costs over numbers, for each operation in it: measured 0.3 to 1 ns. */
const NUMBER_OPERATION_NS = 0.5;

/** So many plain turns take centuries, whatever a turn is; beyond, the predictions overflow a double. */
const NEVER_ENDING = 1n << 64n;

export class IntegerRun implements Run {
  readonly lasts: bigint | undefined;
  readonly endsInTest: boolean;
  private readonly plan: IntegerPlan;
  private readonly instance: Instance;
  private readonly evaluation: Evaluation;
  private readonly start: readonly bigint[];
  private readonly exact: ExactStates;

  constructor(
    plan: IntegerPlan,
    instance: Instance,
    leafValue: (name: string) => unknown,
    evaluation: Evaluation,
  ) {
    this.plan = plan;
    this.instance = instance;
    this.evaluation = evaluation;
    this.start = startState(plan, leafValue);
    this.exact = new ExactStates(instance, this.start);
    let lasts: bigint | undefined;
    let endsInTest = false;
    for (let k = 0; k < plan.questions.length; k++) {
      const turns = this.questionLasts(k);
      if (turns !== undefined && (lasts === undefined || turns < lasts)) {
        lasts = turns;
        endsInTest = plan.questions[k]?.predicate.endsLoop === true;
      }
    }
    this.lasts = lasts;
    this.endsInTest = endsInTest;
  }

  private questionLasts(k: number): bigint | undefined {
    const { predicate, bound, flipped } = this.plan.questions[k] as IntegerPlan["questions"][number];
    const functional = this.instance.functionals[k] as Instance["functionals"][number];
    const relation = flipped ? mirrored[predicate.relation] : predicate.relation;
    const limit = this.evaluation.of(bound);
    if (!(functional instanceof OrbitFunctional))
      return lasting(functional, this.start, relation, limit, predicate.holds);
    const change = functional.lasting(this.exact, relation, limit, predicate.holds);
    return change === "undecided" ? refuse.condition(predicate.at, printPredicate(predicate)) : change.turns;
  }

  certify(turns: bigint): bigint {
    if (this.plan.numberTerms.length === 0) return turns;
    const envelope = this.instance.envelopeFrom(this.start);
    if (this.isExact(envelope, turns)) return turns;
    let certified = 0n;
    for (let step = 1n << BigInt(Math.min(bitLength(turns), 54)); step > 0n; step >>= 1n) {
      const next = certified + step;
      if (next <= turns && this.isExact(envelope, next)) certified = next;
    }
    return certified;
  }

  /** Does every number of the first `turns` turns stay a safe integer? */
  private isExact(envelope: Envelope, turns: bigint): boolean {
    const bounds = envelope.at(turns);
    const bound = boundTerms(
      (name) => bounds[this.plan.columnOf(name) as number] as number,
      (value) => Number(this.evaluation.of(value)),
    );
    return this.plan.numberTerms.every((term) => bound(term) <= Number.MAX_SAFE_INTEGER);
  }

  fits(turns: bigint, limit: number): boolean {
    const { bigintTerms } = this.plan;
    if (bigintTerms.length === 0) return true;
    // A bound far below the limit is as good as a tight one, and leaves room for the terms of a turn.
    const bits = upperBits(this.instance.transition, this.start, turns, limit / 16);
    const bound = boundBits(
      (name) => bits[this.plan.columnOf(name) ?? -1] ?? Infinity,
      (value) => bitsOf(this.evaluation.of(value)),
    );
    return bigintTerms.every((term) => bound(term) <= limit);
  }

  exceeds(turns: bigint, limit: number): { variable: string; bits: number } | undefined {
    for (const index of this.plan.variables) {
      const variable = this.plan.names[index] as string;
      if (this.plan.trace.leaves.get(variable)?.type !== "bigint") continue;
      const column = this.plan.columnOf(variable) as number;
      const bits = lowerBits(this.instance.transition, this.start, turns, column);
      if (bits !== undefined && bits > limit) return { variable, bits };
    }
    return undefined;
  }

  pays(turns: bigint, demand: Demand, overhead: number): boolean {
    if (turns > NEVER_ENDING) return true;
    const { jump, plain } = this.instance.costs(this.start, turns, this.columnsOf(demand));
    const { numberTerms, bigintTerms } = this.plan;
    const numbers =
      Number(turns) * numberTerms.filter(({ op }) => op !== "variable").length * NUMBER_OPERATION_NS;
    return jump + overhead < (bigintTerms.length > 0 ? plain : 0) + numbers;
  }

  after(
    turns: bigint,
    demand: Demand,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const { state, kernels } = this.exact.after(turns, this.columnsOf(demand));
    const values = new Map<string, Primitive>();
    let flagged: ReadonlySet<string> | undefined;
    for (const name of demand) {
      const value = state[this.plan.columnOf(name) as number] as bigint;
      if (this.plan.trace.leaves.get(name)?.type === "bigint") {
        values.set(name, value);
        continue;
      }
      if (value === 0n && (flagged ??= this.negativeZeros()).has(name)) return undefined;
      values.set(name, Number(value));
    }
    return { values, kernels };
  }

  private negativeZeros(): ReadonlySet<string> {
    const { plan } = this;
    const next = new Map<string, Value>();
    for (const variable of plan.variables) {
      const name = plan.names[variable] as string;
      next.set(name, plan.trace.next.get(name));
    }
    return mayBeNegativeZero(
      next,
      (name) => (this.start[plan.columnOf(name) as number] as bigint) >= 0n,
      (value: Value) => Number(this.evaluation.of(value)),
    );
  }

  private columnsOf(demand: Demand): number[] {
    return demand.map((name) => this.plan.columnOf(name) as number);
  }
}

/** The values of the basis monomials at the start. */
function startState(
  { variables, names, closure }: IntegerPlan,
  leafValue: (name: string) => unknown,
): bigint[] {
  const values: bigint[] = [];
  for (const variable of variables) values[variable] = integerStart(names[variable] as string, leafValue);
  return closure.monomials.map((monomial) => {
    if (monomial.length === 1) return values[monomial[0] as number] as bigint;
    let product = 1n;
    for (const variable of monomial) product *= values[variable] as bigint;
    return product;
  });
}

function integerStart(name: string, leafValue: (name: string) => unknown): bigint {
  const value = leafValue(name);
  if (typeof value === "bigint") return value;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
  return refuse.notInteger(name);
}

function bitsOf(value: Primitive): number {
  return typeof value === "bigint" ? bitLength(value) : 0;
}
