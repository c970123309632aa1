/** The operators that act on each bit by itself, over either kind of words. */
import type { LaneWords } from "../../../algebra/lanes/lane-words.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";

/** Wider integers are BigInts of any length. */
const WIDEST = 1 << 20;

export function isLanewise({ op, args: [x, y] }: Term): boolean {
  switch (op) {
    case "&":
    case "|":
    case "^":
    case "~":
      return true;
    case "<<":
    case ">>":
    case ">>>":
      return y === 0 || y === 0n;
    case "BigInt.asUintN":
      return typeof x === "number" && Number.isInteger(x) && x >= 0 && x <= WIDEST;
    default:
      return false;
  }
}

/** What a turn computes, given the variables' words. */
export type Turn<T> = (state: readonly T[]) => readonly T[];

/**
 * @param operations lanewise, each after its operands
 * @param word an invariant's lanes
 */
export function compileTurn<T extends number | bigint>(
  words: LaneWords<T>,
  operations: readonly Term[],
  variables: readonly Term[],
  next: readonly Value[],
  evaluation: Evaluation,
): { readonly turn: Turn<T>; readonly constants: readonly T[] } {
  const isInt32 = typeof words.none === "number";
  const constants: T[] = [];
  const slots = new Map<Term, number>(variables.map((leaf, k) => [leaf, k]));
  operations.forEach((term, k) => slots.set(term, variables.length + k));
  const operand = (value: Value): ((values: readonly T[]) => T) => {
    const slot = isTerm(value) ? slots.get(value) : undefined;
    if (slot !== undefined) return (values) => values[slot] as T;
    const given = evaluation.of(value);
    const constant = (isInt32 ? (given as number) | 0 : given) as T;
    constants.push(constant);
    return () => constant;
  };
  const steps = operations.map(({ op, args: [x, y] }) => {
    if (op === "BigInt.asUintN") {
      const mask = ((1n << BigInt(x as number)) - 1n) as T;
      constants.push(mask);
      const from = operand(y);
      return (values: readonly T[]): T => words.and(from(values), mask);
    }
    const left = operand(x);
    if (op === "~") return (values: readonly T[]): T => words.not(left(values));
    if (op !== "&" && op !== "|" && op !== "^") return left;
    const right = operand(y);
    const combine = op === "&" ? words.and : op === "|" ? words.or : words.xor;
    return (values: readonly T[]): T => combine(left(values), right(values));
  });
  const results = next.map(operand);
  const turn: Turn<T> = (state) => {
    const values = [...state];
    for (const step of steps) values.push(step(values));
    return results.map((result) => result(values));
  };
  return { turn, constants };
}
