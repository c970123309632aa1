/**
 * What a trace takes for granted of numbers because some domain certifies them to be exact: remainders that are walked
 * around, closed forms of inner loops and quotients, zeros that are not -0, tests for safe integers.
 *
 * A domain that reads numbers without a certificate refuses traces in which such things are granted of its variables.
 */
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Term, Value } from "../value.ts";
import { isTerm } from "../value.ts";

/**
 * @param trace restricted to the variables
 * @throws RefusalSignal
 */
export function requireNothingGranted(trace: Trace, variables: ReadonlySet<string>): void {
  for (const { leaf } of trace.residues) if (variables.has(leaf.name)) refuse.operator(leaf.at, leaf, "%");
  for (const term of [...trace.zeroRemainders, ...trace.exactNumbers])
    refuse.operator(term.at, term, term.op);
  const seen = new Set<Term>();
  const visit = (value: Value): void => {
    if (!isTerm(value) || value.invariant || seen.has(value)) return;
    seen.add(value);
    const isForeign = value.op === "variable" && trace.leaves.get(value.name) !== value;
    if (isForeign || value.polynomial !== undefined) refuse.innerLoop(value.at);
    value.args.forEach(visit);
  };
  for (const name of variables) visit(trace.next.get(name));
}
