/**
 * Jumps over GF(2) in one process: the library's kernel, a polynomial jump written by hand for this one generator
 * (xorshift128), and the power of a bit matrix; with the residue of x^n cached, and for an n not seen before.
 */
import { Bench } from "tinybench";
import { columns, jumpBy, matrixJump, residue } from "./experts/xorshift128.mjs";
import { fromSource } from "./from-source.mjs";

const { prepareLinearMap } = await fromSource(
  `export { prepareLinearMap } from "./src/algebra/gf2/linear-map.ts";`,
);

const state = Uint32Array.of(123456789, 362436069, 521288629, 88675123);
const n = 10n ** 18n;
const map = prepareLinearMap({ dimension: 128, columns });
const cached = residue(n);
const results = [map.jump(state, n), jumpBy(state, cached), matrixJump(state, n)].map(String);
if (new Set(results).size !== 1) throw new Error(`the methods differ: ${results.join(" / ")}`);

let fresh = n;
const bench = new Bench({ name: "xorshift128 by 10^18", time: 500, warmupTime: 200 })
  .add("kernel, n cached", () => map.jump(state, n))
  .add("by hand, n cached", () => jumpBy(state, cached))
  .add("kernel, new n", () => map.jump(state, ++fresh))
  .add("by hand, new n", () => jumpBy(state, residue(++fresh)))
  .add("kernel, new map", () => prepareLinearMap({ dimension: 128, columns }).jump(state, n))
  .add("bit matrix", () => matrixJump(state, n));
await bench.run();
console.log(bench.name);
console.table(bench.table());
const median = Object.fromEntries(bench.tasks.map((task) => [task.name, task.result.latency.p50]));
const ratio = (a, b) => (median[a] / median[b]).toFixed(2);
console.log(`kernel / by hand: ${ratio("kernel, n cached", "by hand, n cached")} cached,`);
console.log(`                  ${ratio("kernel, new n", "by hand, new n")} new n`);
console.log(
  `bit matrix / kernel: ${ratio("bit matrix", "kernel, new n")} new n, ${ratio("bit matrix", "kernel, new map")} new map`,
);
