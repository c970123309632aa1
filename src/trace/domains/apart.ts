/**
 * Several domains side by side: a counter in Z, a generator modulo 2^32, a maximum in the tropical semiring.
 *
 * Each demanded variable, with all that its next value depends on, goes to the first domain that can read it. A variable
 * that two of these depend on is read by both (a counter in Z and modulo m): the edge between them is then a homomorphism,
 * because each reads the same turn. What holds for the trace as a whole is asked here:
 *
 * - the path lasts as long as the predicates do, which the integers' domain reads;
 * - every BigInt that a turn computes is bounded, read or not; and every number that a domain takes to be exact.
 */
import type { Trace } from "../trace.ts";
import type { Term, Value } from "../value.ts";
import type { Part } from "./apart-run.ts";
import { ApartReading } from "./apart-run.ts";
import {
  boundedVariables,
  closureOf,
  insideOf,
  isCorrection,
  restrict,
  variablesOf,
} from "./dependencies.ts";
import type { Demand, Domain, DomainSettings, Reading } from "./domain.ts";
import { splitPredicates } from "./lasting-predicates.ts";
import { readersOf } from "./readers.ts";

/**
 * @param ordered the domain that reads predicates, and bounds what grows
 * @param numbers whether numbers that no predicate depends on must be exact where they can, or may round
 * @throws RefusalSignal
 */
export function readApart(
  trace: Trace,
  demand: Demand,
  settings: DomainSettings,
  ordered: Domain,
  others: readonly Domain[],
  numbers: "exact" | "round" = "exact",
): Reading {
  const kept = new Set([...trace.unchanged, ...trace.values.map(([{ name }]) => name)]);
  const readers = readersOf(trace, settings);
  const isPolynomial = (name: string): boolean => readers.canRead(ordered, name);
  const firstReader = (name: string, isWanted: (domain: Domain) => boolean): Domain | undefined =>
    others.find((other) => isWanted(other) && readers.canRead(other, name));
  const { asked, lasting } = splitPredicates(trace, isPolynomial);
  const orderedDemand: string[] = [];
  const assigned = new Map<Domain, string[]>();
  const orderedNames = new Set<string>();
  for (const { left, right } of asked) {
    for (const side of [left, right]) variablesOf(side, trace).forEach((name) => orderedNames.add(name));
  }
  const predicates = closureOf(orderedNames, trace);
  const rounding = numbers === "round" ? others.filter(({ rounds }) => rounds) : [];
  const mayRound = memoized(
    (name) =>
      !predicates.has(name) &&
      trace.leaves.get(name)?.type === "number" &&
      firstReader(name, (domain) => rounding.includes(domain)) !== undefined,
  );
  const isReadable = (name: string): boolean => isPolynomial(name) && !mayRound(name);
  for (const name of demand) {
    if (kept.has(name)) continue;
    if (isReadable(name)) {
      orderedDemand.push(name);
      continue;
    }
    const mustRound = isPolynomial(name);
    const domain =
      firstReader(name, ({ rounds }) => !mustRound || rounds === true) ?? readers.refuse(ordered, name);
    assign(assigned, domain, name);
  }
  const demands = new Map([...assigned].map(([domain, names]) => [domain, [...names]]));
  for (const name of mustBeBounded(trace, assigned)) {
    const domain = isReadable(name) ? undefined : firstReader(name, (domain) => domain.boundsGrowth === true);
    if (domain === undefined) orderedNames.add(name);
    else assign(assigned, domain, name);
  }
  const parts = [...assigned].map(([domain, names]): Part => {
    const closure = closureOf(names, trace);
    // What they do not read themselves has to be exact all the same.
    if (domain.boundsGrowth === true)
      for (const name of closure) if (isPolynomial(name)) orderedNames.add(name);
    return {
      reading: domain.read(restrict(trace, closure, []), names, settings),
      demand: demands.get(domain) ?? [],
    };
  });
  const names = closureOf([...orderedNames, ...orderedDemand], trace);
  const first: Part = {
    reading: ordered.read(restrict(trace, names, asked), [...names], settings),
    demand: orderedDemand,
  };
  const isInside = insideOf(trace, names);
  const stray = [...trace.computed].filter((term) => !isInside(term));
  return new ApartReading({ trace, kept, first, parts, stray, lasting });
}

function memoized(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

function assign(assigned: Map<Domain, string[]>, domain: Domain, name: string): void {
  const names = assigned.get(domain) ?? [];
  if (!names.includes(name)) assigned.set(domain, [...names, name]);
}

/** What a domain reads, and every BigInt, read or not, unless the turn itself keeps it within bounds. */
function mustBeBounded(trace: Trace, assigned: ReadonlyMap<Domain, readonly string[]>): Set<string> {
  const open = new Set<string>();
  const note = (names: Iterable<string>, bounded: ReadonlySet<string>): void => {
    for (const name of names) if (!bounded.has(name)) open.add(name);
  };
  const surely = boundedVariables(trace);
  const perhaps = boundedVariables(trace, isCorrection);
  for (const [domain, names] of assigned)
    if (domain.rounds !== true) note(closureOf(names, trace), domain.provesRanges ? perhaps : surely);
  // Whether BigInts fit is asked of their ranges, too.
  for (const [name, value] of trace.next)
    if ((trace.leaves.get(name) as Term).type === "bigint" && isBigint(value)) note([name], perhaps);
  return open;
}

function isBigint(value: Value): boolean {
  return typeof value === "bigint" || (typeof value === "object" && value?.type === "bigint");
}
