/**
 * The article's third example: the sum of a geometric progression.
 *
 *     npx cpmoptimize run examples/geometric-sum.ts --call 'geomSum(1n, 3n, 10n ** 6n)'
 */
import { cpmoptimize, range } from "cpmoptimize";

export const geomSum = cpmoptimize()(function geomSum(start: bigint, coeff: bigint, count: bigint) {
  let res = 0n;
  let elem = start;
  for (const _ of range(count)) {
    res += elem;
    elem *= coeff;
  }
  return res;
});
