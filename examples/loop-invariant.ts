/**
 * The article's loop-invariant expression: `**` and `&` are no linear algebra, but their operands stay the same in every
 * turn, so they are computed once at each call.
 *
 *     npx cpmoptimize run examples/loop-invariant.ts --call 'f(10n ** 18n, 5n)'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const f = cpmoptimize()(function f(n: bigint, k: bigint) {
  let res = 0n;
  for (const i of range(n)) {
    const m = 3n;
    res += ((k ** m) & 676n) + i;
  }
  return res;
});
