import { cpmoptimize } from "cpmoptimize";

const MOD = 1_000_000_007n;

/** MOD is captured: the plugin sees it, the function's source text alone does not. */
const fib = cpmoptimize()((n: bigint) => {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, (a + b) % MOD];
  return a;
});

function triangle(n: bigint) {
  "use cpm";
  let sum = 0n;
  for (let i = 0n; i < n; i++) sum += i;
  return sum;
}

console.log(String(fib(10n ** 18n)), String(triangle(10n ** 20n)));
