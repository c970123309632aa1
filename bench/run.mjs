/** The built package against hand-written code, in one process: fib by fast doubling, and a call too short to pay. */
import { Bench } from "tinybench";
import { cpmoptimize } from "../dist/index.js";

function plain(n) {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}
const fast = cpmoptimize()(plain);

/** F(2k) = F(k)(2F(k+1) - F(k)), F(2k+1) = F(k)² + F(k+1)². */
function doubling(n) {
  let [a, b] = [0n, 1n];
  for (const bit of n.toString(2)) {
    [a, b] = [a * (2n * b - a), a * a + b * b];
    if (bit === "1") [a, b] = [b, a + b];
  }
  return a;
}

for (const n of [10n, 1000n, 10n ** 5n, 10n ** 6n, 10n ** 7n]) {
  const bench = new Bench({ name: `fib(${n})`, time: 500, iterations: 5 });
  if (n <= 10n ** 5n) bench.add("plain loop", () => plain(n));
  bench.add("cpmoptimize", () => fast(n)).add("fast doubling by hand", () => doubling(n));
  await bench.run();
  console.log(bench.name);
  console.table(bench.table());
}
