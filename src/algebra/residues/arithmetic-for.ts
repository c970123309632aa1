/** Which arithmetic serves a modulus: machine numbers as far as they reach, bigint beyond. */
import type { Arithmetic } from "./arithmetic.ts";
import { integerArithmetic } from "./integer-arithmetic.ts";
import { limbArithmetic } from "./limb-arithmetic.ts";
import { longWordArithmetic } from "./long-word-arithmetic.ts";
import { splitArithmetic } from "./split-arithmetic.ts";
import { wordArithmetic } from "./word-arithmetic.ts";

/** Hands the arithmetic to code that does not care which numbers it computes with. */
export function arithmeticFor<R>(modulus: bigint, use: <T>(arithmetic: Arithmetic<T>) => R): R {
  const isPowerOfTwo = (modulus & (modulus - 1n)) === 0n;
  if (isPowerOfTwo && modulus <= 2n ** 32n) return use(wordArithmetic(modulus));
  if (isPowerOfTwo && modulus <= 2n ** 64n) return use(longWordArithmetic(modulus));
  if (modulus < 2n ** 32n) return use(splitArithmetic(modulus));
  if (modulus < 2n ** 62n) return use(limbArithmetic(modulus));
  return use(integerArithmetic(modulus));
}
