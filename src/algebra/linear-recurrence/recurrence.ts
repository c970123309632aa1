/**
 * A linear recurrence with its characteristic polynomial P = Q · L split into integer roots, L = Π (x - λ), and a rest Q
 * without any.
 *
 * A sequence a with this recurrence is the sum of one with Q and one with L, up to a common denominator: since
 * Q(λ) - Q(x) is divisible by x - λ and ≡ Q(λ) modulo Q, the product
 *
 *     W = Π_λ (Q(λ) - Q(x)) mod P,      ρ = Π_λ Q(λ)      (λ with multiplicity)
 *
 * is ≡ 0 modulo L and ≡ ρ modulo Q. So b = W(E) a obeys Q, c = ρ a - b obeys L, and a_n = (b_n + c_n) / ρ. The growing part
 * never drags counters and sums along, and the polynomial part costs next to nothing.
 */
import { integers } from "../integers.ts";
import { evaluate } from "../integer-roots.ts";
import { chain, type Chain } from "./chain.ts";
import { polynomials, type Polynomial } from "../polynomials.ts";

export interface Recurrence {
  readonly characteristic: Polynomial<bigint>;
  /** With multiplicity, ordered by size, none 0. */
  readonly roots: readonly bigint[];
  /** Q, monic. */
  readonly rest: Polynomial<bigint>;
  /** The n-th terms of sequences that obey Q. */
  readonly chain: Chain;
  /** W, lowest degree first. */
  readonly projection: Polynomial<bigint>;
  /** ρ */
  readonly denominator: bigint;
}

const ring = /* @__PURE__ */ polynomials(integers);

/** @param roots not 0. @param rest monic, without integer roots. */
export function recurrence(roots: readonly bigint[], rest: Polynomial<bigint>): Recurrence {
  const ordered = [...roots].sort((a, b) => compare(a < 0n ? -a : a, b < 0n ? -b : b) || compare(a, b));
  const linear = ordered.reduce<Polynomial<bigint>>(
    (product, root) => ring.mul(product, [-root, 1n]),
    ring.ONE,
  );
  const characteristic = ring.mul(linear, rest);
  let projection = ring.mod(ring.ONE, characteristic);
  let denominator = 1n;
  if (rest.length > 1) {
    for (const root of ordered) {
      const value = evaluate(rest, root);
      projection = ring.mulmod(projection, ring.sub([value], rest), characteristic);
      denominator *= value;
    }
  }
  const content = projection.reduce(gcd, denominator < 0n ? -denominator : denominator);
  return {
    characteristic,
    roots: ordered,
    rest,
    chain: chain(rest),
    projection: projection.map((c) => c / content),
    denominator: denominator / content,
  };
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
