/**
 * Loops in loops: the inner one has a closed form in the variables of the outer one, and then the outer turn is algebra.
 *
 *     npx cpmoptimize run examples/nests.ts --call 'nested()'
 */
import { cpmoptimize, range } from "cpmoptimize";

/** The article's example of what the original could not do: 10^150 turns of the inner body. */
export const nested = cpmoptimize()(function nested(m = 10n ** 50n, n = 10n ** 100n) {
  let res = 0n;
  for (const i of range(m)) {
    for (const j of range(n)) res += i * 2n + j;
  }
  return res;
});

/** How many turns the inner loop takes may depend on the outer variables. */
export const triangle = cpmoptimize()(function triangle(n: bigint) {
  let s = 0n;
  for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) s += i * j;
  return s;
});

/** A step that does not divide the way: i goes round modulo 6, and each remainder has its own closed form. */
export const strided = cpmoptimize()(function strided(n: bigint) {
  let s = 0n;
  for (let i = 0n; i < n; i++) for (let j = i; j < 2n * n + 3n * i; j += 6n) s += j;
  return s;
});
