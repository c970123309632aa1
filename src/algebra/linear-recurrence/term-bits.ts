/**
 * About how many bits x^n modulo a polynomial P has, for predictions of memory: n times the growth of the largest root, which an
 * estimate (`dominant-root.ts`) gives to within 1/64 of a bit.
 *
 * That would be far too much where no root is larger than 1, since there nothing but powers of n grows. An integer polynomial
 * whose roots are at most 1 is a product of cyclotomic ones and x^j (Kronecker), whose iterates by Graeffe have no coefficient
 * beyond those of (x + 1)^d; any other has a root of at least 2^(1/4d) (V. Dimitrov, 2019), so that log2(8 d²) steps of the
 * iteration tell.
 */
import { bitLength } from "../bit-length.ts";
import { logOfDominantRoot } from "../dominant-root.ts";
import { graeffe } from "./halving-chain.ts";

/** The estimate's error. */
const ERROR = 1 / 64;

/** Growths above this are certain to be some. */
const CERTAIN = 0.2;

export function termBits(characteristic: readonly bigint[]): (n: bigint) => number {
  const order = characteristic.length - 1;
  const coefficients = characteristic.reduce((sum, c) => sum + bitLength(c), 0);
  let growth: number | undefined;
  return (n) => {
    growth ??= growthOf(characteristic);
    return order * (bitLength(n) + coefficients) + (growth === 0 ? 0 : growth * Number(n));
  };
}

/** Bits a turn, from above; 0 where no root is larger than 1. */
function growthOf(characteristic: readonly bigint[]): number {
  const estimate = logOfDominantRoot(characteristic);
  return estimate < CERTAIN && isBounded(characteristic) ? 0 : estimate + ERROR;
}

/** Has P no root larger than 1? */
function isBounded(characteristic: readonly bigint[]): boolean {
  const order = characteristic.length - 1;
  let iterate: readonly bigint[] = characteristic.toReversed();
  for (let square = 1; square <= 16 * order ** 2; square *= 2) {
    if (iterate.some((c) => bitLength(c) > order + 1)) return false;
    iterate = graeffe(iterate, order);
  }
  return iterate.every((c) => bitLength(c) <= order + 1);
}
