/**
 * The eigenvalues of a transition as far as they are integers: a polynomial x^j · Π (x - λ) · Q over Z that annihilates the
 * transition, with Q free of integer roots.
 *
 * The characteristic polynomial is the product of those of the strongly connected blocks, whose integer roots are isolated;
 * by Cayley-Hamilton it annihilates. Blocks that repeat a factor of Q need it only as often as they feed one another: two
 * Fibonacci sequences side by side are of order 2, not 4. So Q with every factor once is tried first.
 * The orbit then satisfies Π (x - λ) · Q alone once j turns have been taken.
 */
import { integerRoots } from "../algebra/integer-roots.ts";
import { integers } from "../algebra/integers.ts";
import { polynomials, type Polynomial } from "../algebra/polynomials.ts";
import { apply } from "./apply.ts";
import { blockPolynomial } from "./block-polynomial.ts";
import { components } from "./blocks.ts";
import type { Transition } from "./transition.ts";

export interface Spectrum {
  /** The multiplicity j of the eigenvalue 0. */
  readonly delay: number;
  /** The other integer eigenvalues, with multiplicity. */
  readonly roots: readonly bigint[];
  /** Q, monic, lowest degree first. */
  readonly rest: Polynomial<bigint>;
  /** Those of the blocks, whose product is Q. */
  readonly factors: readonly Polynomial<bigint>[];
}

/** Berkowitz takes about d^4 / 6 small products for a block of d entries: 0.1 s at this size. */
const LARGEST_BLOCK = 48;

const ring = /* @__PURE__ */ polynomials(integers);

const known = /* @__PURE__ */ new WeakMap<Transition<bigint>, Spectrum | undefined>();

/** Every kernel asks for it, so it is kept. undefined: some block is too large for its polynomial to be worth computing. */
export function spectrum(transition: Transition<bigint>): Spectrum | undefined {
  if (!known.has(transition)) known.set(transition, findSpectrum(transition));
  return known.get(transition);
}

function findSpectrum(transition: Transition<bigint>): Spectrum | undefined {
  const all: bigint[] = [];
  const factors: Polynomial<bigint>[] = [];
  for (const block of components(transition)) {
    if (block.length > LARGEST_BLOCK) return undefined;
    const { roots, rest } = integerRoots(blockPolynomial(transition, block));
    all.push(...roots);
    if (rest.length > 1) factors.push(rest);
  }
  const roots = all.filter((root) => root !== 0n);
  const delay = all.length - roots.length;
  const once = factors.filter((factor, i) => !factors.slice(0, i).some((other) => ring.eql(factor, other)));
  if (once.length < factors.length) {
    const candidate = { delay, roots, rest: product(once), factors: once };
    if (annihilates(candidate, transition)) return candidate;
  }
  return { delay, roots, rest: product(factors), factors };
}

function product(factors: readonly Polynomial<bigint>[]): Polynomial<bigint> {
  return factors.reduce((all, factor) => ring.mul(all, factor), ring.ONE);
}

/** Whether the polynomial of the transition is zero, on every unit vector. */
function annihilates({ delay, roots, rest }: Spectrum, transition: Transition<bigint>): boolean {
  const power = [...new Array<bigint>(delay).fill(0n), 1n];
  const polynomial = product([power, ...roots.map((root) => [-root, 1n]), rest]);
  return transition.basis.every((_, unit) => {
    let state: readonly bigint[] = transition.basis.map((_, i) => (i === unit ? 1n : 0n));
    const sum = new Array<bigint>(state.length).fill(0n);
    for (const c of polynomial) {
      for (let i = 0; i < state.length; i++) sum[i]! += c * state[i]!;
      state = apply(transition, state);
    }
    return sum.every((value) => value === 0n);
  });
}
