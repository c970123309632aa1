/** Residues modulo an m of any size, over bigint: sums of products are reduced once. */
import { bitLength } from "../bit-length.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { KEPT_COEFFICIENTS, spanOf } from "./halving.ts";
import { modularIntegers, residue } from "./modular-integers.ts";
import { ringArithmetic } from "./ring-arithmetic.ts";

/** X^n mod P of order 5, 20, 50 modulo 2^61 - 1: 99, 690, 3700 us for 60 digits. */
const COSTS = { product: 60, value: 120 };

/** 32 MB of levels are kept. */
const KEPT_BITS = 2 ** 28;

function keptCoefficients(modulus: bigint): number {
  return Math.min(KEPT_COEFFICIENTS, Math.floor(KEPT_BITS / bitLength(modulus)));
}

/** How many residues are held at once for n with so many binary digits: levels, checkpoints, and what is computed of them. */
export function residuesHeld(modulus: bigint, order: number, digits: number): number {
  const span = spanOf(order, keptCoefficients(modulus));
  return (Math.min(digits, span) + digits / span + 6) * (order + 1);
}

export function integerArithmetic(modulus: bigint): Arithmetic<bigint> {
  return ringArithmetic(
    {
      ...modularIntegers(modulus),
      dot(a, i, b, j, direction, count) {
        if (count <= 0) return 0n;
        let sum = a[i]! * b[j]!;
        for (let t = 1; t < count; t++) sum += a[i + t]! * b[j + direction * t]!;
        return sum % modulus;
      },
    },
    {
      fromInteger: (value) => residue(value, modulus),
      toInteger: (value) => value,
      costs: COSTS,
    },
    keptCoefficients(modulus),
  );
}
