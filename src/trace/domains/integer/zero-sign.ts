/**
 * Which number variables could be -0 after some turns?
 *
 * -0 is born from a product with a zero and a negative factor, and from the negation of zero; it survives a sum only beside
 * another -0, a difference only as -0 - (+0). Variables start as +0 or non-zero (the guard sees to that). Two fixpoints
 * over the turn's terms: first the variables that are never negative (the greatest set that a turn preserves), then the
 * variables that may be -0 (the least set). Only zeros have two signs, so this is asked only when a result is zero.
 */
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";

export function mayBeNegativeZero(
  next: ReadonlyMap<string, Value>,
  isNonNegativeAtStart: (variable: string) => boolean,
  invariant: (value: Value) => number,
): ReadonlySet<string> {
  const nonNegative = new Set([...next.keys()].filter(isNonNegativeAtStart));
  settle(next, (name, value) => nonNegative.has(name) && !neverNegative(value) && nonNegative.delete(name));
  const flagged = new Set<string>();
  settle(next, (name, value) => !flagged.has(name) && isFlagged(value) && Boolean(flagged.add(name)));
  return flagged;

  function neverNegative(value: Value): boolean {
    if (!isCarried(value)) return invariant(value) >= 0;
    const [x, y] = value.args;
    if (value.op === "variable") return nonNegative.has(value.name);
    if (value.op === "+") return neverNegative(x) && neverNegative(y);
    if (value.op === "*") return x === y || (neverNegative(x) && neverNegative(y));
    return value.op === "Number" && neverNegative(x);
  }

  function isFlagged(value: Value): boolean {
    if (!isCarried(value)) return false;
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
      default:
        return true;
    }
  }
}

function isCarried(value: Value): value is Term {
  return isTerm(value) && !value.invariant;
}

/** Applies `improve` to all entries until none changes any more. */
function settle(next: ReadonlyMap<string, Value>, improve: (name: string, value: Value) => boolean): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, value] of next) if (improve(name, value)) changed = true;
  }
}

/** The variables that may be -0, or undefined when one of `others`, terms of a turn, may be. */
export function mayBeNegativeZeroBeside(
  others: ReadonlySet<Term>,
  next: ReadonlyMap<string, Value>,
  isNonNegativeAtStart: (variable: string) => boolean,
  invariant: (value: Value) => number,
): ReadonlySet<string> | undefined {
  const named = [...others].map((term) => [` ${term.id}`, term] as const);
  const all = new Map([...next, ...named]);
  const flagged = mayBeNegativeZero(all, (name) => next.has(name) && isNonNegativeAtStart(name), invariant);
  return named.some(([name]) => flagged.has(name)) ? undefined : flagged;
}
