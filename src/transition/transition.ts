/**
 * The narrow waist: every domain yields a Transition, every kernel consumes one.
 *
 * A transition is the linear map of one turn on a state vector x over a commutative ring,
 *
 *     x'[i] = Σ_j  M[i][j] · x[j],
 *
 * kept as sparse rows. The basis names the entries of x: variables, monomials in them (`i*x`), and `1`.
 * C is the type of a coefficient: bigint in an instance that kernels can run, an invariant expression in a plan.
 */
export type Entry<C> = readonly [column: number, coefficient: C];

export interface Transition<C> {
  readonly basis: readonly string[];
  /** One row per basis element; entries sorted by column, zero coefficients absent. */
  readonly rows: readonly (readonly Entry<C>[])[];
}
