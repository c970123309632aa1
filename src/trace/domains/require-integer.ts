/** What a domain of integers asks of a variable: BigInt or number, of the same type after the turn, and enabled. */
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Term } from "../value.ts";
import { valueType } from "../value.ts";
import type { DomainSettings } from "./domain.ts";

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
