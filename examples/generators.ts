/**
 * Generators that jump ahead, and sequences modulo m: n = 10^18 turns at once.
 *
 *     npx cpmoptimize run examples/generators.ts --call 'minstd(10_000, 1)'
 */
import { cpmoptimize } from "cpmoptimize";

/** The minimal standard generator of Park and Miller; from 1 the 10,000th value is 1043618065. */
export const minstd = cpmoptimize()(function minstd(n: number, seed: number) {
  let x = seed;
  for (let i = 0; i < n; i++) x = (16807 * x) % 2147483647;
  return x;
});

/** The 64-bit linear congruential generator of Knuth's MMIX. */
export const mmix = cpmoptimize()(function mmix(n: bigint, seed: bigint) {
  let x = seed;
  for (let i = 0n; i < n; i++) x = BigInt.asUintN(64, x * 6364136223846793005n + 1442695040888963407n);
  return x;
});

/** Numbers that wrap around at 32 bits. */
export const wrapping = cpmoptimize()(function wrapping(n: bigint, seed: number) {
  let x = seed;
  for (let i = 0n; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
});

/** Fibonacci numbers modulo m. */
export const fibonacciModulo = cpmoptimize()(function fibonacciModulo(n: bigint, m: bigint) {
  let [a, b] = [0n, 1n];
  for (let i = 0n; i < n; i++) [a, b] = [b, (a + b) % m];
  return a;
});

/** In how many ways a knight can dial n digits on a telephone's keypad, modulo 10^9 + 7. */
export const knightDialer = cpmoptimize()(function knightDialer(n: number) {
  const m = 1_000_000_007;
  let [k0, k1, k2, k3, k4, k5, k6, k7, k8, k9] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
  for (let i = 1; i < n; i++) {
    [k0, k1, k2, k3, k4, k5, k6, k7, k8, k9] = [
      (k4 + k6) % m,
      (k6 + k8) % m,
      (k7 + k9) % m,
      (k4 + k8) % m,
      (k3 + k9 + k0) % m,
      0,
      (k1 + k7 + k0) % m,
      (k2 + k6) % m,
      (k1 + k3) % m,
      (k2 + k4) % m,
    ];
  }
  return (k0 + k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9) % m;
});

/** The best sum of a stretch of a walk that goes up `up` and down `down` by turns: two maxima beside a counter. */
export const bestStretch = cpmoptimize()(function bestStretch(n: bigint, up: number, down: number) {
  let [best, current] = [0, 0];
  for (let i = 0n; i < n; i++) {
    current = Math.max(0, current + up);
    best = Math.max(best, current);
    current = Math.max(0, current - down);
  }
  return best;
});
