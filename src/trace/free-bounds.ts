/**
 * Free bounds: the inputs that a turn does nothing with but compare, in the conditions of its path.
 *
 * Of `for (let i = 0; i < n; i++) …` the turn's map, its start values and all that is proved of them do not depend on n, only
 * how often it is repeated does. So a call that differs from the one before in its free bounds alone needs no new plan, no
 * new matrix and no new ranges: only the first turn at which a condition changes is to be found again.
 */
import { atomsOf } from "./coefficient.ts";
import { leavesOf } from "./polynomial.ts";
import type { Trace } from "./trace.ts";
import type { Polynomial, Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

/** Guards may speak of free bounds: they are asked at every call. */
export function freeBounds(trace: Trace): ReadonlySet<string> {
  const { graph, leaves, next, predicates } = trace;
  const used = new Set<Term>();
  const use = (value: Value | undefined): void => {
    if (!isTerm(value) || used.has(value)) return;
    used.add(value);
    value.args.forEach(use);
    if (value.polynomial) usePolynomial(value.polynomial);
  };
  const usePolynomial = (polynomial: Polynomial): void => {
    for (const leaf of leavesOf(polynomial)) use(graph.terms[leaf]);
    for (const { coefficient } of polynomial.summands.values()) atomsOf(coefficient).forEach(use);
  };
  for (const term of graph.terms) {
    const isOperation = term.args.length > 0 || term.polynomial !== undefined;
    if (isOperation && !comparisons.has(term.op)) use(term);
  }
  for (const products of trace.envelopes.values()) products.flat().forEach(usePolynomial);
  for (const value of next.values()) use(value);
  for (const { left, right } of predicates) {
    // A bare input is a bound; of anything else, `n - 1` included, the operands are used.
    for (const side of [left, right]) if (!isParameter(side)) use(side);
  }
  for (const [term] of [...trace.pins, ...trace.values]) use(term);
  for (const { leaf } of trace.residues) use(leaf);
  for (const terms of [trace.fallible, trace.zeroRemainders, trace.exactNumbers]) terms.forEach(use);
  const names = [...leaves].filter(([name, leaf]) => isParameter(leaf) && !used.has(leaf) && !next.has(name));
  return new Set(names.map(([name]) => name));
}

function isParameter(value: Value): boolean {
  return isTerm(value) && value.op === "parameter";
}
