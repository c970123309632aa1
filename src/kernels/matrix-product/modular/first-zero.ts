/**
 * When a product of one linear factor a turn becomes zero modulo m for good: as soon as a·t + b is a multiple of m. n! modulo m
 * is 0 for n >= m.
 */
import { inverse } from "../../../algebra/shifts/inverses.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";

/** The first such turn; undefined where there is none, or the system is another. */
export function firstZero({ rows }: PolynomialSystem, modulus: bigint): bigint | undefined {
  const [only, ...others] = rows;
  if (only === undefined || others.length > 0) return undefined;
  const [, coefficient] = only[0] ?? [0, 0n];
  if (typeof coefficient === "bigint") return coefficient % modulus === 0n ? 0n : undefined;
  if (coefficient.length !== 2) return undefined;
  const [b, a] = coefficient as readonly [bigint, bigint];
  const common = divisor(a, modulus);
  if (b % common !== 0n) return undefined;
  const reduced = modulus / common;
  const root = (-(b / common) * inverse(a / common, reduced)!) % reduced;
  return root < 0n ? root + reduced : root;
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
