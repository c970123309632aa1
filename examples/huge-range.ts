/**
 * The article's range of 10^1000 turns, which no loop will ever count through.
 *
 *     npx cpmoptimize run examples/huge-range.ts --call 'f()'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const f = cpmoptimize()(function f() {
  let res = 0n;
  for (const _ of range(10n ** 1000n)) res += 3n;
  return res;
});
