/** What a domain of integers asks of a variable: BigInt or number, of the same type after the turn, and enabled. */
import { integerStart } from "../integer-start.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Term } from "../value.ts";
import { isTerm, valueType } from "../value.ts";
import type { Call, DomainSettings } from "./domain.ts";

/** @throws RefusalSignal */
export function requireInteger(trace: Trace, leaf: Term, { types }: DomainSettings): void {
  const { name, type } = leaf;
  // A leaf of an inner loop has the name of a variable, and is another.
  if (trace.leaves.get(name) !== leaf) refuse.innerLoop("");
  const next = trace.next.get(name);
  if (type !== "bigint" && type !== "number") {
    refuse.variableType(
      name,
      type,
      "only BigInts and whole numbers can take part in the algebra of the loop",
    );
  }
  if (valueType(next) !== type) {
    const becomes = `the turn makes it ${valueType(next)}, so that its type changes on the way`;
    refuse.variableType(name, type, becomes);
  }
  if (!types.includes(type === "bigint" ? "bigint" : "integer")) refuse.typeNotEnabled(name, type);
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*"]);

/**
 * The invariants that numbers are computed with. They have to be whole also where they cancel: (x + k) - k is x for a whole k,
 * and with k = 0.5 it is rounded on the way.
 */
export function invariantOperands(exact: readonly Term[]): readonly Term[] {
  return exact.flatMap(({ op, type, args }) =>
    type === "number" && arithmetic.has(op)
      ? args.filter((arg): arg is Term => isTerm(arg) && arg.invariant)
      : [],
  );
}

/**
 * What a call's numbers are computed from has to be whole, also where it cancels.
 *
 * @throws RefusalSignal
 */
export function requireIntegers(exact: readonly Term[], { leafValue, evaluation }: Call): void {
  for (const { op, name } of exact) if (op === "variable") integerStart(name, leafValue);
  for (const operand of invariantOperands(exact)) evaluation.integer(operand);
}
