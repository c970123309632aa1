/**
 * Jumps over GF(2) in one process: the library's kernel, a polynomial jump written by hand for this one generator
 * (xorshift128), and the power of a bit matrix; with the residue of x^n cached, and for an n not seen before.
 */
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Bench } from "tinybench";

/** The kernel is not in the package's interface, so it comes from its source. */
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../src/algebra/gf2/linear-map.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  write: false,
});
const { prepareLinearMap } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

/** Marsaglia's xorshift128 (11, 8, 19). */
function step(s, out) {
  const x = s[0];
  const w = s[3];
  let t = x ^ (x << 11);
  t ^= t >>> 8;
  out[0] = s[1];
  out[1] = s[2];
  out[2] = w;
  out[3] = w ^ (w >>> 19) ^ t;
}

const columns = Array.from({ length: 128 }, (_, j) => {
  const unit = new Uint32Array(4);
  const image = new Uint32Array(4);
  unit[j >>> 5] = 1 << (j & 31);
  step(unit, image);
  return image;
});

/** By hand: the generator and its minimal polynomial written out, x^(128 + i) in a table, words in local variables. */
const byHand = (() => {
  const P = prepareLinearMap({ dimension: 128, columns }).minimalPolynomial();
  const high = new Int32Array(128 * 4);
  high.set(P.subarray(0, 4));
  for (let i = 4; i < 512; i += 4) {
    const leading = high[i - 1] >> 31;
    for (let w = 0; w < 4; w++) {
      high[i + w] = ((high[i + w - 4] << 1) | (w === 0 ? 0 : high[i + w - 5] >>> 31)) ^ (P[w] & leading);
    }
  }
  const spread = (h) => {
    h = (h | (h << 8)) & 0xff00ff;
    h = (h | (h << 4)) & 0xf0f0f0f;
    h = (h | (h << 2)) & 0x33333333;
    return (h | (h << 1)) & 0x55555555;
  };
  const top = new Int32Array(4);
  function power(n) {
    const bits = n.toString(2);
    let a = 1;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < bits.length; k++) {
      const x = bits.charCodeAt(k) - 48;
      top[0] = spread(c & 0xffff) << x;
      top[1] = spread(c >>> 16) << x;
      top[2] = spread(d & 0xffff) << x;
      top[3] = spread(d >>> 16) << x;
      d = spread(b >>> 16) << x;
      c = spread(b & 0xffff) << x;
      b = spread(a >>> 16) << x;
      a = spread(a & 0xffff) << x;
      for (let w = 0, i = 0; w < 4; w++) {
        for (let rest = top[w], end = i + 128; i < end; i += 4, rest >>>= 1) {
          const mask = -(rest & 1);
          a ^= high[i] & mask;
          b ^= high[i + 1] & mask;
          c ^= high[i + 2] & mask;
          d ^= high[i + 3] & mask;
        }
      }
    }
    return Int32Array.of(a, b, c, d);
  }
  function jump(state, residue) {
    let [x, y, z, w] = state;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < 128; i++) {
      if ((residue[i >>> 5] >>> i) & 1) {
        a ^= x;
        b ^= y;
        c ^= z;
        d ^= w;
      }
      let t = x ^ (x << 11);
      t ^= t >>> 8;
      x = y;
      y = z;
      z = w;
      w = w ^ (w >>> 19) ^ t;
    }
    return Uint32Array.of(a, b, c, d);
  }
  return { power, jump };
})();

/** The power of a bit matrix: columns of four words, repeated squaring, the state taken along. */
function matrixJump(state, n) {
  const apply = (matrix, v) => {
    const sum = new Int32Array(4);
    for (let j = 0; j < 128; j++) {
      if (((v[j >>> 5] >>> (j & 31)) & 1) === 0) continue;
      const column = matrix[j];
      for (let w = 0; w < 4; w++) sum[w] ^= column[w];
    }
    return sum;
  };
  let matrix = columns;
  let result = state;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = apply(matrix, result);
    const square = matrix;
    matrix = square.map((column) => apply(square, column));
  }
  return Uint32Array.from(result);
}

const state = Uint32Array.of(123456789, 362436069, 521288629, 88675123);
const n = 10n ** 18n;
const map = prepareLinearMap({ dimension: 128, columns });
const residue = byHand.power(n);
const results = [map.jump(state, n), byHand.jump(state, residue), matrixJump(state, n)].map(String);
if (new Set(results).size !== 1) throw new Error(`the methods differ: ${results.join(" / ")}`);

let fresh = n;
const bench = new Bench({ name: "xorshift128 by 10^18", time: 500, warmupTime: 200 })
  .add("kernel, n cached", () => map.jump(state, n))
  .add("by hand, n cached", () => byHand.jump(state, residue))
  .add("kernel, new n", () => map.jump(state, ++fresh))
  .add("by hand, new n", () => byHand.jump(state, byHand.power(++fresh)))
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
