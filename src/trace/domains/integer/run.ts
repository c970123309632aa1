/**
 * An integer reading at one call: start values, how long the path lasts, what is certified, and the state after the jump.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { Effort, Progress } from "../../../algebra/progress.ts";
import type { Envelope } from "../../../transition/growth.ts";
import { courses, lowerBits } from "../../../transition/growth.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { refuse } from "../../refusals.ts";
import { integerStart } from "../../integer-start.ts";
import type { Polynomial } from "../../polynomial.ts";
import type { Primitive, Value } from "../../value.ts";
import type { Predicate } from "../../path.ts";
import type { Call, Costs, Demand, PathEnd, Run } from "../domain.ts";
import { Certificate } from "../certificate.ts";
import { ExactStates } from "./exact-states.ts";
import type { Instance } from "./instance.ts";
import { isPolynomial } from "./instance.ts";
import type { IntegerPlan } from "./integer-plan.ts";
import { printPredicate } from "./integer-plan.ts";
import type { PlanMemory } from "./plan-memory.ts";
import { mirrored } from "../../../algebra/relations.ts";
import type { Course } from "./lasting.ts";
import { courseFrom, lasting } from "./lasting.ts";
import { boundBits, boundPolynomial, boundTerms, polynomialBits } from "../../magnitude.ts";
import { mayBeNegativeZeroBeside } from "../../zero-sign.ts";

/** So few turns are cheaper taken than reasoned about. */
const FEW_TURNS = 64n;

/** What calls that differ in their free bounds share, and what one of them has found out for the others. */
interface Shared {
  readonly plan: IntegerPlan;
  readonly memory: PlanMemory;
  readonly instance: Instance;
  readonly start: readonly bigint[];
  readonly exact: ExactStates;
  /** The courses of the predicates that have one. */
  readonly courses: (Course | undefined)[];
  readonly certificate: Certificate;
  /** So many turns, and fewer, fit within the limit. */
  fitting: bigint;
  limit: number;
}

export class IntegerRun implements Run {
  readonly lasts: bigint | undefined;
  readonly end: PathEnd | undefined;
  private readonly shared: Shared;
  private readonly plan: IntegerPlan;
  private readonly memory: PlanMemory;
  private readonly instance: Instance;
  private readonly evaluation: Evaluation;
  private readonly start: readonly bigint[];
  private readonly exact: ExactStates;

  private constructor(shared: Shared, evaluation: Evaluation, effort: Effort | undefined) {
    this.shared = shared;
    this.plan = shared.plan;
    this.memory = shared.memory;
    this.instance = shared.instance;
    this.start = shared.start;
    this.exact = shared.exact;
    this.evaluation = evaluation;
    const end = this.findEnd(effort);
    this.lasts = end?.turns;
    this.end = end && this.memory.endOf(end.predicate);
  }

  static begin(
    plan: IntegerPlan,
    memory: PlanMemory,
    instance: Instance,
    { evaluation, leafValue, effort }: Call,
  ): IntegerRun {
    const start = startState(plan, leafValue);
    const exact = new ExactStates(instance, start);
    const nothing = { courses: [], certificate: new Certificate(), fitting: 0n, limit: 0 };
    return new IntegerRun({ plan, memory, instance, start, exact, ...nothing }, evaluation, effort);
  }

  again(evaluation: Evaluation, effort?: Effort): IntegerRun {
    return new IntegerRun(this.shared, evaluation, effort);
  }

  /**
   * The first change of a predicate; of several in one turn the one that is asked first. Polynomial courses are answered
   * first: when one of them changes soon, the others need to be known for so long only.
   */
  private findEnd(
    effort: Effort | undefined,
  ): { readonly turns: bigint; readonly predicate: Predicate } | undefined {
    const { questions } = this.plan;
    let first: { turns: bigint; k: number } | undefined;
    for (const k of this.instance.easiestFirst) {
      const turns = this.questionLasts(k, first?.turns, effort);
      if (turns === undefined) continue;
      if (first === undefined || turns < first.turns || (turns === first.turns && k < first.k))
        first = { turns, k };
    }
    return (
      first && {
        turns: first.turns,
        predicate: (questions[first.k] as IntegerPlan["questions"][number]).predicate,
      }
    );
  }

  /** @param atMost the turns in which the answer matters, where they are known */
  private questionLasts(
    k: number,
    atMost: bigint | undefined,
    effort: Effort | undefined,
  ): bigint | undefined {
    const { predicate, bound, flipped } = this.plan.questions[k] as IntegerPlan["questions"][number];
    const functional = this.instance.functionals[k];
    const relation = flipped ? mirrored[predicate.relation] : predicate.relation;
    const limit = this.evaluation.of(bound);
    if (isPolynomial(functional)) {
      const course = (this.shared.courses[k] ??= courseFrom(functional, this.start));
      return lasting(course, relation, limit, predicate.holds);
    }
    if (functional === undefined) return refuse.condition(predicate.at, printPredicate(predicate));
    if (atMost !== undefined && atMost <= FEW_TURNS) {
      return functional.changeWithin(atMost + 1n, this.start, relation, limit, predicate.holds);
    }
    const change = functional.lasting(this.exact, relation, limit, predicate.holds, effort);
    return change === "undecided" ? refuse.condition(predicate.at, printPredicate(predicate)) : change.turns;
  }

  certify(turns: bigint): bigint {
    if (this.plan.numberTerms.length === 0) return turns;
    let envelope: Envelope | undefined;
    return this.shared.certificate.of(turns, (some) => {
      envelope ??= this.instance.envelopeFrom(this.start);
      return this.isExact(envelope, some);
    });
  }

