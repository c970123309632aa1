/**
 * From rows over Q to rows over Z, by scaling the state vector.
 *
 * With y_m = D_m · x_m the row x_m' = Σ c_mn x_n / d_m becomes y_m' = Σ (c_mn · D_m / (d_m · D_n)) · y_n. Going up the strongly
 * connected components, D_m is chosen as the least common multiple of all d_m · D_n below; inside a component, where all D
 * are equal, c_mn / d_m must be an integer by itself, or no scaling helps.
 */
import type { Coefficient } from "./coefficient.ts";
import { multiply } from "./coefficient.ts";
import type { Entry } from "../transition/transition.ts";
import { components } from "../transition/blocks.ts";
import { leastCommonMultiple } from "./polynomial.ts";
import { refuse } from "./refusals.ts";

/** One turn on the monomials over Q: rows of integer coefficients, each row over a denominator. */
export interface RationalRows {
  readonly rows: readonly (readonly Entry<Coefficient>[])[];
  readonly denominators: readonly bigint[];
}

export function rescale(
  { rows, denominators }: RationalRows,
  basis: readonly string[],
): { scales: bigint[]; integral: Entry<Coefficient>[][] } {
  const scales = basis.map(() => 1n);
  if (denominators.every((denominator) => denominator === 1n)) {
    return { scales, integral: rows.map((row) => [...row]) };
  }
  const at = (list: readonly bigint[], k: number): bigint => list[k] as bigint;
  for (const component of components({ basis, rows })) {
    let scale = 1n;
    for (const member of component) {
      const denominator = at(denominators, member);
      for (const [column, coefficient] of rows[member] as readonly Entry<Coefficient>[]) {
        if (!component.includes(column)) scale = leastCommonMultiple(scale, denominator * at(scales, column));
        else if (
          denominator !== 1n &&
          (typeof coefficient !== "bigint" || coefficient % denominator !== 0n)
        ) {
          refuse.fraction("", basis[member] as string);
        }
      }
    }
    for (const member of component) scales[member] = scale;
  }
  const integral = rows.map((row, member) =>
    row.map(([column, coefficient]): Entry<Coefficient> => {
      const numerator = at(scales, member);
      const denominator = at(denominators, member) * at(scales, column);
      if (numerator % denominator === 0n) return [column, multiply(coefficient, numerator / denominator)];
      return [column, ((coefficient as bigint) * numerator) / denominator];
    }),
  );
  return { scales, integral };
}
