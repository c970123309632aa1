/**
 * The article's first example: a rule that is easy to state and takes a while to turn into a formula.
 *
 *     npx cpmoptimize run examples/long-loop.ts --call 'f(10n ** 18n)'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const f = cpmoptimize()(function f(n: bigint) {
  let step1 = 1n;
  let step2 = 1n;
  let res = 1n;
  for (const _ of range(n)) {
    res += step2;
    step2 += step1;
    step1 += 1n;
  }
  return res;
});
