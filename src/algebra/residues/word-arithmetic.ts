/** Residues modulo a power of two up to 2^32: Z/2^32 by `Math.imul`, without any reduction, and a mask at the end. */
import type { Arithmetic } from "./arithmetic.ts";
import { ringArithmetic } from "./ring-arithmetic.ts";
import type { DotRing } from "./ring-halving.ts";

/** Z/2^32; elements are 32-bit signed integers. */
export const words: DotRing<number> = {
  name: "Z/2^32",
  isCommutative: true,
  ZERO: 0,
  ONE: 1,
  eql: (a, b) => a === b,
  add: (a, b) => (a + b) | 0,
  mul: Math.imul,
  neg: (a) => -a | 0,
  sub: (a, b) => (a - b) | 0,
  dot(a, i, b, j, direction, count) {
    let sum = 0;
    for (let t = 0; t < count; t++, j += direction) sum = (sum + Math.imul(a[i + t]!, b[j]!)) | 0;
    return sum;
  },
};

/** As in split-arithmetic.ts, without reductions. */
const COSTS = { product: 1.5, value: 20 };

export function wordArithmetic(modulus: bigint): Arithmetic<number> {
  return ringArithmetic(words, {
    fromInteger: (value) => Number(BigInt.asIntN(32, value)),
    toInteger: (value) => BigInt(value >>> 0) & (modulus - 1n),
    costs: COSTS,
  });
}
