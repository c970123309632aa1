/**
 * What a form is, to the reader of terms: the next value of a variable as a function of the columns of a state.
 *
 * Forms are symbolic, their coefficients are those of a plan. Where an operation leads out of them the answer is undefined:
 * sums of two variables are not linear over (max, +), and the maximum of two is no clamp.
 */
import type { Coefficient } from "../../coefficient.ts";
import type { Term } from "../../value.ts";

export type Extremum = "max" | "min";

export interface Forms<F> {
  /** Which of the program's operators is the product. */
  readonly product: "+" | "*";
  constant(value: Coefficient): F;
  column(column: Term): F;
  times(x: F, y: F): F | undefined;
  extremum(kind: Extremum, x: F, y: F): F | undefined;
}
