/**
 * Which number variables could be -0 after some turns?
 *
 * -0 is born from a product with a zero and a negative factor, and from the negation of zero; it survives a sum only beside
 * another -0, a difference only as -0 - (+0). Variables start as +0 or non-zero (the guard sees to that). Two fixpoints
 * over the turn's terms: first the variables that are never negative (the greatest set that a turn preserves), then the
 * variables that may be -0 (the least set). Only zeros have two signs, so this is asked only when a result is zero.
 */
import type { Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";

function mayBeNegativeZero(
  next: ReadonlyMap<string, Value>,
  isNonNegativeAtStart: (variable: string) => boolean,
  invariant: (value: Value) => number,
  isNonNegative: (term: Term) => boolean,
): ReadonlySet<string> {
  const nonNegative = new Set([...next.keys()].filter(isNonNegativeAtStart));
  // What is known of the terms, each asked once a pass: x + x, ten times over, has 2^10 ways down to x.
  const signs = new Map<Term, boolean>();
  settle(
    next,
    signs,
    (name, value) => nonNegative.has(name) && !neverNegative(value) && nonNegative.delete(name),
  );
  const flagged = new Set<string>();
  const flags = new Map<Term, boolean>();
  settle(next, flags, (name, value) => !flagged.has(name) && isFlagged(value) && Boolean(flagged.add(name)));
  return flagged;

  function neverNegative(value: Value): boolean {
    return isCarried(value) ? once(signs, value, termNeverNegative) : invariant(value) >= 0;
  }

  function isFlagged(value: Value): boolean {
    return isCarried(value) && once(flags, value, termIsFlagged);
  }

  function termNeverNegative(value: Term): boolean {
    const [x, y] = value.args;
    if (isNonNegative(value)) return true;
    if (value.op === "variable") return nonNegative.has(value.name);
    if (value.op === "+") return neverNegative(x) && neverNegative(y);
    if (value.op === "*") return x === y || (neverNegative(x) && neverNegative(y));
    return value.op === "Number" && neverNegative(x);
  }

  function termIsFlagged(value: Term): boolean {
    const [x, y] = value.args;
    switch (value.op) {
      case "variable":
        return flagged.has(value.name);
      case "+":
        return isFlagged(x) && isFlagged(y);
      case "-":
        return isFlagged(x);
      case "*":
        return isFlagged(x) || isFlagged(y) || !(x === y || (neverNegative(x) && neverNegative(y)));
      case "Number":
        return isFlagged(x);
      case "%":
        return isFlagged(x) || !neverNegative(x);
      case "select":
        return isFlagged(y) || isFlagged(value.args[2]);
      case "Math.max":
      case "Math.min":
        return value.args.some(isFlagged);
      case "&":
      case "|":
      case "^":
      case "~":
      case "<<":
      case ">>":
      case ">>>":
      case "Math.imul":
        return false;
      default:
        return true;
    }
  }
}

function isCarried(value: Value): value is Term {
  return isTerm(value) && !value.invariant;
}

function once(known: Map<Term, boolean>, term: Term, ask: (term: Term) => boolean): boolean {
  let answer = known.get(term);
  if (answer === undefined) {
    answer = ask(term);
    known.set(term, answer);
  }
  return answer;
}

/**
 * Applies `improve` to all entries until none changes any more. What is known of the terms holds for one pass; what a pass
 * that changes nothing has used is up to date.
 */
function settle(
  next: ReadonlyMap<string, Value>,
  known: Map<Term, boolean>,
  improve: (name: string, value: Value) => boolean,
): void {
  for (let changed = true; changed;) {
    changed = false;
    known.clear();
    for (const [name, value] of next) if (improve(name, value)) changed = true;
  }
}

/** The variables that may be -0, or undefined when one of `others`, terms of a turn, may be. */
export function mayBeNegativeZeroBeside(
  others: ReadonlySet<Term>,
  next: ReadonlyMap<string, Value>,
  isNonNegativeAtStart: (variable: string) => boolean,
  invariant: (value: Value) => number,
  isNonNegative: (term: Term) => boolean = () => false,
): ReadonlySet<string> | undefined {
  const named = [...others].map((term) => [` ${term.id}`, term] as const);
  const all = new Map([...next, ...named]);
  const isStart = (name: string): boolean => next.has(name) && isNonNegativeAtStart(name);
  const flagged = mayBeNegativeZero(all, isStart, invariant, isNonNegative);
  return named.some(([name]) => flagged.has(name)) ? undefined : flagged;
}
