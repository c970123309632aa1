/** A modulus as powers of small primes and a rest that has none, by trial division; and back, by the Chinese remainder theorem. */
import { primesUpTo } from "../../../algebra/primes.ts";
import { inverse } from "../../../algebra/shifts/inverses.ts";

export interface SplitModulus {
  readonly powers: readonly { readonly prime: bigint; readonly exponent: number }[];
  /** Without prime factors up to the bound. */
  readonly rest: bigint;
}

export function splitModulus(modulus: bigint, bound: number): SplitModulus {
  const powers: { prime: bigint; exponent: number }[] = [];
  let rest = modulus;
  for (const p of primesUpTo(bound)) {
    if (p > bound || rest === 1n) break;
    const isDivisor = rest <= Number.MAX_SAFE_INTEGER ? Number(rest) % p === 0 : rest % BigInt(p) === 0n;
    if (!isDivisor) continue;
    const prime = BigInt(p);
    let exponent = 0;
    for (; rest % prime === 0n; rest /= prime) exponent++;
    powers.push({ prime, exponent });
  }
  return { powers, rest };
}

/** The x in [0, m·n) with x ≡ a modulo m and x ≡ b modulo n, which have no common divisor, one by one; a in [0, m). */
export function combined(
  a: readonly bigint[],
  m: bigint,
  b: readonly bigint[],
  n: bigint,
): readonly bigint[] {
  if (n === 1n) return a;
  if (m === 1n) return b;
  const unit = inverse(m, n)!;
  return a.map((value, k) => {
    const difference = (((b[k]! - value) % n) + n) % n;
    return value + m * ((difference * unit) % n);
  });
}
