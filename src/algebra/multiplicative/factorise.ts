/**
 * The prime factors of an integer: trial division, then Pollard's rho method in Brent's form.
 *
 * Primality is proved, not probable: the Miller-Rabin test with the first 13 primes as bases is exact below `PROVED`
 * (J. Sorenson & J. Webster, "Strong pseudoprimes to twelve prime bases", Mathematics of Computation 86, 2017). What is left
 * beyond that, or takes more than `EFFORT` steps, is not factored.
 *
 * R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980).
 */
import { magnitude } from "../magnitude.ts";

const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];
const PROVED = 3_317_044_064_679_887_385_961_981n;

/** Divisors that are tried one by one. */
const TRIED = 1000n;

/** Steps of the rho method: a prime factor p takes some √p; 2^64 has one below 2^32, found in some 10^5 steps. */
export const EFFORT = 2_000_000;

/** Differences that are multiplied before a divisor is looked for. */
const BATCH = 128;

/** Each prime with its exponent; undefined when the effort did not suffice. @param value at least 1 */
export function factorise(value: bigint): ReadonlyMap<bigint, number> | undefined {
  const factors = new Map<bigint, number>();
  const note = (prime: bigint): void => void factors.set(prime, (factors.get(prime) ?? 0) + 1);
  let rest = value;
  for (let divisor = 2n; divisor <= TRIED && divisor * divisor <= rest; divisor++) {
    for (; rest % divisor === 0n; rest /= divisor) note(divisor);
  }
  const open = rest > 1n ? [rest] : [];
  let effort = EFFORT;
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part >= PROVED) return undefined;
    if (part <= TRIED * TRIED || isPrime(part)) {
      note(part);
      continue;
    }
    const found = divisorOf(part, effort);
    effort -= found.steps;
    if (found.divisor === undefined) return undefined;
    open.push(found.divisor, part / found.divisor);
  }
  return factors;
}

/** Exact for odd numbers below `PROVED` without a divisor among the bases. */
function isPrime(value: bigint): boolean {
  let odd = value - 1n;
  let twos = 0;
  for (; odd % 2n === 0n; odd /= 2n) twos++;
  return BASES.every((base) => {
    let x = modularPower(base, odd, value);
    if (x === 1n || x === value - 1n) return true;
    for (let k = 1; k < twos; k++) {
      x = (x * x) % value;
      if (x === value - 1n) return true;
    }
    return false;
  });
}

/** A proper divisor of an odd composite number. */
function divisorOf(
  value: bigint,
  effort: number,
): { readonly divisor: bigint | undefined; readonly steps: number } {
  let steps = 0;
  for (let c = 1n; steps < effort; c++) {
    const next = (x: bigint): bigint => (x * x + c) % value;
    let [fast, divisor, product] = [2n, 1n, 1n];
    for (let power = 1; divisor === 1n && steps < effort; power *= 2) {
      const slow = fast;
      for (let done = 0; done < power && divisor === 1n; done += BATCH) {
        const saved = fast;
        const batch = Math.min(BATCH, power - done);
        for (let k = 0; k < batch; k++) {
          fast = next(fast);
          product = (product * magnitude(slow - fast)) % value;
        }
        steps += batch;
        divisor = greatestCommonDivisor(product, value);
        if (divisor === value) {
          // Several factors came in one batch: once more, one by one.
          fast = saved;
          do {
            fast = next(fast);
            divisor = greatestCommonDivisor(magnitude(slow - fast), value);
          } while (divisor === 1n);
        }
      }
    }
    if (divisor !== 1n && divisor !== value) return { divisor, steps };
  }
  return { divisor: undefined, steps };
}

/** base^exponent mod modulus; base ≥ 0, exponent ≥ 0, modulus ≥ 1. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
