/**
 * The domain of integers: BigInts, and numbers under the exactness certificate.
 *
 * The trace is read as a polynomial map over Z (`read.ts`); the monomials that the demanded outputs and the predicates
 * need are closed under the map (`monomial-closure.ts`); one turn is then linear on the basis of monomials.
 */
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Predicate } from "../../path.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm, valueType } from "../../value.ts";
import { printValue } from "../../print-term.ts";
import type { Demand, Domain, DomainSettings } from "../domain.ts";
import { closeMonomials } from "../../monomial-closure.ts";
import type { Question } from "./integer-plan.ts";
import type { MakeOrbit } from "./orbit-functional.ts";
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { leavesOf, minus, one } from "../../polynomial.ts";
import { IntegerReading } from "./reading.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { findGrowingProduct } from "../../solvable.ts";
import { addIntermediates } from "./intermediates.ts";

/** @param makeOrbit reads conditions whose values are not polynomial; without it these are refused */
export function integers(makeOrbit?: MakeOrbit): Domain {
  return {
    name: "integer",

    read(trace, demand, settings) {
      const { graph, leaves } = trace;
      const kept = keptVariables(trace);
      const reader = new PolynomialReader(graph.work);
      const wanted = wantedVariables(
        trace,
        demand.filter((name) => !kept.has(name)),
        settings,
      );
      const next = readClosed(trace, wanted, reader, settings);
      requireSolvable(trace, next);
      const questions = trace.predicates.map((predicate) => readPredicate(predicate, reader));
      const seeds: Monomial[] = [...next.keys()].map((leaf) => [leaf]);
      for (const { polynomial } of questions) {
        for (const { monomial } of polynomial.summands.values()) seeds.push(monomial);
      }
      if (!settings.optMinRows) seeds.push(one);
      const closure = closeMonomials(seeds, next, (leaf) => (graph.terms[leaf] as Term).name, graph.work);
      return new IntegerReading({
        trace,
        closure: settings.optClearStack ? closure : addIntermediates(closure, reader.read),
        variables: [...next.keys()].map((leaf) => graph.terms[leaf] as Term),
        kept,
        questions,
        numberTerms: numberTerms(trace, reader),
        bigintTerms: [...trace.computed].filter(({ type }) => type === "bigint"),
        columnOf: (name) => closure.indexOf.get(String((leaves.get(name) as Term).id)),
        demand,
        settings,
        makeOrbit,
      });
    },
  };
}

export const integer: Domain = /* @__PURE__ */ integers();

/** What the certificate must bound: all numbers that were read, and all that an inner loop computes in skipped turns. */
function numberTerms({ computed, envelopes }: Trace, { read }: PolynomialReader): Term[] {
  const terms = new Set([...read.keys(), ...(envelopes.size > 0 ? computed : [])]);
  return [...terms].filter(({ type }) => type === "number");
}

/** The variables that have the same value after the turns of the trace as before: no algebra is needed for them. */
function keptVariables({ unchanged, values }: Trace): ReadonlySet<string> {
  return new Set([...unchanged, ...values.map(([{ name }]) => name)]);
}

/**
 * The variables whose algebra is needed: the demanded ones, those of the predicates (found when these are read), and every
 * BigInt, demanded or not, since a value that nobody reads still ends the plain loop when it grows too large.
 */
function wantedVariables(trace: Trace, demand: Demand, settings: DomainSettings): Set<string> {
  const wanted = new Set(demand);
  for (const [name, value] of trace.next) {
    const leaf = trace.leaves.get(name) as Term;
    if (!settings.optMinRows && isNumeric(leaf) && isNumeric(value)) wanted.add(name);
    if (valueType(value) === "bigint" && leaf.type === "bigint") wanted.add(name);
  }
  return wanted;
}

function isNumeric(value: Value): boolean {
  return valueType(value) === "bigint" || valueType(value) === "number";
}

/** The next polynomials, by leaf, of the wanted variables, of the predicates' variables, and of all that these depend on. */
function readClosed(
  trace: Trace,
  wanted: ReadonlySet<string>,
  reader: PolynomialReader,
  settings: DomainSettings,
): Map<number, Polynomial> {
  const queue = new Set([...wanted].map((name) => (trace.leaves.get(name) as Term).id));
  for (const { left, right } of trace.predicates) {
    for (const side of [left, right]) {
      if (isCarried(side)) for (const leaf of leavesOf(reader.of(side))) queue.add(leaf);
    }
  }
  // BigInt(x) throws for a fraction, whoever reads it: what is read is certified to be whole.
  for (const term of trace.computed) {
    if (term.op !== "BigInt") continue;
    for (const leaf of leavesOf(reader.of(term))) if (!trace.envelopes.has(leaf)) queue.add(leaf);
  }
  const next = new Map<number, Polynomial>();
  for (const id of queue) {
    const leaf = trace.graph.terms[id] as Term;
    const value = trace.next.get(leaf.name);
    requireStableNumber(leaf, value, settings);
    const polynomial = reader.of(value);
    next.set(id, polynomial);
    for (const other of leavesOf(polynomial)) queue.add(other); // a Set iterates over what is added meanwhile
  }
  return next;
}

function isCarried(value: Value): boolean {
  return isTerm(value) && !value.invariant;
}

function requireStableNumber(leaf: Term, value: Value, { types }: DomainSettings): void {
  const { name } = leaf;
  if (!isNumeric(leaf)) {
    refuse.variableType(
      name,
      leaf.type,
      "only BigInts and whole numbers can take part in the algebra of the loop",
    );
  }
  if (valueType(value) !== leaf.type) {
    refuse.variableType(
      name,
      leaf.type,
      `the turn makes it ${valueType(value)}, so that its type changes on the way`,
    );
  }
  if (!types.includes(leaf.type === "bigint" ? "bigint" : "integer")) refuse.typeNotEnabled(name, leaf.type);
}

function requireSolvable(trace: Trace, next: ReadonlyMap<number, Polynomial>): void {
  const found = findGrowingProduct(next);
  if (!found) return;
  const { name } = trace.graph.terms[found.variable] as Term;
  const product = findProduct(trace.next.get(name));
  refuse.productGrows(product?.at ?? "", product ? printValue(product) : name, name);
}

/** The first product of two changing values in an expression: what a person would call the culprit. */
function findProduct(value: Value, seen = new Set<Term>()): Term | undefined {
  if (!isTerm(value) || value.invariant || seen.has(value)) return undefined;
  seen.add(value);
  if (value.op === "*" && value.args.every(isCarried)) return value;
  if (value.op === "**") return value;
  for (const arg of value.args) {
    const found = findProduct(arg, seen);
    if (found) return found;
  }
  return undefined;
}

function readPredicate(predicate: Predicate, reader: PolynomialReader): Question {
  const { left, right } = predicate;
  if (!isCarried(right)) return { predicate, polynomial: reader.of(left), bound: right, flipped: false };
  if (!isCarried(left)) return { predicate, polynomial: reader.of(right), bound: left, flipped: true };
  const polynomial = minus(reader.of(left), reader.of(right));
  return { predicate, polynomial, bound: 0n, flipped: false };
}
