/**
 * Moves the variables of an inner loop ahead, inside the trace of an outer turn.
 *
 * The inner loop is a loop like any other: its turn is traced from the values that its variables have at its head, which
 * here are terms of the outer turn, and its path lasts for K turns. But K is a polynomial in the outer leaves
 * (`symbolic-trip.ts`), and so is the state after K turns (`course.ts`). What follows, the test that ends the loop or a turn
 * along another path, is traced as written. (Were the last turn of the path traced as well, the innermost turn of a nest of
 * depth d would be traced 2^d times.)
 *
 * Where the conditions depend on invariants alone, these are pinned, and their course may be any: the path lasts equally long
 * in every outer turn. Where only the number of turns does, the state may be a power.
 *
 * That the path does last is recorded on the outer path: the inner conditions are affine in the inner turn number, so that
 * they hold throughout when they hold at both ends. What the skipped turns compute is bounded by the envelopes of their
 * variables.
 */
import type { Relation } from "../../../algebra/relations.ts";
import { firstFlip, signSatisfies } from "../../../algebra/first-flip.ts";
import { assignedNames } from "../../assigned-names.ts";
import { atomsOf } from "../../coefficient.ts";
import type { Control } from "../../control.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import type { InnerLoop, Place } from "../../ir.ts";
import type { Polynomial } from "../../polynomial.ts";
import { constant, constantValue, leavesOf, minus, plus, substitute } from "../../polynomial.ts";
import { PRODUCT_CAP } from "../../polynomial-reader.ts";
import { Recorder } from "../../recorder.ts";
import { RefusalSignal } from "../../refusal.ts";
import { refuse } from "../../refusals.ts";
import type { TermGraph } from "../../term-graph.ts";
import type { Oracle } from "../../recorder.ts";
import type { Environment } from "../../turn.ts";
import { runTurn } from "../../turn.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm, valueType } from "../../value.ts";
import type { Closure } from "../../monomial-closure.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import type { Course, Landing } from "./course.ts";
import { courseOf, landing, landingOfPower, product } from "./course.ts";
import { negation } from "../../../algebra/relations.ts";
import { findGrowingProduct } from "../../solvable.ts";
import type { SymbolicTrip } from "./symbolic-trip.ts";
import { symbolicTrip } from "./symbolic-trip.ts";
import { mayBeNegativeZeroBeside } from "../../zero-sign.ts";

type Forward = NonNullable<Oracle["forward"]>;

export type MakeForward = (graph: TermGraph, evaluation: Evaluation) => Forward;

/** Inner loops of so few turns, whatever the outer values, are followed turn by turn: that needs no closed form. */
const UNROLLED_TURNS = 6n;

/** Inner turns that are traced until inner control returns. */
const PERIOD_CAP = 64;

/** The `forward` of an oracle that knows the present values. */
export function makeForward(graph: TermGraph, evaluation: Evaluation): Forward {
  const forward: Forward = (loop, env, turn, recorder) => {
    // At the head, in the next few turns, where nests have paths of their own, and again after 8, 16, 32, … turns.
    if (loop.testLast && loop.test === false) return false; // a block that jumps leave: one turn
    if (turn > 4 && (turn & (turn - 1)) !== 0) return false;
    try {
      new Inner(graph, evaluation, env, recorder, forward).move(loop);
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error; // refused: the inner loop is followed turn by turn
      recorder.unforwarded = error.refusal;
    }
    return false;
  };
  return forward;
}

/** A condition of the inner path: `difference wanted 0`, in the inner leaves, and its course over the inner turns. */
interface Condition {
  readonly wanted: Relation;
  readonly at: Place;
  readonly course: Course;
  /** For how many turns it holds now; undefined: for ever. */
  readonly holds: bigint | undefined;
}

interface Trip {
  readonly ending: Condition;
  /** How many turns the path lasts: now, and as a polynomial in outer leaves. */
  readonly now: bigint;
  readonly turns: Polynomial;
  /** How `turns` was found; undefined when it is the same in every outer turn, invariants being pinned. */
  readonly symbolic: SymbolicTrip | undefined;
}

class Inner {
  private readonly graph: TermGraph;
  private readonly evaluation: Evaluation;
  private readonly env: Environment<Value>;
  private readonly outer: Recorder;
  private readonly forward: Forward;
  /** What the inner leaves are at the head: polynomials in the outer leaves. */
  private readonly atHead = new Map<number, Polynomial>();
  /** Invariants whose values have been relied on. */
  private readonly pins = new Set<Term>();

