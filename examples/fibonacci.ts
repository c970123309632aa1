/**
 * The article's second example: Fibonacci numbers by the definition.
 *
 *     npx cpmoptimize run examples/fibonacci.ts --call 'fib(10n ** 7n)'
 */
import { cpmoptimize } from "cpmoptimize";

export const fib = cpmoptimize()(function fib(n: bigint) {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
});
