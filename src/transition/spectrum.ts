/**
 * The eigenvalues of a transition as far as they are integers: det(x·I - M) = x^j · Π (x - λ) · Q with Q free of integer
 * roots, over Z.
 *
 * The characteristic polynomial is the product of those of the strongly connected blocks: x - c for a single entry,
 * Berkowitz for the others, whose integer roots are then isolated. By Cayley-Hamilton the orbit satisfies Π (x - λ) · Q
 * alone once j turns have been taken.
 */
import { integerRoots } from "../algebra/integer-roots.ts";
import { integers } from "../algebra/integers.ts";
import { polynomials, type Polynomial } from "../algebra/polynomials.ts";
import { blockPolynomial } from "./characteristic.ts";
import { components } from "./blocks.ts";
import type { Transition } from "./transition.ts";

export interface Spectrum {
  /** The multiplicity j of the eigenvalue 0. */
  readonly delay: number;
  /** The other integer eigenvalues, with multiplicity. */
  readonly roots: readonly bigint[];
  /** Q, monic, lowest degree first. */
  readonly rest: Polynomial<bigint>;
}

/** Berkowitz takes about d^4 / 6 small products for a block of d entries: 0.1 s at this size. */
const LARGEST_BLOCK = 48;

/** undefined: some block is too large for its polynomial to be worth computing. */
export function spectrum(transition: Transition<bigint>): Spectrum | undefined {
  const ring = polynomials(integers);
  const all: bigint[] = [];
  let rest = ring.ONE;
  for (const block of components(transition)) {
    if (block.length > LARGEST_BLOCK) return undefined;
    const factors = integerRoots(blockPolynomial(transition, block));
    all.push(...factors.roots);
    rest = ring.mul(rest, factors.rest);
  }
  const roots = all.filter((root) => root !== 0n);
  return { delay: all.length - roots.length, roots, rest };
}
