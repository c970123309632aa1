/**
 * x^n modulo a monic P of degree d over any commutative ring, without a division: Bostan and Mori's algorithm, transposed.
 *
 * Let D_0(z) = z^d P(1/z). A sequence with characteristic polynomial P has a generating function N(z) / D_0(z), deg N < d. With
 * D_(k+1)(z²) = D_k(z) D_k(-z) (Graeffe),
 *
 *     [z^n] N / D_k = [z^(n>>1)] N' / D_(k+1),      N' = the coefficients of parity n & 1 of N(z) D_k(-z).
 *
 * The map N ↦ N' is linear, so the linear functional N ↦ [z^n] N / D_0 is found from the top: it is N ↦ N(0) when n is 0, and
 * is pulled back through one map for each binary digit of n. A level splits D_k(-z) = E(z²) + z·O(z²) into its halves, so that
 * every step is a few contiguous dot products: D_(k+1) = E² - z·O² costs d²/4 products, a pull-back d²/2.
 *
 * The levels depend on P only and are kept for later runs: a warm run costs d²/2 products a digit. Those that would need too
 * much memory, beyond n = 2^(2^20 / d), are computed again from checkpoints.
 *
 * A. Bostan, R. Mori, "A simple and fast algorithm for computing the n-th term of a linearly recurrent sequence", SOSA 2021.
 */
import { digit, type BinaryWords } from "./binary-words.ts";

/** The steps over one kind of numbers; a `Level` holds D_k, a `Functional` the values at 1, z, z², …, zeros left out. */
export interface Halving<Level, Functional> {
  readonly order: number;
  readonly first: Level;
  /** D_(k+1) from D_k. */
  next(level: Level): Level;
  /** N ↦ N(0). */
  unit(): Functional;
  /** The functional N ↦ f(N') for the parity of the present index. */
  pullBack(level: Level, functional: Functional, parity: number): Functional;
}

export const KEPT_COEFFICIENTS = 2 ** 20;

/** From so many levels on there are checkpoints; between two of them as many are there at once. */
export function spanOf(order: number, keptCoefficients: number): number {
  return Math.max(64, Math.floor(keptCoefficients / (order + 1)));
}

/** n ↦ the functional N ↦ [z^n] N / D_0. */
export function coefficientFunctional<L, W>(
  halving: Halving<L, W>,
  keptCoefficients = KEPT_COEFFICIENTS,
): (n: BinaryWords) => W {
  const span = spanOf(halving.order, keptCoefficients);
  const kept = [halving.first];

  const extend = (levels: L[], count: number): L[] => {
    while (levels.length < count) levels.push(halving.next(levels[levels.length - 1] as L));
    return levels;
  };

  /** D_0, D_span, D_(2 span), …: where the digits' segments begin. */
  const checkpoints = (digits: number): L[] => {
    const starts = [halving.first];
    for (let from = span; from < digits; from += span) {
      let level =
        starts.length === 1 ? (extend(kept, span)[span - 1] as L) : (starts[starts.length - 1] as L);
      for (let i = starts.length === 1 ? span - 1 : 0; i < span; i++) level = halving.next(level);
      starts.push(level);
    }
    return starts;
  };

  return (n) => {
    const starts = checkpoints(n.length);
    let functional = halving.unit();
    for (let segment = starts.length - 1; segment >= 0; segment--) {
      const from = segment * span;
      const count = Math.min(span, n.length - from);
      const levels = extend(segment === 0 ? kept : [starts[segment] as L], count);
      for (let i = count - 1; i >= 0; i--) {
        functional = halving.pullBack(levels[i] as L, functional, digit(n, from + i));
      }
    }
    return functional;
  };
}
