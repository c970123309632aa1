/** One turn, or a few, on a concrete state: x'[i] = Σ_j M[i][j] · x[j], O(entries) products with coefficients. */
import type { Transition } from "./transition.ts";

export function apply(transition: Transition<bigint>, state: readonly bigint[]): bigint[] {
  return transition.rows.map((row) => {
    let sum = 0n;
    for (const [column, coefficient] of row) {
      const value = state[column]!;
      sum += coefficient === 1n ? value : coefficient * value;
    }
    return sum;
  });
}

/** The states x_0, x_1, …, x_turns. */
export function orbit(transition: Transition<bigint>, start: readonly bigint[], turns: number): bigint[][] {
  const states = [[...start]];
  for (let turn = 0; turn < turns; turn++) states.push(apply(transition, states[turn]!));
  return states;
}
