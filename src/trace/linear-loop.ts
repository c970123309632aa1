/**
 * Loops that the text tells all about: before any call it is known that every turn is the same linear map over Z,
 *
 *     while (counter relation bound) state = M·state,        counter' = counter + step,
 *
 * with integers for M and step, and that a turn throws nothing but for the size of a BigInt. Only the start values and the
 * bound, which the turn does nothing with but compare, are for the call. Such a loop needs no trace at run time
 * (`runtime/linear-door.ts`): what is left of it is this record.
 */
import { bitLength } from "../algebra/bit-length.ts";
import type { Relation } from "../algebra/relations.ts";
import { mirrored } from "../algebra/relations.ts";
import { fiduccia } from "../kernels/fiduccia/fiduccia.ts";
import { lowOrder } from "../kernels/fiduccia/low-order.ts";
import { kernels } from "../kernels/registry.ts";
import { Parts } from "../kernels/parts.ts";
import type { Entry, Transition } from "../transition/transition.ts";
import type { DomainSettings } from "./domains/domain.ts";
import { integer } from "./domains/integer/integer.ts";
import type { IntegerPlan } from "./domains/integer/integer-plan.ts";
import { printPredicate } from "./domains/integer/integer-plan.ts";
import { IntegerReading } from "./domains/integer/reading.ts";
import { Evaluation } from "./evaluate-terms.ts";
import { intrinsicsOf } from "./intrinsics-of.ts";
import type { LoopIR } from "./ir.ts";
import { boundBits } from "./magnitude.ts";
import { keyOf, one } from "./polynomial.ts";
import { readTrace } from "./read-trace.ts";
import { RefusalSignal } from "./refusal.ts";
import { strategies } from "./strategy.ts";
import type { Trace } from "./trace.ts";
import { trace } from "./trace.ts";
import { turnCost } from "./turn-cost.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { Term, ValueType } from "./value.ts";
import { isTerm } from "./value.ts";

/** Inputs are told by their places. */
export interface LinearLoop {
  /** The inputs whose product an entry of the state is; none for the entry 1. */
  readonly state: readonly (readonly number[])[];
  readonly rows: readonly (readonly Entry<bigint>[])[];
  readonly counter: number;
  readonly step: bigint;
  /** Less than the bound while it goes up, more while it goes down. */
  readonly relation: Relation;
  /** The place of an input, or a literal. */
  readonly bound: readonly [number] | number | bigint;
  /** The test, as reports show it. */
  readonly condition: string;
  /** The entries that are variables over BigInts: each with the place of its input. */
  readonly sizes: readonly (readonly [input: number, column: number])[];
  /** What the turn computes over BigInts has at most `degree` times the bits of the largest such entry, and `slack` more. */
  readonly degree: number;
  readonly slack: number;
  /** Predicted nanoseconds of a turn as written, of values of a word or two. */
  readonly turn: number;
}

export interface TracedLoop extends LinearLoop {
  /** The names of the kernels that are of use. */
  readonly kernels: readonly string[];
  /** May values cancel? Then their sizes are those of their courses (`transition/growth`). */
  readonly cancels: boolean;
}

/** Bits for which `degree` and `slack` hold: more than any engine allows. */
const MOST_BITS = 2 ** 40;

/**
 * @param typeOf what is known of the type of an input
 * @returns undefined where something is for the call to tell
 */
export function linearLoop(
  ir: LoopIR,
  typeOf: (input: string) => ValueType | undefined,
  settings: DomainSettings,
): TracedLoop | undefined {
  const isCounted = ir.testLast !== true && ir.arrays === undefined && ir.element === undefined;
  if (!isCounted || ir.intact !== undefined || intrinsicsOf(ir).length > 0) return undefined;
  // The bound alone may be of a type that nobody knows.
  const isKnown = (name: string): boolean => ["bigint", "number"].includes(typeOf(name) ?? "");
  const unknown = ir.inputs.filter((name) => !isKnown(name));
  if (unknown.length > 1 || unknown.some((name) => ir.writes.includes(name))) return undefined;
  // A bound may be of either kind.
  const [first, second] = (["bigint", "number"] as const).map((open) =>
    unlessRefused(() => read(ir, (name) => typeOf(name) ?? open, settings)),
  );
  if (first === undefined || first instanceof RefusalSignal) return undefined;
  if (second === undefined || second instanceof RefusalSignal) return undefined;
  return same(first, second) ? first : undefined;
}

