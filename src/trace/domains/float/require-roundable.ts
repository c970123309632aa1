/** What floating point asks of the variables that are read: numbers that stay numbers, of which nothing was taken for granted. */
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { valueType } from "../../value.ts";
import type { DomainSettings } from "../domain.ts";
import { requireNothingGranted } from "../nothing-granted.ts";

/** @throws RefusalSignal */
export function requireRoundable(
  trace: Trace,
  variables: ReadonlySet<string>,
  { types }: DomainSettings,
): void {
  for (const name of variables) {
    const { type } = trace.leaves.get(name) as Term;
    if (type !== "number" || valueType(trace.next.get(name)) !== "number")
      refuse.variableType(name, type, "floating point is read over numbers that stay numbers");
    if (!types.includes("float")) refuse.typeNotEnabled(name, type);
  }
  requireNothingGranted(trace, variables);
}
