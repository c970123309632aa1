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

/** Either the outputs themselves, or their first terms from a later turn on. */
export type OutputTerms =
  | { readonly kind: "reached"; readonly values: bigint[] }
  | { readonly kind: "ahead"; readonly terms: bigint[][]; readonly turns: bigint };

/**
 * The terms that determine the outputs as sequences of the given order: those of the turns delay, …, delay + order - 1, with
 * the number of turns then still to go. When these turns already reach the last one, its values.
 */
export function outputTerms(
  transition: Transition<bigint>,
  start: readonly bigint[],
  outputs: readonly number[],
  turns: bigint,
  delay: number,
  order: number,
): OutputTerms {
  const last = delay + Math.max(0, order - 1);
  const reached = turns <= BigInt(last);
  const states = orbit(transition, start, reached ? Number(turns) : last);
  if (reached) return { kind: "reached", values: outputs.map((i) => states.at(-1)![i]!) };
  const kept = states.slice(delay);
  return {
    kind: "ahead",
    terms: outputs.map((i) => kept.map((state) => state[i]!)),
    turns: turns - BigInt(delay),
  };
}
