/**
 * Conditions: where a turn goes is part of the algebra as long as it is known for how many turns it goes there.
 *
 *     npx cpmoptimize run examples/conditions.ts --call 'euler1(10n ** 100n)'
 */
import { cpmoptimize } from "cpmoptimize";

/** The article's example: a condition that is the same in every turn. */
export const modes = cpmoptimize()(function modes(mode: number, n = 10n ** 50n) {
  let res = 0n;
  for (let i = 0n; i < n; i++) {
    if (mode === 1) res += i;
    else if (mode === 2) res += i * i;
    else res -= 1n;
  }
  return res;
});

/** Project Euler 1: the sum of the multiples of 3 or 5 below n. The remainders are back after 15 turns. */
export const euler1 = cpmoptimize()(function euler1(n: bigint) {
  let sum = 0n;
  for (let i = 0n; i < n; i++) if (i % 3n === 0n || i % 5n === 0n) sum += i;
  return sum;
});

/** Project Euler 2: the sum of the even Fibonacci numbers up to a limit. */
export const euler2 = cpmoptimize()(function euler2(limit: bigint) {
  let sum = 0n;
  for (let a = 1n, b = 2n; a <= limit; [a, b] = [b, a + b]) if (a % 2n === 0n) sum += a;
  return sum;
});

/** Project Euler 25: the index of the first Fibonacci number with so many digits. */
export const firstWithDigits = cpmoptimize()(function firstWithDigits(digits: bigint) {
  const limit = 10n ** (digits - 1n);
  let index = 1n;
  for (let a = 1n, b = 1n; a < limit; [a, b] = [b, a + b]) index++;
  return index;
});

/** The smallest n with 1² + … + n² ≥ limit. */
export const squaresReach = cpmoptimize()(function squaresReach(limit: bigint) {
  let n = 0n;
  let sum = 0n;
  while (sum < limit) {
    n++;
    sum += n * n;
  }
  return n;
});

/** A flag, a clamp that engages once, and a way out in the middle: three phases. */
export const filling = cpmoptimize()(function filling(n: bigint, capacity: bigint) {
  let level = 0n;
  let spilt = 0n;
  let isOpen = true;
  for (let hour = 0n; hour < n; hour++) {
    isOpen = !isOpen;
    if (isOpen) level += 3n;
    if (level > capacity) {
      spilt += level - capacity;
      level = capacity;
    }
    if (spilt > 10n * capacity) return { hour, level, spilt };
  }
  return { hour: n, level, spilt };
});
