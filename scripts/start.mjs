/**
 * The article's examples, as they stand in examples/, plain and optimised side by side: a table of medians on standard
 * output, what is being done now on standard error. Builds the package first when there is no build or an old one.
 *
 * Where the plain loop would not end in this life its column shows —, and the value is checked by a closed form or a
 * second method instead. Exit code 1 when any value disagrees.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("..", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));

/** One line that says what is going on: rewritten on a terminal, a line of its own elsewhere. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text !== "") process.stderr.write(`${text}\n`);
}

function newest(name) {
  const entry = path(name);
  if (!statSync(entry).isDirectory()) return statSync(entry).mtimeMs;
  return Math.max(0, ...readdirSync(entry).map((child) => newest(`${name}/${child}`)));
}

const built = "dist/index.js";
const sources = ["src", "package.json", "tsdown.config.ts"];
if (!existsSync(path(built)) || Math.max(...sources.map(newest)) > statSync(path(built)).mtimeMs) {
  progress("building the package (about 10 s) …");
  const tsdown = path("node_modules/tsdown/dist/run.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsdown], {
    cwd: path("."),
    encoding: "utf8",
  });
  if (status !== 0) {
    process.stderr.write(`\n${stdout}${stderr}the build failed\n`);
    process.exit(1);
  }
}

progress("compiling the examples …");
const { build } = await import("esbuild");
const names = [
  "fibonacci",
  "geometric-sum",
  "huge-range",
  "long-loop",
  "loop-invariant",
  "power",
  "recurrence",
];
mkdirSync(path(".cache"), { recursive: true });
// "cpmoptimize" stays an import: inside this folder it is the package that was just built.
await build({
  entryPoints: names.map((name) => path(`examples/${name}.ts`)),
  outdir: path(".cache/examples"),
  outExtension: { ".js": ".mjs" },
  format: "esm",
  target: "node20",
  logLevel: "error",
});
const { original } = await import("cpmoptimize");
const example = async (name) => import(new URL(`.cache/examples/${name}.mjs`, root).href);
const { fib } = await example("fibonacci");
const { geomSum } = await example("geometric-sum");
const { f: hugeRange } = await example("huge-range");
const { f: longLoop } = await example("long-loop");
const { f: loopInvariant } = await example("loop-invariant");
const { power } = await example("power");
const { f: recurrence } = await example("recurrence");

/** F(2k) = F(k)(2F(k+1) - F(k)), F(2k+1) = F(k)² + F(k+1)². */
function fastDoubling(n) {
  let [a, b] = [0n, 1n];
  for (const bit of n.toString(2)) {
    [a, b] = [a * (2n * b - a), a * a + b * b];
    if (bit === "1") [a, b] = [b, a + b];
  }
  return a;
}

/** The recurrence with every value reduced modulo p: the plain loop again, with values that stay small. */
function recurrenceModulo(n, p) {
  let [prev3, prev2, prev1] = [0n, 1n, 1n];
  for (let i = 3n; i < n + 3n; i++) {
    const cur = (7n * (2n * prev1 + 3n * prev2) + 4n * prev3 + 5n * i + 6n) % p;
    [prev3, prev2, prev1] = [prev2, prev1, cur];
  }
  return prev3;
}

const E = (exponent) => 10n ** exponent;
const PRIME = 2n ** 61n - 1n;