  constructor(
    graph: TermGraph,
    evaluation: Evaluation,
    env: Environment<Value>,
    outer: Recorder,
    forward: Forward,
  ) {
    this.graph = graph;
    this.evaluation = evaluation;
    this.env = env;
    this.outer = outer;
    this.forward = forward;
  }

  /** @throws RefusalSignal when something has no reading; nothing has been changed then */
  move(loop: InnerLoop): void {
    const leaves = this.makeLeaves(loop);
    const env: Environment<Value> = new Map([...this.env, ...leaves]);
    const recorder = this.traceTurns(loop, leaves, env);
    if (recorder === undefined) return;
    const next = readNext(leaves, env, recorder);
    const differences = recorder.predicates.map(({ left, right }) =>
      minus(recorder.reader.of(left), recorder.reader.of(right)),
    );
    this.requireZeroSigns(recorder.zeroRemainders, leaves, env);
    const closure = this.close(next, differences);
    const conditions = recorder.predicates.map(({ relation, holds, at }, k): Condition => {
      const course = courseOf(closure, differences[k] as Polynomial) ?? refuse.innerLoop(at);
      const wanted = holds ? relation : negation[relation];
      return { wanted, at, course, holds: this.lasting(course, wanted) };
    });
    const trip = this.findTrip(conditions);
    if (trip === undefined) return;
    const skipped = trip.turns;
    const landings = [...leaves].map(([name, leaf]) => ({
      name,
      leaf,
      landing: this.land(closure, leaf, skipped),
    }));
    const delay = landings.reduce((most, { landing: { delay } }) => (delay > most ? delay : most), 1n);
    const records = this.recordsFor(conditions, trip, skipped, delay);
    if (!records.every(([relation, , polynomial]) => this.isTrue(polynomial, relation))) return;

    // Nothing can be refused any more: the outer path takes over what was found.
    this.outer.skippedTurns += Number(trip.now) * (1 + recorder.skippedTurns);
    this.outer.adopt(recorder, (leaf) => this.atHead.get(leaf.id));
    for (const invariant of this.pins) this.outer.control.pin(invariant);
    if (trip.symbolic !== undefined && trip.symbolic.step !== 1n)
      this.outer.control.residue(this.term(trip.symbolic.raised, ""), trip.symbolic.step);
    for (const [relation, at, polynomial] of records)
      this.outer.compare(relation, at, this.term(polynomial, at), 0n);
    for (const value of this.mustNotBeNegativeZero(recorder.zeroRemainders))
      this.outer.zeroRemainders.add(value);
    for (const { name, leaf, landing: landed } of landings) {
      this.outer.envelopes.set(leaf.id, landed.envelope);
      this.env.set(name, this.typed(landed.value, leaf, env.get(name)));
    }
  }

  /** A leaf for each number that the loop assigns, standing for its value at the head. */
  private makeLeaves(loop: InnerLoop): Map<string, Term> {
    const leaves = new Map<string, Term>();
    for (const name of assignedNames(loop)) {
      const value = this.env.get(name);
      const type = valueType(value);
      if (type !== "bigint" && type !== "number") continue;
      const leaf = this.graph.innerVariable(name, type);
      this.atHead.set(leaf.id, this.outer.reader.of(value));
      this.evaluation.define(leaf, this.evaluation.of(value));
      leaves.set(name, leaf);
    }
    return leaves;
  }

  /** The turns until inner control returns; undefined when the path does not come back to the head. */
  private traceTurns(
    loop: InnerLoop,
    leaves: ReadonlyMap<string, Term>,
    env: Environment<Value>,
  ): Recorder | undefined {
    const oracle: Oracle = {
      decide: (question) => Boolean(this.evaluation.of(question)),
      presentValue: (term) => this.evaluation.of(term),
      forward: this.forward,
      isInner: true,
    };
    const recorder = new Recorder(this.graph, oracle, undefined, undefined, this.outer.termCap);
    const { control } = recorder;
    const after = (leaf: Term): Value => (this.atHead.has(leaf.id) ? env.get(leaf.name) : leaf);
    // What is assigned and is no number has no algebra: it has to come back by itself.
    const others = [...assignedNames(loop)].filter((name) => !leaves.has(name));
    const hasReturned = (): boolean =>
      others.every((name) => isSame(this.env.get(name), env.get(name), control)) &&
      control.hasReturned(after);
    let turns = 0;
    do {
      if (turns++ === PERIOD_CAP || runTurn(loop, env, recorder).kind !== "next") return undefined;
    } while (!hasReturned());
    return recorder;
  }