function read(
  ir: LoopIR,
  typeOf: (input: string) => ValueType,
  settings: DomainSettings,
): TracedLoop | undefined {
  const [strategy, ...others] = strategies(ir);
  if (strategy === undefined || others.length > 0) return undefined;
  const makeOracle = () => ({ decide: () => true });
  const traced = trace({ ir, typeOf, makeOracle, strategy, turnCap: 1 });
  if (!isOnlyPath(traced)) return undefined;
  const reading = readTrace(traced, ir, settings, { ordered: integer, domains: [] });
  if (!(reading instanceof IntegerReading) || !ir.liveLast.every((name) => reading.covers(name)))
    return undefined;
  return describe(ir, reading.plan);
}

/** Operators that throw for nothing but the size of a BigInt. */
const polynomial: ReadonlySet<string> = new Set(["variable", "polynomial", "+", "-", "*", "neg"]);

/** Is nothing asked but the loop's test, and nothing taken as known? */
function isOnlyPath(traced: Trace): boolean {
  const { way, turns, predicates, guards, fallible, pins, values, residues, unchanged } = traced;
  const asked = [guards, fallible, pins, values, residues];
  const [predicate, ...others] = predicates;
  const isPolynomial = [...traced.computed].every(({ op }) => polynomial.has(op));
  return (
    way === "next" &&
    turns === 1 &&
    predicate?.endsLoop === true &&
    predicate.holds &&
    others.length === 0 &&
    isPolynomial &&
    asked.every(({ length }) => length === 0) &&
    [unchanged, traced.envelopes, traced.zeroRemainders].every(({ size }) => size === 0)
  );
}

function describe(ir: LoopIR, plan: IntegerPlan): TracedLoop | undefined {
  const { closure, questions, kept, columnOf, variables } = plan;
  const { monomials, scales, transition } = closure;
  const placeOf = (leaf: number): number => ir.inputs.indexOf((plan.trace.graph.terms[leaf] as Term).name);
  const rows = integerRows(transition.rows);
  const counting = rows && questions.length === 1 ? counterOf(plan, rows) : undefined;
  if (rows === undefined || counting === undefined || kept.size > 0) return undefined;
  const { leaf, step, relation } = counting;
  // Numbers are certified where they only count; all else is over BigInts.
  const next = plan.trace.next.get(leaf.name);
  if (!plan.numberTerms.every((term) => term === leaf || term === next)) return undefined;
  if (variables.some(({ type, id }) => type === "number" && id !== leaf.id)) return undefined;
  const isUsed = monomials.some((monomial) => monomial.length > 1 && monomial.includes(leaf.id));
  if (leaf.type === "number" && isUsed) return undefined;
  const bound = boundOf(ir, plan);
  if (bound === undefined || !isRestBigint(ir, leaf.name, bound, plan)) return undefined;
  if (scales.some((scale) => scale !== 1n)) return undefined;
  const sizes = sizesOf(plan);
  if (sizes === undefined) return undefined;
  const outputs = ir.liveLast.map((name) => columnOf(name) as number);
  return {
    state: monomials.map((monomial) => monomial.map(placeOf)),
    rows,
    counter: placeOf(leaf.id),
    step,
    relation,
    bound,
    condition: printPredicate((questions[0] as IntegerPlan["questions"][number]).predicate),
    sizes: variables.flatMap(({ id, name, type }) =>
      type === "bigint" ? [[placeOf(id), columnOf(name) as number] as const] : [],
    ),
    ...sizes,
    turn: turnCost(plan.trace, new Evaluation(plan.trace.graph, () => 0)),
    kernels: kernelsFor({ basis: transition.basis, rows }, outputs),
    cancels: rows.some((row) => row.some(([, coefficient]) => coefficient < 0n)),
  };
}

