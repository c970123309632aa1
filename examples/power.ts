/**
 * The article's fourth example: exponentiation.
 *
 *     npx cpmoptimize run examples/power.ts --call 'power(3n, 10n ** 6n)'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const power = cpmoptimize()(function power(a: bigint, n: bigint) {
  let res = 1n;
  for (const _ of range(n)) res *= a;
  return res;
});
