/** Memory: of sites that nobody comes to, and of sites that see ever other values. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { everything, site } from "cpmoptimize/runtime";
import type { LoopIR } from "../../src/trace/ir.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function bytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test("100,000 idle sites take less than 2 kB each", () => {
  const ir = (): LoopIR => ({
    name: "sum",
    file: "",
    place: "1:1",
    inputs: ["i", "n", "s"],
    writes: ["i", "s"],
    live: ["i", "s"],
    liveLast: ["i", "s"],
    locals: [],
    test: ["<", "1:1", "i", "n"],
    update: ["post+", "1:1", "i"],
    body: [["set", "1:1", "s", ["+", "1:1", "s", "i"]]],
  });
  const count = 100_000;
  const loops = Array.from({ length: count }, ir);
  const sites = new Array<unknown>(count).fill(null);
  const before = bytes();
  for (let k = 0; k < count; k++) sites[k] = site(loops[k]!, [...everything]);
  const each = (bytes() - before) / count;
  expect(sites.every((made) => typeof made === "function")).toBe(true);
  expect(each).toBeLessThan(2048);
  expect(each).toBeGreaterThan(100);
});

const lcg = cpmoptimize({ itersLimit: 0 })(function lcg(n: bigint, x: bigint, a: bigint, m: bigint): bigint {
  for (let i = 0n; i < n; i++) x = (x * a + 1n) % m;
  return x;
});
// Of numbers and BigInts, which no type of parameters says.
const mixed = cpmoptimize({ itersLimit: 0 })(function mixed(
  n: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
) {
  for (let i = 0; i < n; i++) {
    a += b;
    c += d;
    e += f;
    g += h;
  }
  return [a, c, e, g];
}) as unknown as (n: number, ...values: (number | bigint)[]) => unknown[];
const elements = cpmoptimize({ itersLimit: 0 })(function elements(n: number, s: Int32Array): void {
  for (let i = 0; i < n; i++) s[i % s.length]! += 1;
});
const power = cpmoptimize({ itersLimit: 0 })(function power(n: bigint, p: bigint): bigint {
  for (let i = 0n; i < n; i++) p *= 3n;
  return p;
});
const product = cpmoptimize({ itersLimit: 0 })(function product(n: bigint, m: bigint): bigint {
  let f = 1n;
  for (let i = 1n; i <= n; i++) f = (f * i) % m;
  return f;
});

/** By the number of the call. */
const callers: Readonly<
  Record<string, readonly [fn: (...args: never[]) => unknown, calls: number, call: (k: number) => void]>
> = {
  starts: [lcg, 100_000, (k) => lcg(100n, BigInt(k), 5n, 1009n)],
  turns: [lcg, 100_000, (k) => lcg(BigInt(100 + k), 1n, 5n, 1009n)],
  multipliers: [lcg, 10_000, (k) => lcg(100n, 1n, BigInt(k), 1009n)],
  moduli: [lcg, 10_000, (k) => lcg(100n, 1n, 5n, BigInt(k + 2))],
  "long starts": [power, 2000, (k) => power(100n, 1n << BigInt(10_000 + k))],
  types: [
    mixed,
    512,
    (k) => mixed(50, ...Array.from({ length: 8 }, (_, j) => ((k >> (j >> 1)) & 1 ? 1n : 1))),
  ],
  "lengths of arrays": [elements, 240, (k) => elements(2000, new Int32Array(1 + (k % 20)))],
  "moduli of products": [product, 400, (k) => product(700n, BigInt(10 ** 9 + k))],
};

test.each(Object.entries(callers))("other %s at each call do not take memory", (_, [fn, calls, call]) => {
  for (let k = 0; k < calls / 4; k++) call(k);
  expect(explain(fn).loops[0]!.status).toBe("accelerated");
  const before = bytes();
  for (let k = Math.floor(calls / 4); k < calls; k++) call(k);
  expect(bytes() - before).toBeLessThan(2 ** 20);
});
