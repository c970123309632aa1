/**
 * A row for each intermediate result of the turn, as in the article with `opt_clear_stack` off: the entry holds what the
 * expression was in the last turn, and no entry depends on it.
 */
import type { Entry } from "../../../transition/transition.ts";
import { printValue } from "../../print-term.ts";
import type { Term } from "../../value.ts";
import type { Closure } from "../../monomial-closure.ts";
import type { Coefficient } from "../../coefficient.ts";
import type { Monomial, Polynomial } from "../../polynomial.ts";
import { keyOf } from "../../polynomial.ts";

export function addIntermediates(closure: Closure, read: ReadonlyMap<Term, Polynomial>): Closure {
  const monomials: Monomial[] = [...closure.monomials];
  const basis = [...closure.transition.basis];
  const rows = [...closure.transition.rows];
  for (const [term, polynomial] of read) {
    if (term.op === "variable") continue;
    const entries: Entry<Coefficient>[] = [];
    for (const { monomial, coefficient } of polynomial.summands.values()) {
      const column = closure.indexOf.get(keyOf(monomial));
      if (column !== undefined && closure.scales[column] === 1n) entries.push([column, coefficient]);
    }
    if (entries.length < polynomial.summands.size || polynomial.denominator !== 1n) continue;
    basis.push(`(${printValue(term)})`);
    rows.push(entries.sort(([a], [b]) => a - b));
    monomials.push([]);
  }
  const scales = monomials.map((_, k) => closure.scales[k] ?? 1n);
  return { monomials, indexOf: closure.indexOf, scales, transition: { basis, rows } };
}