  /** No turn of the inner loop may make a -0 of what had the remainder 0. */
  private requireZeroSigns(
    dividends: ReadonlySet<Term>,
    leaves: ReadonlyMap<string, Term>,
    env: Environment<Value>,
  ): void {
    if (dividends.size === 0) return;
    const next = new Map([...leaves.keys()].map((name) => [name, env.get(name)]));
    const flagged = mayBeNegativeZeroBeside(
      dividends,
      next,
      () => false,
      () => NaN,
    );
    if (flagged === undefined) refuse.innerLoop("");
  }

  /** Then none of them is -0 unless one of these outer values is. */
  private *mustNotBeNegativeZero(dividends: ReadonlySet<Term>): Generator<Term> {
    for (const dividend of dividends) {
      for (const id of leavesOf(this.outer.reader.of(dividend))) {
        const leaf = this.graph.terms[id] as Term;
        const value = this.atHead.has(id) ? this.env.get(leaf.name) : leaf;
        if (isTerm(value) && !value.invariant && value.type === "number") yield value;
      }
    }
  }

  /** The closure of what the loop assigns and asks; all other leaves stay as they are. */
  private close(next: Map<number, Polynomial>, differences: readonly Polynomial[]): Closure {
    const seeds: (readonly number[])[] = [...next.keys()].map((leaf) => [leaf]);
    for (const { summands } of differences)
      for (const { monomial } of summands.values()) seeds.push(monomial);
    for (const polynomial of [...next.values(), ...differences]) {
      for (const leaf of leavesOf(polynomial)) if (!next.has(leaf)) next.set(leaf, this.leafPolynomial(leaf));
    }
    if (findGrowingProduct(next)) refuse.innerLoop("");
    return closeMonomials(seeds, next, (leaf) => (this.graph.terms[leaf] as Term).name, this.graph.work);
  }

  private leafPolynomial(leaf: number): Polynomial {
    return this.outer.reader.of(this.graph.terms[leaf]);
  }

  /** For how many turns a condition holds now; undefined: for ever. */
  private lasting({ early, newton, delay }: Course, wanted: Relation): bigint | undefined {
    const broken = early.findIndex((polynomial) => !this.isTrue(polynomial, wanted));
    if (broken >= 0) return BigInt(broken);
    const flip = firstFlip(
      newton.map((polynomial) => this.value(polynomial)),
      wanted,
    );
    return flip === undefined ? undefined : flip + delay;
  }

  /** How long the path lasts: until the first of its conditions changes. */
  private findTrip(conditions: readonly Condition[]): Trip | undefined {
    let ending: Condition | undefined;
    for (const condition of conditions) {
      if (condition.holds === undefined) continue;
      if (ending?.holds === undefined || condition.holds < ending.holds) ending = condition;
    }
    const now = ending?.holds;
    if (now === undefined || now < 2n || ending === undefined) return undefined;
    const { newton, delay } = ending.course;
    const outside = newton.map((polynomial) => this.outside(polynomial));
    const symbolic = symbolicTrip(outside, ending.wanted, (polynomial) => this.value(polynomial));
    if (symbolic === undefined || symbolic.step > 1024n) {
      if (now <= UNROLLED_TURNS || !this.pinCourse(ending.course)) return undefined;
      return { ending, now, turns: constant(now), symbolic: undefined };
    }
    const turns = plus(symbolic.turns, constant(delay));
    if (this.value(turns) !== now) return undefined;
    if (typeof constantValue(turns) === "bigint" && now <= UNROLLED_TURNS) return undefined;
    return { ending, now, turns, symbolic };
  }

  /** Relies on what a course depends on; false when that is more than invariants. */
  private pinCourse({ early, newton }: Course): boolean {
    const parts = [...early, ...newton].map((polynomial) => this.outside(polynomial));
    return parts.every((polynomial) => this.pin(polynomial) !== undefined);
  }

  /** The value of a polynomial in invariants alone, which is relied on. */
  private pin(polynomial: Polynomial): bigint | undefined {
    if (leavesOf(polynomial).size > 0) return undefined;
    for (const { coefficient } of polynomial.summands.values())
      for (const invariant of atomsOf(coefficient)) this.pins.add(invariant);
    return this.value(polynomial);
  }