/** A row without `check` runs the plain loop too. */
const rows = [
  { name: "long loop", n: "10^6", fast: longLoop, args: [E(6n)] },
  {
    name: "long loop",
    n: "10^18",
    fast: longLoop,
    args: [E(18n)],
    check: ["closed form", (value) => value === 1n + E(18n) + (E(54n) - E(18n)) / 6n],
  },
  { name: "Fibonacci", n: "300,000", fast: fib, args: [300_000n] },
  {
    name: "Fibonacci",
    n: "10^7",
    fast: fib,
    args: [E(7n)],
    check: ["fast doubling", (value) => value === fastDoubling(E(7n))],
  },
  { name: "recurrence", n: "50,000", fast: recurrence, args: [50_000n] },
  {
    name: "recurrence",
    n: "10^6",
    fast: recurrence,
    args: [E(6n)],
    check: ["modulo 2^61 - 1", (value) => value % PRIME === recurrenceModulo(E(6n), PRIME)],
  },
  { name: "geometric sum of 3^i", n: "100,000", fast: geomSum, args: [1n, 3n, 100_000n] },
  {
    name: "geometric sum of 3^i",
    n: "10^7",
    fast: geomSum,
    args: [1n, 3n, E(7n)],
    check: ["closed form", (value) => value === (3n ** E(7n) - 1n) / 2n],
  },
  { name: "power 3^n", n: "100,000", fast: power, args: [3n, 100_000n] },
  {
    name: "power 3^n",
    n: "10^7",
    fast: power,
    args: [3n, E(7n)],
    check: ["operator **", (value) => value === 3n ** E(7n)],
  },
  {
    name: "res += 3",
    n: "10^1000",
    fast: hugeRange,
    args: [],
    check: ["closed form", (value) => value === 3n * E(1000n)],
  },
  { name: "((k ** m) & 676) + i", n: "10^6", fast: loopInvariant, args: [E(6n), 5n] },
  {
    name: "((k ** m) & 676) + i",
    n: "10^18",
    fast: loopInvariant,
    args: [E(18n), 5n],
    check: ["closed form", (value) => value === E(18n) * (125n & 676n) + (E(18n) * (E(18n) - 1n)) / 2n],
  },
];

/** The median of five runs, of one run where it takes long. */
function measure(run) {
  const times = [];
  let value;
  for (let k = 0; k < 5; k++) {
    const start = performance.now();
    value = run();
    times.push(performance.now() - start);
    if (times[0] > 400) break;
  }
  times.sort((a, b) => a - b);
  return { value, time: times[times.length >> 1] };
}

function time(ms) {
  if (ms < 1) return `${(ms * 1000).toPrecision(ms < 0.1 ? 2 : 3)} µs`;
  return ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toPrecision(3)} s`;
}

const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const ratioOf = (ratio) => (ratio < 100 ? ratio.toPrecision(2) : grouped(Number(ratio.toPrecision(2))));

let ok = true;
let tenMillionth;
const table = [["example", "n", "plain", "cpmoptimize", "ratio", "agree"]];
for (const [k, { name, n, fast, args, check }] of rows.entries()) {
  progress(`measuring ${k + 1} of ${rows.length}: ${name}, n = ${n} …`);
  const optimised = measure(() => fast(...args));
  const plain = check ? undefined : measure(() => original(fast)(...args));
  const agrees = check ? check[1](optimised.value) : plain.value === optimised.value;
  ok &&= agrees;
  if (fast === fib) tenMillionth = optimised.value;
  table.push([
    name,
    n,
    plain ? time(plain.time) : "—",
    time(optimised.time),
    plain ? ratioOf(plain.time / optimised.time) : "—",
    `${agrees ? "yes" : "NO"}${check ? ` (${check[0]})` : ""}`,
  ]);
}
progress("writing the ten millionth Fibonacci number in decimal …");
const digits = String(tenMillionth);
progress("");

const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
const isText = (column) => column === 0 || column === 5;
const cells = (row) =>
  row.map((cell, k) => (isText(k) ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join("  ");
console.log(cells(table[0]).trimEnd());
console.log(widths.map((width) => "─".repeat(width)).join("  "));
for (const row of table.slice(1)) console.log(cells(row).trimEnd());
console.log(
  "\nMedians, a first call included. —: the plain loop would take too long; the value is checked as said.",
);
console.log(
  `\nThe ten millionth Fibonacci number has ${grouped(digits.length)} digits: ${digits.slice(0, 20)}…${digits.slice(-20)}`,
);
if (!ok) process.exitCode = 1;
