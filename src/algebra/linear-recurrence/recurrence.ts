/**
 * A linear recurrence with its characteristic polynomial P = Q · L split into integer roots, L = Π (x - λ), and a rest Q
 * without any: a sequence is the sum of one with L, by divided differences, and one with Q, by a chain (`coprime-parts.ts`).
 * The growing part never drags counters and sums along, and the polynomial part costs next to nothing.
 */
import { bitLength } from "../bit-length.ts";
import { integers } from "../integers.ts";
import { held, together } from "../peak.ts";
import { polynomials, type Polynomial } from "../polynomials.ts";
import { chain, type Chain, type NthTerms } from "./chain.ts";
import { coprimeParts } from "./coprime-parts.ts";
import { dividedDifferences, dividedDifferencesPeak } from "./divided-differences.ts";
import { factoredChain, productChain } from "./product-chain.ts";

export interface Recurrence {
  readonly characteristic: Polynomial<bigint>;
  /** With multiplicity, ordered by size, none 0. */
  readonly roots: readonly bigint[];
  /** Q, monic. */
  readonly rest: Polynomial<bigint>;
  /** The n-th terms of sequences that obey Q. */
  readonly chain: Chain;
  /** The n-th terms of sequences that obey P, n not below its degree. */
  readonly run: NthTerms;
  /** As that of a chain. */
  readonly peak: Chain["peak"];
}

const ring = /* @__PURE__ */ polynomials(integers);

/** @param roots not 0. @param factors of Q, monic, Q(0) ≠ 0. */
export function recurrence(roots: readonly bigint[], factors: readonly Polynomial<bigint>[]): Recurrence {
  return assembled(roots, product(factors), productChain(factors));
}

/** The same recurrence, with factors of Q that had to be looked for. */
export function factored({ roots, rest }: Recurrence): Recurrence {
  return assembled(roots, rest, factoredChain(rest));
}

function assembled(roots: readonly bigint[], rest: Polynomial<bigint>, growing: Chain): Recurrence {
  const ordered = [...roots].sort((a, b) => compare(a < 0n ? -a : a, b < 0n ? -b : b) || compare(a, b));
  const linear = product(ordered.map((root) => [-root, 1n]));
  const characteristic = ring.mul(linear, rest);
  const rooted: NthTerms = (initial, n) => dividedDifferences(ordered, initial, n);
  const run = (): NthTerms => {
    if (roots.length === 0) return growing.run;
    if (rest.length === 1) return rooted;
    const apart = coprimeParts(
      { characteristic: rest, run: growing.run },
      { characteristic: linear, run: rooted },
    );
    return (apart ?? chain(characteristic)).run; // a rest of high degree may have one of the roots
  };
  const partBits = characteristic.reduce((sum, c) => sum + bitLength(c), 0) * characteristic.length;
  const peak: Chain["peak"] = (n, sequences, firstBits) => {
    if (roots.length === 0) return growing.peak(n, sequences, firstBits);
    if (rest.length === 1) return dividedDifferencesPeak(ordered, n, sequences, firstBits);
    const parts = together(
      growing.peak(n, sequences, firstBits + partBits),
      dividedDifferencesPeak(ordered, n, sequences, firstBits + partBits),
    );
    return together(parts, held(parts.bits, sequences + 1));
  };
  return { characteristic, roots: ordered, rest, chain: growing, run: run(), peak };
}

function product(factors: readonly Polynomial<bigint>[]): Polynomial<bigint> {
  return factors.reduce((all, factor) => ring.mul(all, factor), ring.ONE);
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