/** The kernels that are the cheapest for some magnitude of turns, from a start of small values. */
function kernelsFor(transition: Transition<bigint>, outputs: readonly number[]): string[] {
  const parts = new Parts(transition, kernels);
  const start = transition.basis.map(() => 1n);
  const names = magnitudes.flatMap((bits) => parts.kernelsFor(start, 1n << bits, outputs).split(" + "));
  const isLow = parts
    .transitions(outputs)
    .every((part) => fiduccia.prepare(part) === undefined || lowOrder.prepare(part) !== undefined);
  return kernels
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => (name === fiduccia.name && isLow ? "low-order" : name));
}

/** Of numbers of turns, as bits. */
const magnitudes: readonly bigint[] = [3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30, 40, 64, 256].map(BigInt);

/** undefined where a coefficient is for the call to tell. */
function integerRows(rows: IntegerPlan["closure"]["transition"]["rows"]): LinearLoop["rows"] | undefined {
  const isNumber = rows.every((row) => row.every(([, coefficient]) => typeof coefficient === "bigint"));
  return isNumber ? (rows as LinearLoop["rows"]) : undefined;
}

interface Counter {
  readonly leaf: Term;
  readonly step: bigint;
  readonly relation: Relation;
}

/** The test compares a variable that moves by the same step each turn, towards the bound. */
function counterOf(
  { questions, closure, trace }: IntegerPlan,
  rows: LinearLoop["rows"],
): Counter | undefined {
  const [{ polynomial, predicate, flipped }] = questions as [IntegerPlan["questions"][number]];
  const [summand, ...others] = polynomial.summands.values();
  const [id, ...rest] = summand?.monomial ?? [];
  if (id === undefined || rest.length > 0 || others.length > 0) return undefined;
  if (summand?.coefficient !== 1n || polynomial.denominator !== 1n) return undefined;
  const relation = flipped ? mirrored[predicate.relation] : predicate.relation;
  const column = closure.indexOf.get(keyOf([id]));
  const unit = closure.indexOf.get(keyOf(one));
  const row = new Map(column === undefined ? [] : rows[column]);
  const step = unit === undefined ? undefined : row.get(unit);
  if (row.size !== 2 || row.get(column as number) !== 1n || step === undefined) return undefined;
  const isTowards = relation.startsWith(step > 0n ? "<" : ">");
  return isTowards ? { leaf: trace.graph.terms[id] as Term, step, relation } : undefined;
}

/** Is every input a BigInt, besides counter and bound? An object that is only looked at may run code, turn by turn. */
function isRestBigint(
  { inputs }: LoopIR,
  counter: string,
  bound: LinearLoop["bound"],
  { trace }: IntegerPlan,
): boolean {
  const boundAt = typeof bound === "object" ? bound[0] : -1;
  return inputs.every(
    (name, k) => name === counter || k === boundAt || trace.leaves.get(name)?.type === "bigint",
  );
}

function boundOf(ir: LoopIR, { questions }: IntegerPlan): LinearLoop["bound"] | undefined {
  const bound = questions[0]?.bound;
  if (typeof bound === "number" || typeof bound === "bigint") return bound;
  if (!isTerm(bound) || bound.op !== "parameter") return undefined;
  return [ir.inputs.indexOf(bound.name)];
}

/** The bits of what a turn computes are a convex function of those of the variables: at most what the chord says. */
function sizesOf({ bigintTerms }: IntegerPlan): Pick<LinearLoop, "degree" | "slack"> | undefined {
  const most = (bits: number): number => {
    const invariant = (value: unknown): number => (typeof value === "bigint" ? bitLength(value) : Infinity);
    const bound = boundBits(() => bits, invariant);
    return Math.max(...bigintTerms.map((term) => bound(term)));
  };
  const slack = most(0);
  const degree = Math.ceil((most(MOST_BITS) - slack) / MOST_BITS);
  return bigintTerms.length > 0 && Number.isFinite(degree) ? { degree, slack } : undefined;
}

function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) && (typeof a !== "object" || a === null)) return Object.is(a, b);
  const [x, y] = [Object.entries(a), Object.entries(b as object)];
  return x.length === y.length && x.every(([key, value], k) => key === y[k]?.[0] && same(value, y[k][1]));
}
