/** The ring Z/m over bigint, m >= 1 of any size, prime or not; elements are canonical, in [0, m). */
import type { CommutativeRing } from "../ring.ts";

export function modularIntegers(modulus: bigint): CommutativeRing<bigint> {
  return {
    name: `Z/${modulus}`,
    isCommutative: true,
    ZERO: 0n,
    ONE: modulus === 1n ? 0n : 1n,
    eql: (a, b) => a === b,
    add: (a, b) => {
      const sum = a + b;
      return sum >= modulus ? sum - modulus : sum;
    },
    mul: (a, b) => (a * b) % modulus,
    neg: (a) => (a === 0n ? 0n : modulus - a),
    sub: (a, b) => (a >= b ? a - b : a - b + modulus),
  };
}

/** The canonical representative of any integer. */
export function residue(value: bigint, modulus: bigint): bigint {
  if (value >= 0n && value < modulus) return value;
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