  /** The value of a leaf after the skipped turns, in outer leaves. */
  private land(closure: Closure, leaf: Term, skipped: Polynomial): Landing & { readonly delay: bigint } {
    const polynomial = this.leafPolynomial(leaf.id);
    const course = courseOf(closure, polynomial);
    if (course !== undefined) {
      const outside = {
        delay: course.delay,
        early: course.early.map((early) => this.outside(early)),
        newton: course.newton.map((difference) => this.outside(difference)),
      };
      return { ...landing(outside, skipped), delay: course.delay };
    }
    const turns = this.pin(skipped);
    const power = turns === undefined ? undefined : landingOfPower(closure, polynomial, turns);
    // A power bounds no number by what the certificate could use.
    if (power === undefined || leaf.type === "number") return refuse.innerLoop(leaf.at);
    const envelope = power.envelope.map((factors) => factors.map((factor) => this.outside(factor)));
    return { value: this.outside(power.value), envelope, delay: 0n };
  }

  /** What has to hold of the outer values for the skipped turns to be as traced. */
  private recordsFor(
    conditions: readonly Condition[],
    trip: Trip,
    skipped: Polynomial,
    delay: bigint,
  ): (readonly [Relation, Place, Polynomial])[] {
    const records: (readonly [Relation, Place, Polynomial])[] = [];
    const enough = minus(skipped, constant(delay));
    if (typeof constantValue(enough) !== "bigint") records.push([">=", trip.ending.at, enough]);
    else if (this.value(enough) < 0n) refuse.innerLoop(trip.ending.at);
    for (const condition of conditions) {
      const { wanted, at, course } = condition;
      for (const polynomial of course.early) records.push([wanted, at, this.outside(polynomial)]);
      const [first, slope, ...rest] = course.newton.map((polynomial) => this.outside(polynomial));
      if (first === undefined) return refuse.innerLoop(at);
      if (rest.length > 0) {
        if (!this.pinCourse(course)) return refuse.innerLoop(at);
        if (condition.holds !== undefined)
          records.push([">=", at, minus(constant(condition.holds), trip.turns)]);
        continue;
      }
      if (slope === undefined || condition === trip.ending) {
        records.push([wanted, at, first]);
        continue;
      }
      // An inequation that holds at both ends on the same side holds in between.
      const held = wanted !== "!=" ? wanted : this.value(first) > 0n ? ">" : "<";
      const lastTurn = minus(skipped, constant(course.delay + 1n));
      records.push([held, at, first], [held, at, plus(first, product(slope, lastTurn))]);
    }
    return records;
  }

  private outside(polynomial: Polynomial): Polynomial {
    return (
      substitute(polynomial, (leaf) => this.atHead.get(leaf), PRODUCT_CAP) ??
      refuse.closureTooLarge("", PRODUCT_CAP)
    );
  }

  private value(polynomial: Polynomial): bigint {
    return this.evaluation.polynomial(polynomial);
  }

  private isTrue(polynomial: Polynomial, relation: Relation): boolean {
    const value = this.value(polynomial);
    return signSatisfies(value < 0n ? -1 : value > 0n ? 1 : 0, relation);
  }

  private term(polynomial: Polynomial, at: Place): Term {
    return this.graph.polynomial(polynomial, "bigint", at);
  }

  /** The value as one of the leaf's type: a literal where it is a constant, but for a zero whose sign is not known. */
  private typed(polynomial: Polynomial, leaf: Term, next: Value): Value {
    const { type, at, name } = leaf;
    const known = constantValue(polynomial);
    const isLiteral = known !== 0n || type === "bigint" || !isTerm(next === leaf ? this.env.get(name) : next);
    if (typeof known !== "bigint" || !isLiteral) return this.graph.polynomial(polynomial, type, at);
    return type === "bigint" ? known : Number(known);
  }
}

/** Is a variable that is no number what it was at the head? A leaf may have become the value that it has, which is control. */
function isSame(before: Value, now: Value, control: Control): boolean {
  if (Object.is(before, now)) return true;
  if (!isTerm(before) || isTerm(now) || before.op !== "variable" || before.type === "object") return false;
  return valueType(now) === before.type && Object.is(control.value(before), now);
}

function readNext(
  leaves: ReadonlyMap<string, Term>,
  env: Environment<Value>,
  { reader }: Recorder,
): Map<number, Polynomial> {
  const next = new Map<number, Polynomial>();
  for (const [name, leaf] of leaves) {
    const value = env.get(name);
    if (valueType(value) !== leaf.type)
      refuse.variableType(name, leaf.type, "its type changes in the inner loop");
    next.set(leaf.id, reader.of(value));
  }
  return next;
}
