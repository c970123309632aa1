/**
 * Linear systems whose coefficients are polynomials in the number of the turn:
 *
 *     x_(t+1) = M(t) · x_t,        M(t)[i][j] a constant or Σ_k Δ^k C(t, k)
 *
 * (the matrix form of P-recursive sequences with leading coefficient 1).
 */
import type { Newton } from "../../algebra/consecutive-values.ts";
import { evaluateNewton } from "../../algebra/binomials.ts";
import type { Transition } from "../../transition/transition.ts";

/** A constant, or the Newton coefficients of a polynomial in the number of the turn. */
export type PolynomialCoefficient = bigint | Newton;

export type PolynomialSystem = Transition<PolynomialCoefficient>;

/** M(t). */
export function systemAt(system: PolynomialSystem, turn: bigint): Transition<bigint> {
  return {
    basis: system.basis,
    rows: system.rows.map((row) =>
      row
        .map(([column, c]) => [column, typeof c === "bigint" ? c : evaluateNewton(c, turn)] as const)
        .filter(([, c]) => c !== 0n),
    ),
  };
}
