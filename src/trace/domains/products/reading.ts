/** A system of products: as `explain` shows it, and at a call. */
import { requireIntegers } from "../require-integer.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import { bitLength } from "../../../algebra/bit-length.ts";
import type { Newton } from "../../../algebra/consecutive-values.ts";
import { isWithinMemory, requireMemory } from "../../../kernels/memory.ts";
import { binarySplitting, growthCost } from "../../../kernels/matrix-product/cost.ts";
import type { Method } from "../../../kernels/matrix-product/prime-factors.ts";
import { primeFactors } from "../../../kernels/matrix-product/prime-factors.ts";
import { lowerStateBits, upperStateBits } from "../../../kernels/matrix-product/growth.ts";
import type { PolynomialSystem } from "../../../kernels/matrix-product/polynomial-system.ts";
import { livingTurns } from "../../../kernels/matrix-product/vanishing.ts";
import { apply } from "../../../transition/apply.ts";
import { groups, reachable, restrict } from "../../../transition/blocks.ts";
import { cells } from "../../../transition/print.ts";
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { refuse } from "../../refusals.ts";
import { integerStart } from "../../integer-start.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term } from "../../value.ts";
import type { Closure } from "../../monomial-closure.ts";
import type { Call, Costs, Demand, Group, Reading, Run } from "../domain.ts";
import type { Instance } from "./instance.ts";
import { instanceOf, rationalInstance } from "./instance.ts";
import { CourseValues } from "./course-values.ts";
import type { Chain } from "./divisions.ts";
import { ExactTurns } from "./exact-turns.ts";
import type { ProductClosure } from "./product-closure.ts";
import { printPolynomial } from "./product-closure.ts";

export interface ProductsPlan {
  readonly trace: Trace;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
  /** The variables that are read; they are the first entries of the basis. */
  readonly names: readonly string[];
  readonly closure: ProductClosure;
  /** The monomials of course variables that occur in the coefficients. */
  readonly courses: Closure;
  readonly chains: readonly Chain[];
  /** By reciprocal. */
  readonly divisors: ReadonlyMap<number, Polynomial>;
  readonly nameOf: (leaf: number) => string;
}

const KERNEL = "binary splitting";

/** A product that can exist has fewer factors other than 1 and -1. */
const MOST_TURNS = 1n << 40n;

export class ProductsReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly plan: ProductsPlan;

  constructor(plan: ProductsPlan) {
    const { transition } = plan.closure;
    this.plan = plan;
    this.groups = groups(transition).map((columns) => {
      const part = restrict(transition, columns);
      return { basis: part.basis, matrix: cells(part, (c) => printPolynomial(c, plan.nameOf)) };
    });
    this.dimension = transition.basis.length;
  }

  covers(variable: string): boolean {
    return this.plan.names.includes(variable);
  }

  begin(call: Call): Run {
    const { leafValue, evaluation } = call;
    requireIntegers(this.plan.exact, call);
    const { closure, courses, nameOf } = this.plan;
    const valueOf = (monomial: Monomial): bigint =>
      monomial.reduce((product, leaf) => product * integerStart(nameOf(leaf), leafValue), 1n);
    const values = new CourseValues(courses, valueOf, (atom) => evaluation.integer(atom));
    return new ProductsRun(this.plan, values, closure.monomials.map(valueOf), (leaf) => valueOf([leaf]));
  }
}

/** Entries that can be computed apart from the others: these of the whole basis. */
interface Part {
  readonly columns: readonly number[];
  readonly system: PolynomialSystem;
  /** What each turn divides by. */
  readonly denominator: Newton | undefined;
  /** At the end of the early turns. */
  readonly start: readonly bigint[];
}

/** A part with the wanted variables, and their places in it. */
interface WantedPart extends Part {
  readonly outputs: readonly (readonly [name: string, place: number])[];
}

class ProductsRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly plan: ProductsPlan;
  private readonly courses: CourseValues;
  private readonly instance: Instance | undefined;
  private readonly exact: ExactTurns | undefined;
  /** The states of the early turns, the first late one included. */
  private readonly states: readonly (readonly bigint[])[];
  /** Bounds that were asked for, by columns and turns. */
  private readonly upper = new Map<string, number>();
  private readonly parts = new Map<string, Part>();

  constructor(
    plan: ProductsPlan,
    courses: CourseValues,
    start: readonly bigint[],
    startOf: (leaf: number) => bigint,
  ) {
    this.plan = plan;
    this.courses = courses;
    const { closure, chains } = plan;
    if (chains.length === 0) this.instance = instanceOf(closure.transition, courses);
    else {
      if (courses.delay > 0) refuse.fraction("", closure.transition.basis[0] ?? "");
      this.exact = new ExactTurns(chains, courses, startOf);
    }
    const states = [start];
    for (const turn of this.instance?.early ?? [])
      states.push(apply(turn, states.at(-1) as readonly bigint[]));
    this.states = states;
  }

  /** All numbers in the coefficients are those of course variables, which the integers' domain certifies. */
  certify(turns: bigint): bigint {
    return this.exact?.of(turns) ?? turns;
  }

  exceeds(turns: bigint, limit: number): { variable: string; bits: number } | undefined {
    const late = this.lateTurns(turns);
    if (late <= 0n) return undefined;
    if (this.certify(turns) !== turns) return undefined;
    for (const [place, variable] of this.plan.names.entries()) {
      const { system, start, columns, denominator } = this.partOf([place]);
      const bits = lowerStateBits(system, start, late, columns.indexOf(place), denominator);
      if (bits !== undefined && bits > limit) return { variable, bits };
    }
    return undefined;
  }

  fits(turns: bigint, limit: number): boolean {
    return this.plan.names.every((name, place) => {
      const { system, start } = this.partOf([place]);
      const isShort = livingTurns(system, start, this.lateTurns(turns)) <= MOST_TURNS;
      return isShort && this.bits(name, turns) <= limit;
    });
  }

  costs(turns: bigint, demand: Demand): Costs {
    const late = this.lateTurns(turns);
    let [jump, growth] = [0, 0];
    for (const part of this.partsFor(demand)) {
      const { system, denominator } = part;
      const living = livingTurns(system, part.start, late);
      const bits = this.upperBits(part, late);
      // Beyond, nothing is multiplied: the result is 0, or cannot exist.
      if (living === late && bits > 0 && late <= MOST_TURNS) jump += this.methodFor(part, late, bits).cost;
      growth += growthCost(system, denominator, living, bits);
    }
    return { jump, growth };
  }

  magnitude(variable: string, turns: bigint): number {
    return 2 ** this.bits(variable, turns);
  }

  bits(variable: string, turns: bigint): number {
    const place = this.plan.names.indexOf(variable);
    if (place < 0) return Infinity;
    const part = this.partOf([place]);
    const { columns } = part;
    const early = this.states.flatMap((state) => columns.map((column) => bitLength(state[column] as bigint)));
    return Math.max(...early, this.upperBits(part, this.lateTurns(turns)));
  }

  private upperBits({ columns, system, start, denominator }: Part, late: bigint): number {
    const key = `${columns.join()} ${late}`;
    let bits = this.upper.get(key);
    if (bits === undefined) {
      bits = upperStateBits(system, start, late, denominator);
      this.upper.set(key, bits);
    }
    return bits;
  }

  after(
    turns: bigint,
    demand: Demand,
    progress?: Progress,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const late = this.lateTurns(turns);
    const values = new Map<string, Primitive>();
    if (late <= 0n) {
      const state = this.states[Number(turns)] as readonly bigint[];
      for (const name of demand) values.set(name, state[this.plan.names.indexOf(name)]);
      return { values, kernels: KERNEL };
    }
    const kernels = new Set<string>();
    const parts = this.partsFor(demand);
    for (const [k, part] of parts.entries()) {
      const places = part.outputs.map(([, place]) => place);
      const method = this.methodFor(part, late, this.upperBits(part, late));
      const isZero = livingTurns(part.system, part.start, late) < late;
      if (!isZero) requireMemory(method.peak);
      const results = isZero
        ? places.map(() => 0n)
        : method.run(places, share(progress, k / parts.length, (k + 1) / parts.length));
      kernels.add(method.kernel);
      part.outputs.forEach(([name], k) => values.set(name, results[k]));
    }
    return { values, kernels: [...kernels].join(" + ") };
  }

  private methodFor({ system, denominator, start }: Part, late: bigint, bits: number): Method {
    const splitting = binarySplitting(system, denominator, start, late, bits);
    const primes = primeFactors(system, denominator, start, late, bits);
    if (primes === undefined) return splitting;
    const [first, second] = primes.cost < splitting.cost ? [primes, splitting] : [splitting, primes];
    return isWithinMemory(first.peak) || !isWithinMemory(second.peak) ? first : second;
  }

  private get lateStart(): readonly bigint[] {
    return this.states.at(-1) as readonly bigint[];
  }

  private lateTurns(turns: bigint): bigint {
    const late = turns - BigInt(this.instance?.early.length ?? 0);
    return late < 0n ? 0n : late;
  }

  private partOf(places: readonly number[]): Part {
    const columns = reachable<unknown>(this.instance?.late ?? this.plan.closure.transition, places);
    const key = columns.join();
    let part = this.parts.get(key);
    if (part === undefined) {
      const start = columns.map((column) => this.lateStart[column] as bigint);
      part = { ...this.systemOf(columns), start, columns };
      this.parts.set(key, part);
    }
    return part;
  }

  private systemOf(columns: readonly number[]): Pick<Part, "system" | "denominator"> {
    const { instance, plan, courses } = this;
    if (instance) return { system: restrict(instance.late, columns), denominator: undefined };
    return rationalInstance(restrict(plan.closure.transition, columns), courses, plan.divisors);
  }

  private partsFor(demand: Demand): WantedPart[] {
    const wanted = demand.map((name) => this.plan.names.indexOf(name));
    if (wanted.length === 0) return [];
    if (wanted.length === 1) {
      const part = this.partOf(wanted);
      return [{ ...part, outputs: [[demand[0] as string, part.columns.indexOf(wanted[0] as number)]] }];
    }
    const needed = reachable<unknown>(this.instance?.late ?? this.plan.closure.transition, wanted);
    return groups<unknown>(
      restrict<unknown>(this.instance?.late ?? this.plan.closure.transition, needed),
    ).flatMap((group) => {
      const members = group.map((column) => needed[column] as number);
      const places = wanted.filter((place) => members.includes(place));
      if (places.length === 0) return [];
      const part = this.partOf(places);
      const outputs = places.map(
        (place) => [this.plan.names[place] as string, part.columns.indexOf(place)] as const,
      );
      return [{ ...part, outputs }];
    });
  }
}
