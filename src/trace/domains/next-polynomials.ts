/** The turn as a polynomial map: the next values of some variables, and of all that these depend on. */
import type { Polynomial } from "../polynomial.ts";
import { leavesOf } from "../polynomial.ts";
import type { PolynomialReader } from "../polynomial-reader.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import type { Term } from "../value.ts";
import type { DomainSettings } from "./domain.ts";
import { requireInteger } from "./require-integer.ts";

/**
 * What cancels is read, too: x - x is 0 for a whole x only.
 *
 * @param below the leaves that a leaf stands for: itself, if it is a variable
 * @returns by leaf
 * @throws RefusalSignal where a variable is no integer, or its next value no polynomial
 */
export function nextPolynomials(
  trace: Trace,
  names: readonly string[],
  settings: DomainSettings,
  reader: PolynomialReader,
  below: (leaf: number) => Iterable<number> = (leaf) => [leaf],
): ReadonlyMap<number, Polynomial> {
  const next = new Map<number, Polynomial>();
  const queue = new Set(names.map((name) => (trace.leaves.get(name) as Term).id));
  for (const id of queue) {
    const leaf = trace.graph.terms[id] as Term;
    requireInteger(trace, leaf, settings);
    const polynomial = reader.of(trace.next.get(leaf.name));
    if (polynomial.denominator !== 1n) refuse.fraction("", leaf.name);
    next.set(id, polynomial);
    // A Set iterates over what is added meanwhile.
    for (const other of leavesOf(polynomial)) for (const variable of below(other)) queue.add(variable);
    for (const { op, id: other } of reader.read.keys()) if (op === "variable") queue.add(other);
  }
  return next;
}
