/**
 * The domain of integers: BigInts, and numbers under the exactness certificate.
 *
 * The trace is read as a polynomial map over Z (`read.ts`); the monomials that the demanded outputs and the predicates
 * need are closed under the map (`closure.ts`); one turn is then linear on the basis of monomials.
 */
import { refuse } from "../../refusals.ts";
import type { Predicate, Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm, valueType } from "../../value.ts";
import { printValue } from "../../print-term.ts";
import type { Demand, Domain, DomainSettings } from "../domain.ts";
import { closeMonomials } from "./closure.ts";
import type { Question } from "./integer-plan.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import { one, plus, scale } from "./polynomial.ts";
import { IntegerReading } from "./reading.ts";
import { PolynomialReader } from "./read.ts";
import { findGrowingProduct } from "./solvable.ts";
import { addIntermediates } from "./intermediates.ts";

export const integer: Domain = {
  name: "integer",

  read(trace, demand, settings) {
    const names = [...trace.next.keys()];
    const reader = new PolynomialReader((name) => names.indexOf(name));
    const wanted = wantedVariables(trace, demand, settings);
    const next = readClosed(trace, wanted, names, reader, settings);
    requireSolvable(trace, next, names);
    const questions = trace.predicates.map((predicate) => readPredicate(predicate, reader));
    const seeds: Monomial[] = [...next.keys()].map((variable) => [variable]);
    for (const { polynomial } of questions)
      for (const { monomial } of polynomial.values()) seeds.push(monomial);
    if (!settings.optMinRows) seeds.push(one);
    const closure = closeMonomials(seeds, next, names);
    const columns = new Map(names.map((name, k) => [name, closure.indexOf.get(String(k))]));
    return new IntegerReading({
      trace,
      names,
      closure: settings.optClearStack ? closure : addIntermediates(closure, reader.read),
      variables: [...next.keys()],
      questions,
      numberTerms: [...reader.read.keys()].filter(({ type }) => type === "number"),
      bigintTerms: trace.graph.terms.filter(({ type, invariant }) => type === "bigint" && !invariant),
      columnOf: (name) => columns.get(name),
      demand,
      settings,
    });
  },
};

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

/** The next polynomials of the wanted variables, of the predicates' variables, and of all that these depend on. */
function readClosed(
  trace: Trace,
  wanted: ReadonlySet<string>,
  names: readonly string[],
  reader: PolynomialReader,
  settings: DomainSettings,
): Map<number, Polynomial> {
  const queue = new Set([...wanted].map((name) => names.indexOf(name)));
  for (const { left, right } of trace.predicates) {
    for (const side of [left, right])
      for (const variable of variablesOf(reader.of(isCarried(side) ? side : 0n))) queue.add(variable);
  }
  // BigInt(x) throws for a fraction, whoever reads it: what is read is certified to be whole.
  for (const term of trace.graph.terms) {
    if (term.op === "BigInt" && !term.invariant) for (const variable of variablesOf(reader.of(term))) queue.add(variable);
  }
  const next = new Map<number, Polynomial>();
  for (const variable of queue) {
    const name = names[variable] as string;
    const value = trace.next.get(name);
    const leaf = trace.leaves.get(name) as Term;
    requireStableNumber(name, leaf, value, settings);
    const polynomial = reader.of(value);
    next.set(variable, polynomial);
    for (const other of variablesOf(polynomial)) queue.add(other); // a Set iterates over what is added meanwhile
  }
  return next;
}

function isCarried(value: Value): boolean {
  return isTerm(value) && !value.invariant;
}

function variablesOf(polynomial: Polynomial): number[] {
  return [...polynomial.values()].flatMap(({ monomial }) => monomial);
}

function requireStableNumber(name: string, leaf: Term, value: Value, { types }: DomainSettings): void {
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

function requireSolvable(
  trace: Trace,
  next: ReadonlyMap<number, Polynomial>,
  names: readonly string[],
): void {
  const found = findGrowingProduct(next);
  if (!found) return;
  const name = names[found.variable] as string;
  const product = findProduct(trace.next.get(name));
  refuse.productGrows(product?.at ?? "", product ? printValue(product) : name, name);
}

/** The first product of two changing values in an expression: what a person would call the culprit. */
function findProduct(value: Value): Term | undefined {
  if (!isTerm(value) || value.invariant) return undefined;
  if (value.op === "*" && value.args.every(isCarried)) return value;
  if (value.op === "**") return value;
  for (const arg of value.args) {
    const found = findProduct(arg);
    if (found) return found;
  }
  return undefined;
}

function readPredicate(predicate: Predicate, reader: PolynomialReader): Question {
  const { left, right } = predicate;
  if (!isCarried(right)) return { predicate, polynomial: reader.of(left), bound: right, flipped: false };
  if (!isCarried(left)) return { predicate, polynomial: reader.of(right), bound: left, flipped: true };
  const polynomial = plus(reader.of(left), scale(reader.of(right), -1n));
  return { predicate, polynomial, bound: 0n, flipped: false };
}
