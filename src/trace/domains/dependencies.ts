/** Which variables a value is made of, and which variables' ranges the turn itself keeps within bounds. */
import type { Trace } from "../trace.ts";
import { leavesOf } from "../polynomial.ts";
import type { Term, Value } from "../value.ts";
import { isInvariant, isTerm } from "../value.ts";

/** Terms do not change, and belong to one trace: what is asked for each of many variables is found once. */
const variablesOfTerm = new WeakMap<Term, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

/** The loop-carried variables that occur in a value. */
export function variablesOf(value: Value, { graph }: Pick<Trace, "graph">): ReadonlySet<string> {
  if (!isTerm(value) || value.invariant) return none;
  const known = variablesOfTerm.get(value);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const seen = new Set<Term>();
  const visit = (part: Value): void => {
    if (!isTerm(part) || part.invariant || seen.has(part)) return;
    seen.add(part);
    if (part.op === "variable") names.add(part.name);
    if (part.polynomial) for (const leaf of leavesOf(part.polynomial)) visit(graph.terms[leaf]);
    part.args.forEach(visit);
  };
  visit(value);
  variablesOfTerm.set(value, names);
  return names;
}

/** The names with all variables that their next values depend on, directly or through others. */
export function closureOf(names: Iterable<string>, trace: Trace): Set<string> {
  const closure = new Set([...names].filter((name) => trace.next.has(name)));
  for (const name of closure) {
    // A Set iterates over what is added meanwhile.
    for (const other of variablesOf(trace.next.get(name), trace))
      if (trace.next.has(other)) closure.add(other);
  }
  return closure;
}

/**
 * The trace of some variables alone, with the predicates or without.
 *
 * @param names closed under dependency
 */
export function restrict(trace: Trace, names: ReadonlySet<string>, predicates: Trace["predicates"]): Trace {
  const isInside = insideOf(trace, names);
  const touches = (term: Term): boolean => [...variablesOf(term, trace)].some((name) => names.has(name));
  return {
    ...trace,
    next: new Map([...trace.next].filter(([name]) => names.has(name))),
    predicates,
    computed: new Set([...trace.computed].filter(isInside)),
    zeroRemainders: new Set([...trace.zeroRemainders].filter(isInside)),
    exactNumbers: new Set([...trace.exactNumbers].filter(touches)),
  };
}

/** Is a value made of these variables alone? What one answer finds the next one knows: terms share their operands. */
export function insideOf(
  { graph }: Pick<Trace, "graph">,
  names: ReadonlySet<string>,
): (value: Value) => boolean {
  const known = new Map<Term, boolean>();
  const isInside = (value: Value): boolean => {
    if (!isTerm(value) || value.invariant) return true;
    const before = known.get(value);
    if (before !== undefined) return before;
    const answer =
      (value.op !== "variable" || names.has(value.name)) &&
      (!value.polynomial || [...leavesOf(value.polynomial)].every((leaf) => isInside(graph.terms[leaf]))) &&
      value.args.every(isInside);
    known.set(value, answer);
    return answer;
  };
  return isInside;
}

/** The result of these is bounded, whatever their operands are. */
const bounding: ReadonlySet<string> = new Set(["%", "BigInt.asIntN", "BigInt.asUintN", "Math.imul", ">>>"]);

/** On numbers these have 32 bits. */
const bounding32: ReadonlySet<string> = new Set(["&", "|", "^", "~", "<<", ">>"]);

/**
 * The variables that stay within bounds which do not depend on how many turns there are.
 *
 * @param isBounding further values that are
 */
export function boundedVariables(
  trace: Trace,
  isBounding: (value: Term) => boolean = () => false,
): Set<string> {
  const bounded = new Set<string>();
  // Each term once in a round: what is doubled by x + x forty times has 2^40 ways down to x.
  const known = new Map<Term, boolean>();
  const isBounded = (value: Value): boolean => {
    if (!isTerm(value) || value.invariant) return true;
    let answer = known.get(value);
    if (answer === undefined) {
      answer = isBoundedTerm(value);
      known.set(value, answer);
    }
    return answer;
  };
  const isBoundedTerm = (value: Term): boolean => {
    if (bounding.has(value.op) || isBounding(value)) return true;
    if (bounding32.has(value.op) && value.type === "number") return true;
    if (value.op === "variable") return bounded.has(value.name);
    if (value.op === "&") return value.args.some((arg) => !isTerm(arg) && (arg as bigint) >= 0n);
    if (value.op === "select") return value.args.slice(1).every(isBounded);
    return value.polynomial === undefined && value.args.every(isBounded);
  };
  for (let size = -1; size < bounded.size;) {
    size = bounded.size;
    known.clear();
    for (const [name, value] of trace.next) if (isBounded(value)) bounded.add(name);
  }
  return bounded;
}

/** A choice that adds to a value what the other arm does not, where the value passes a bound: `x >= m ? x - m : x`. */
export function isCorrection({ op, args: [condition, x, y] }: Term): boolean {
  if (op !== "select" || !isTerm(condition) || !["<", "<=", ">", ">="].includes(condition.op)) return false;
  const changes = (arm: Value, base: Value): boolean =>
    isTerm(arm) && (arm.op === "+" || arm.op === "-") && isInvariant(arm.args[1]) && arm.args[0] === base;
  const base = changes(x, y) ? y : changes(y, x) ? x : undefined;
  return base !== undefined && condition.args.includes(base) && condition.args.some(isInvariant);
}
