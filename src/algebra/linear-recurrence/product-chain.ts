/**
 * The n-th terms of sequences whose characteristic polynomial is a product: coprime factors are evaluated apart
 * (`coprime-parts.ts`), powers of one factor stay together. Only a product that is a polynomial in x^g, like
 * (x² - x - 1)(x² + x - 1), may be cheaper as a whole; which is predicted.
 */
import { bitLength } from "../bit-length.ts";
import { logOfDominantRoot } from "../dominant-root.ts";
import { integerFactors } from "../integer-factors.ts";
import { integerRoots } from "../integer-roots.ts";
import { integers } from "../integers.ts";
import { held, together } from "../peak.ts";
import { polynomials, type Polynomial } from "../polynomials.ts";
import { byStride, chain, strideOf, type Chain } from "./chain.ts";
import { EXPONENT } from "./chain-work.ts";
import { coprimeParts, type Part } from "./coprime-parts.ts";

const ring = /* @__PURE__ */ polynomials(integers);

/** @param factors monic, P(0) ≠ 0, in any order, equal ones as often as they divide the product. */
export function productChain(factors: readonly Polynomial<bigint>[]): Chain {
  const product = factors.reduce((all, factor) => ring.mul(all, factor), ring.ONE);
  const powers = withoutEqual(factors);
  if (powers.length <= 1) return chain(product);
  const chains = powers.map(chain);
  const growths = powers.map(logOfDominantRoot);
  const growth = Math.max(...growths);
  const work = chains.reduce(
    (sum, part, i) => sum + part.work * (growth === 0 ? 1 : (growths[i]! / growth) ** EXPONENT),
    0,
  );
  if (strideOf(product) > 1) {
    const whole = chain(product);
    if (work >= whole.work) return whole;
  }
  // The parts of a sequence are multiples of it, by the entries of a resultant.
  const partBits = product.reduce((sum, c) => sum + bitLength(c), 0) * product.length;
  let all: Part | undefined;
  for (const [i, { run }] of chains.entries()) {
    const part = { characteristic: powers[i]!, run };
    all = all === undefined ? part : coprimeParts(all, part);
    if (all === undefined) return chain(product); // factors of blocks need not be irreducible
  }
  return {
    work,
    orders: chains.flatMap(({ orders }) => orders),
    run: all!.run,
    // The sum of the parts, and its quotient, for each sequence.
    peak: (n, sequences, firstBits) => {
      const parts = together(...chains.map((part) => part.peak(n, sequences, firstBits + partBits)));
      return together(parts, held(parts.bits, sequences + 1));
    },
  };
}

/** The same for a polynomial whose factors are not known and have to be found first. */
export function factoredChain(characteristic: Polynomial<bigint>): Chain {
  return byStride(characteristic, (sparse) => {
    const { roots, rest } = integerRoots(sparse);
    return productChain([...roots.map((root) => [-root, 1n]), ...integerFactors(rest)]);
  });
}

/** Equal factors multiplied, long ones first. */
function withoutEqual(factors: readonly Polynomial<bigint>[]): Polynomial<bigint>[] {
  const powers = new Map<string, Polynomial<bigint>>();
  for (const factor of factors) {
    const key = factor.join();
    powers.set(key, ring.mul(powers.get(key) ?? ring.ONE, factor));
  }
  return [...powers.values()].sort((a, b) => b.length - a.length);
}
