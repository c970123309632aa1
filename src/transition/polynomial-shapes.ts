/**
 * When is every entry a polynomial in the number of turns?
 *
 * When the strongly connected components are single entries whose coefficient in themselves is 0 or 1 (eigenvalues 0 and 1
 * only). Then induction along the dependencies gives each entry a delay δ and a degree d, such that x_n is a polynomial of
 * degree <= d in n for n >= δ:
 *
 *     x' = x + Σ c_j x_j    δ = max δ_j,        d = 1 + max d_j   (it sums its dependencies),
 *     x' =     Σ c_j x_j    δ = 1 + max δ_j,    d = max d_j       (it follows them one turn later).
 *
 * If moreover all coefficients and the start are nonnegative, then from δ on all forward differences of x are nonnegative,
 * by the same induction.
 *
 * A coefficient in itself that is not known yet (a plan's) is neither.
 */
import { components } from "./blocks.ts";
import type { Transition } from "./transition.ts";

export interface Shape {
  readonly delay: number;
  /** -1 for an entry that is 0 from `delay` on. */
  readonly degree: number;
}

/** Delay and degree of every entry; undefined when some entry is no such polynomial. */
export function polynomialShapes<C>(transition: Transition<C>): Shape[] | undefined {
  const shapes: Shape[] = [];
  for (const component of components(transition)) {
    const node = component[0]!;
    const self = transition.rows[node]!.find(([column]) => column === node)?.[1];
    if (component.length > 1 || (self !== undefined && (self as unknown) !== 1n)) return undefined;
    const sources = transition.rows[node]!.filter(([column]) => column !== node).map(
      ([column]) => shapes[column]!,
    );
    const { delay, degree } = joined(sources);
    shapes[node] = self === undefined ? { delay: delay + 1, degree } : { delay, degree: degree + 1 };
  }
  return shapes;
}

/** The shape that holds for several entries at once: zero entries have degree -1. */
export function joined(shapes: readonly Shape[]): Shape {
  return {
    delay: Math.max(0, ...shapes.map((shape) => shape.delay)),
    degree: Math.max(-1, ...shapes.map((shape) => shape.degree)),
  };
}
