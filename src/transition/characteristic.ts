/**
 * The characteristic polynomial of a transition, det(x·I - M) over Z, as the product of those of its strongly connected
 * blocks: x - c for a single entry, Berkowitz for the others.
 *
 * @returns lowest degree first, monic.
 */
import { berkowitz } from "../algebra/berkowitz.ts";
import { integers } from "../algebra/integers.ts";
import { polynomials, type Polynomial } from "../algebra/polynomials.ts";
import { components, selfCoefficient } from "./blocks.ts";
import type { Transition } from "./transition.ts";

export function characteristic(transition: Transition<bigint>): Polynomial<bigint> {
  const ring = polynomials(integers);
  return components(transition)
    .map((block) => blockPolynomial(transition, block))
    .reduce((product, factor) => ring.mul(product, factor), ring.ONE);
}

/** That of one strongly connected block. */
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
