/**
 * The composition x → a·x + c, n times: a^n·x + (1 + a + … + a^(n-1))·c, over any commutative ring.
 *
 * The maps x → A·x + S·c of j·16^w turns, 0 <= j < 16, depend on a only; each is composed when it is first needed and kept. So
 * a warm run takes two products for each hexadecimal digit of n, and no branch that depends on it: branching on binary digits
 * took twice as long.
 *
 * D. E. Knuth, The Art of Computer Programming 2, section 3.2.1, formula (6).
 */
import type { CommutativeRing } from "../ring.ts";
import type { BinaryWords } from "./binary-words.ts";

/** (x, c, n) ↦ the value after n turns. */
export type AffinePower<T> = (x: T, c: T, n: BinaryWords) => T;

/** Maps kept for later runs: those of exponents with up to 4096 hexadecimal digits. */
const KEPT = 2 ** 16;

export function affinePower<T>(ring: CommutativeRing<T>, a: T): AffinePower<T> {
  /** At 16 w + j, the A and S of j·16^w turns. */
  const factors: (T | undefined)[] = [];
  const sums: (T | undefined)[] = [];

  const put = (at: number, factor: T, sum: T): void => {
    factors[at] = factor;
    sums[at] = sum;
  };
  const twice = (from: number, to: number): void => {
    const factor = factors[from]!;
    put(to, ring.mul(factor, factor), ring.mul(sums[from]!, ring.add(ring.ONE, factor)));
  };
  /** Opens the digit behind the last one: 0, 1, 2, 4 and 8 times its weight. */
  const open = (): void => {
    const zero = factors.length;
    for (let j = 0; j < 16; j++) {
      factors.push(undefined);
      sums.push(undefined);
    }
    put(zero, ring.ONE, ring.ZERO);
    if (zero === 0) put(1, a, ring.ONE);
    else twice(zero - 8, zero + 1);
    for (let j = 1; j < 8; j *= 2) twice(zero + j, zero + 2 * j);
  };
  /** The map at a place, composed of that of its highest binary digit and that of the others. */
  const complete = (at: number): void => {
    if (factors[at] !== undefined) return;
    const high = (at & ~15) + (1 << (31 - Math.clz32(at & 15)));
    const rest = at - (high & 15);
    complete(rest);
    const factor = factors[high]!;
    put(at, ring.mul(factor, factors[rest]!), ring.add(sums[high]!, ring.mul(factor, sums[rest]!)));
  };

  return (x, c, n) => {
    let value = x;
    for (let k = 0; k < n.length; k += 4) {
      if (4 * k === factors.length) open();
      const at = 4 * k + ((n.words[k >>> 5]! >>> (k & 31)) & 15);
      if (factors[at] === undefined) complete(at);
      value = ring.add(ring.mul(factors[at]!, value), ring.mul(sums[at]!, c));
    }
    if (factors.length > KEPT) factors.length = sums.length = KEPT;
    return value;
  };
}
