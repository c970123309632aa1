/**
 * The article's second example, continued: a recurrence for which no ready-made algorithm is to be found.
 *
 *     npx cpmoptimize run examples/recurrence.ts --call 'f(10n ** 6n)'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const f = cpmoptimize()(function f(n: bigint) {
  let prev3 = 0n;
  let prev2 = 1n;
  let prev1 = 1n;
  for (const i of range(3n, n + 3n)) {
    const cur = 7n * (2n * prev1 + 3n * prev2) + 4n * prev3 + 5n * i + 6n;
    [prev3, prev2, prev1] = [prev2, prev1, cur];
  }
  return prev3;
});
