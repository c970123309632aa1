/**
 * Linear forms over a tropical semiring: ⊕ c ⊗ x over the columns x, and a constant, which is the entry of a column that is
 * the semiring's one for ever.
 *
 * A coefficient is itself a sum ⊕ of symbolic ones, of which only a call tells which is the greatest; integers among them
 * are added at once.
 */
import type { Coefficient } from "../../coefficient.ts";
import { add, multiply } from "../../coefficient.ts";
import type { Term } from "../../value.ts";
import type { Extremum, Forms } from "./forms.ts";

/** The column that is the semiring's one. */
export const unit = "one";
export type Column = Term | typeof unit;

export type LinearForm = ReadonlyMap<Column, readonly Coefficient[]>;

/** Symbolic summands of one coefficient; products of sums multiply their numbers. */
const SUM_CAP = 64;

export function linearForms(kind: Extremum, product: "+" | "*"): Forms<LinearForm> {
  const one = product === "+" ? 0n : 1n;
  const multiplied = product === "+" ? add : multiply;
  const added = (x: readonly Coefficient[], y: readonly Coefficient[]): readonly Coefficient[] => {
    const all = [...x, ...y];
    const integers = all.filter((c) => typeof c === "bigint");
    const symbols = all.filter((c) => typeof c !== "bigint");
    if (integers.length === 0) return symbols;
    return [integers.reduce((a, b) => ((kind === "max") === a > b ? a : b)), ...symbols];
  };
  return {
    product,
    constant: (value) => new Map([[unit, [value]]]),
    column: (column) => new Map([[column, [one]]]),
    times(x, y) {
      const [form, scalar] = isConstant(y) ? [x, y.get(unit)] : isConstant(x) ? [y, x.get(unit)] : [];
      if (form === undefined || scalar === undefined) return undefined;
      const result = new Map<Column, readonly Coefficient[]>();
      for (const [column, coefficients] of form) {
        if (coefficients.length * scalar.length > SUM_CAP) return undefined;
        const products = coefficients.flatMap((a) => scalar.map((b) => multiplied(a, b)));
        result.set(column, added(products, []));
      }
      return result;
    },
    extremum(wanted, x, y) {
      if (wanted !== kind) return undefined;
      const sum = new Map(x);
      for (const [column, coefficients] of y) {
        const both = added(sum.get(column) ?? [], coefficients);
        if (both.length > SUM_CAP) return undefined;
        sum.set(column, both);
      }
      return sum;
    },
  };
}

function isConstant(form: LinearForm): boolean {
  return form.size === 1 && form.has(unit);
}
