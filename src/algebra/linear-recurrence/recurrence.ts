/**
 * A linear recurrence with its characteristic polynomial P = Q · L split into integer roots, L = Π (x - λ), and a rest Q
 * without any: a sequence is the sum of one with L, by divided differences, and one with Q, by a chain (`coprime-parts.ts`).
 * The growing part never drags counters and sums along, and the polynomial part costs next to nothing.
 */
import { bitLength } from "../bit-length.ts";
import { integers } from "../integers.ts";
import { held, together, type Peak } from "../peak.ts";
import { polynomials, type Polynomial } from "../polynomials.ts";
import { chain, type Chain, type NthTerms } from "./chain.ts";
import { coprimeParts } from "./coprime-parts.ts";
import { dividedDifferences, dividedDifferencesPeak, usedRoots } from "./divided-differences.ts";
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
  /** Predicted memory of the n-th terms of the sequences that begin so. */
  readonly peak: (n: bigint, initial: readonly (readonly bigint[])[]) => Peak;
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
  const rooted: NthTerms = (initial, n, progress) => dividedDifferences(ordered, initial, n, progress);
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
  const peak: Recurrence["peak"] = (n, initial) => {
    if (roots.length === 0) return chainPeak(growing, n, initial);
    if (rest.length === 1) {
      const used = usedRoots(ordered, initial);
      return dividedDifferencesPeak(used, n, initial.length, longestOf(initial));
    }
    const firstBits = longestOf(initial) + partBits;
    const parts = together(
      growing.peak(n, initial.length, firstBits),
      dividedDifferencesPeak(ordered, n, initial.length, firstBits),
    );
    return together(parts, held(parts.bits, initial.length + 1));
  };
  return { characteristic, roots: ordered, rest, chain: growing, run: run(), peak };
}

/** That of a recurrence which is one chain. */
export function chainPeak(
  { peak }: Pick<Chain, "peak">,
  n: bigint,
  initial: readonly (readonly bigint[])[],
): Peak {
  return peak(n, initial.length, longestOf(initial));
}

function longestOf(initial: readonly (readonly bigint[])[]): number {
  return Math.max(0, ...initial.flatMap((terms) => terms.map(bitLength)));
}

function product(factors: readonly Polynomial<bigint>[]): Polynomial<bigint> {
  return factors.reduce((all, factor) => ring.mul(all, factor), ring.ONE);
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