  /** Does every number of the first `turns` turns stay a safe integer? */
  private isExact(envelope: Envelope, turns: bigint): boolean {
    const bounds = envelope.at(turns);
    const invariant = (value: Value): number => Number(this.evaluation.of(value));
    const variable = (leaf: number): number =>
      this.innerBound(leaf, (factors) =>
        factors.reduce((product, factor) => product * boundPolynomial(factor, variable, invariant), 1),
      ) ??
      bounds[this.columnOfLeaf(leaf)] ??
      Infinity;
    const bound = boundTerms(variable, invariant);
    const { numberTerms, settings } = this.plan;
    const largest = settings.largestNumber ?? Number.MAX_SAFE_INTEGER;
    return numberTerms.every((term) => bound(term) <= largest);
  }

  fits(turns: bigint, limit: number): boolean {
    const { shared } = this;
    if (limit === shared.limit && turns <= shared.fitting) return true;
    if (!this.hasBits(turns, limit)) return false;
    shared.limit = limit;
    shared.fitting = turns;
    return true;
  }

  /** Has every BigInt of the first `turns` turns at most `limit` bits? */
  private hasBits(turns: bigint, limit: number): boolean {
    const { bigintTerms } = this.plan;
    if (bigintTerms.length === 0) return true;
    // A bound far below the limit is as good as a tight one, and leaves room for the terms of a turn.
    const bits = this.instance.upperBits(this.start, turns, limit / 16);
    const invariant = (value: Value): number => bitsOf(this.evaluation.of(value));
    const variable = (leaf: number): number =>
      this.innerBound(leaf, (factors) =>
        factors.reduce((sum, factor) => sum + polynomialBits(factor, variable, invariant), 1),
      ) ??
      bits[this.columnOfLeaf(leaf)] ??
      Infinity;
    const bound = boundBits(variable, invariant);
    return bigintTerms.every((term) => bound(term) <= limit);
  }

  /** A leaf of an inner loop is bounded by the sum of its envelope's products (as bits: one more for each product). */
  private innerBound(
    leaf: number,
    boundProduct: (factors: readonly Polynomial[]) => number,
  ): number | undefined {
    return this.plan.trace.envelopes.get(leaf)?.reduce((sum, factors) => sum + boundProduct(factors), 0);
  }

  private columnOfLeaf(leaf: number): number {
    return this.plan.closure.indexOf.get(String(leaf)) ?? -1;
  }

  exceeds(turns: bigint, limit: number): { variable: string; bits: number } | undefined {
    for (const { name: variable, type } of this.plan.variables) {
      if (type !== "bigint") continue;
      const column = this.plan.columnOf(variable) as number;
      const entry = lowerBits(this.instance.transition, this.start, turns, column, courses);
      if (entry === undefined) continue;
      // The entry is the variable times its scale.
      const scale = this.plan.closure.scales[column] as bigint;
      const bits = scale === 1n ? entry : entry - bitLength(scale);
      if (bits > limit) return { variable, bits };
    }
    return undefined;
  }

  costs(turns: bigint, demand: Demand): Costs {
    const { jump, growth } = this.instance.parts.costs(this.start, turns, this.memory.columnsOf(demand));
    return { jump, growth: this.plan.bigintTerms.length > 0 ? growth : 0 };
  }

  magnitude(variable: string, turns: bigint): number {
    const column = this.plan.columnOf(variable);
    return column === undefined
      ? Infinity
      : (this.instance.envelopeFrom(this.start).at(turns)[column] ?? Infinity);
  }

  bits(variable: string, turns: bigint, limit: number): number {
    const column = this.plan.columnOf(variable);
    if (column === undefined) return Infinity;
    return this.instance.upperBits(this.start, turns, limit)[column] ?? Infinity;
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const { state, kernels } = this.exact.after(turns, this.memory.columnsOf(demand), progress);
    const values = new Map<string, Primitive>();
    let flagged: ReadonlySet<string> | undefined;
    if (this.plan.trace.zeroRemainders.size > 0) {
      flagged = this.negativeZeros();
      if (flagged === undefined) return undefined;
    }
    for (const { name, column, scale, isBigint } of this.memory.outputsOf(demand)) {
      const entry = state[column] as bigint;
      const value = scale === 1n ? entry : entry / scale;
      if (isBigint) {
        values.set(name, value);
        continue;
      }
      if (value === 0n && (flagged ??= this.negativeZeros())?.has(name) !== false) return undefined;
      values.set(name, Number(value));
    }
    return { values, kernels };
  }

  private negativeZeros(): ReadonlySet<string> | undefined {
    const { plan } = this;
    const next = new Map<string, Value>();
    for (const { name } of plan.variables) next.set(name, plan.trace.next.get(name));
    return mayBeNegativeZeroBeside(
      plan.trace.zeroRemainders,
      next,
      (name) => (this.start[plan.columnOf(name) as number] as bigint) >= 0n,
      (value: Value) => Number(this.evaluation.of(value)),
    );
  }
}

/** The values of the basis monomials at the start, each times its scale. */
function startState({ variables, closure }: IntegerPlan, leafValue: (name: string) => unknown): bigint[] {
  const values: bigint[] = [];
  for (const { id, name } of variables) values[id] = integerStart(name, leafValue);
  return closure.monomials.map((monomial, k) => {
    let product = closure.scales[k] as bigint;
    for (const leaf of monomial)
      product = product === 1n ? (values[leaf] as bigint) : product * (values[leaf] as bigint);
    return product;
  });
}

function bitsOf(value: Primitive): number {
  return typeof value === "bigint" ? bitLength(value) : 0;
}
