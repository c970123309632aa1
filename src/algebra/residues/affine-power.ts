/**
 * The composition x → a·x + c, n times: a^n·x + (1 + a + … + a^(n-1))·c, over any commutative ring.
 *
 * The maps of 2^k turns, x → A_k·x + S_k·c with A_(k+1) = A_k² and S_(k+1) = S_k·(1 + A_k), depend on a only and are kept, so
 * that a warm run costs two products for each binary one of n.
 *
 * D. E. Knuth, The Art of Computer Programming 2, section 3.2.1, formula (6).
 */
import type { CommutativeRing } from "../ring.ts";
import { digit, type BinaryWords } from "./binary-words.ts";

/** (x, c, n) ↦ the value after n turns. */
export type AffinePower<T> = (x: T, c: T, n: BinaryWords) => T;

/** Maps beyond are computed again in each run. */
const KEPT = 256;

export function affinePower<T>(ring: CommutativeRing<T>, a: T): AffinePower<T> {
  const factors = [a];
  const sums = [ring.ONE];
  return (x, c, n) => {
    let value = x;
    let factor = a;
    let sum = ring.ONE;
    for (let k = 0; k < n.length; k++) {
      if (k < factors.length) {
        factor = factors[k]!;
        sum = sums[k]!;
      } else {
        sum = ring.mul(sum, ring.add(ring.ONE, factor));
        factor = ring.mul(factor, factor);
        if (k < KEPT) {
          factors.push(factor);
          sums.push(sum);
        }
      }
      if (digit(n, k) === 1) value = ring.add(ring.mul(factor, value), ring.mul(sum, c));
    }
    return value;
  };
}
