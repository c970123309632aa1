/**
 * The invariants of a Transition, asserted: one row per basis element, basis names unique, columns in range and strictly
 * increasing, zero coefficients absent. A violation is a bug of ours, never of the user's.
 */
import type { Transition } from "./transition.ts";

/** @throws Error that names the row and what is wrong with it. */
export function validate<C>(transition: Transition<C>, isZero: (coefficient: C) => boolean): void {
  const { basis, rows } = transition;
  const fail = (what: string): never => {
    throw new Error(`invalid transition: ${what}`);
  };
  if (rows.length !== basis.length) fail(`${rows.length} rows for ${basis.length} basis elements`);
  if (new Set(basis).size !== basis.length) fail(`the basis repeats a name: ${basis.join(", ")}`);
  rows.forEach((row, i) => {
    let previous = -1;
    for (const [column, coefficient] of row) {
      const place = `row ${basis[i]!}, column ${column}`;
      if (!Number.isInteger(column) || column < 0 || column >= basis.length) fail(`${place} is out of range`);
      if (column <= previous) fail(`${place} is not in increasing order`);
      if (isZero(coefficient)) fail(`${place} holds a zero`);
      previous = column;
    }
  });
}
