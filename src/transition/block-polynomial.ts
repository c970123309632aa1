/**
 * The characteristic polynomial det(x·I - B) of one strongly connected block B of a transition: x - c for a single entry,
 * Berkowitz for the others. The transition's own is the product of those of its blocks.
 *
 * @returns lowest degree first, monic.
 */
import { berkowitz } from "../algebra/berkowitz.ts";
import { integers } from "../algebra/integers.ts";
import type { Polynomial } from "../algebra/polynomials.ts";
import { selfCoefficient } from "./blocks.ts";
import type { Transition } from "./transition.ts";

/** @param block The indices of the entries, as `components` gives them. */
export function blockPolynomial(
  transition: Transition<bigint>,
  block: readonly number[],
): Polynomial<bigint> {
  if (block.length === 1) return [-selfCoefficient(transition, block[0]!), 1n];
  const position = new Map(block.map((node, i) => [node, i]));
  const matrix = block.map((node) => {
    const row = new Array<bigint>(block.length).fill(0n);
    for (const [column, coefficient] of transition.rows[node]!) {
      const at = position.get(column);
      if (at !== undefined) row[at] = coefficient;
    }
    return row;
  });
  return berkowitz(integers, matrix);
}
