/** Which arithmetic serves a modulus. */
import type { Arithmetic } from "./arithmetic.ts";
import { integerArithmetic } from "./integer-arithmetic.ts";

/** Hands the arithmetic to code that does not care which numbers it uses. */
export function arithmeticFor<R>(modulus: bigint, use: <T>(arithmetic: Arithmetic<T>) => R): R {
  return use(integerArithmetic(modulus));
}
