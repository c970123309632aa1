/**
 * Coefficients of a plan: integers, and integer expressions in the loop's invariants.
 *
 * An *atom* is an invariant term; at a call its value must be an integer (a BigInt, or a safe integer other than -0).
 * Sums and products of atoms stay expressions, so that one plan serves every call, and are folded where they are known:
 * 0·c = 0, 1·c = c, 0 + c = c.
 * What cancels only for the values of a call (k - k) is found when it is instantiated.
 */
import { printValue } from "../../print-term.ts";
import type { Term } from "../../value.ts";

export type Coefficient = bigint | Expression;

export interface Expression {
  readonly op: "atom" | "+" | "*";
  readonly term?: Term;
  readonly args: readonly Coefficient[];
}

export function atom(term: Term): Coefficient {
  return { op: "atom", term, args: [] };
}

export function add(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === "bigint" && typeof b === "bigint") return a + b;
  if (a === 0n) return b;
  if (b === 0n) return a;
  return { op: "+", args: [a, b] };
}

export function multiply(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === "bigint" && typeof b === "bigint") return a * b;
  if (a === 0n || b === 0n) return 0n;
  if (a === 1n) return b;
  if (b === 1n) return a;
  return { op: "*", args: [a, b] };
}

/** The integer that a coefficient is when `valueOf` gives the atoms' values. */
export function instantiate(coefficient: Coefficient, valueOf: (term: Term) => bigint): bigint {
  if (typeof coefficient === "bigint") return coefficient;
  if (coefficient.term !== undefined) return valueOf(coefficient.term);
  const [a, b] = coefficient.args.map((arg) => instantiate(arg, valueOf)) as [bigint, bigint];
  return coefficient.op === "+" ? a + b : a * b;
}

export function printCoefficient(coefficient: Coefficient): string {
  if (typeof coefficient === "bigint") return String(coefficient);
  if (coefficient.term !== undefined) return printValue(coefficient.term);
  const parts = coefficient.args.map((arg) => {
    const text = printCoefficient(arg);
    return coefficient.op === "*" && typeof arg !== "bigint" && arg.op === "+" ? `(${text})` : text;
  });
  return parts.join(coefficient.op === "+" ? " + " : "*");
}

/** The invariant terms that a coefficient is made of. */
export function atomsOf(coefficient: Coefficient): Term[] {
  if (typeof coefficient === "bigint") return [];
  return coefficient.term !== undefined ? [coefficient.term] : coefficient.args.flatMap(atomsOf);
}
