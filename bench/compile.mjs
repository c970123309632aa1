/**
 * How fast files go through the compiler: those with nothing to compile, which the pre-filter lets pass, and those that
 * are compiled. The text is that of TypeScript-free packages in node_modules, and the package's own sources.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cpmoptimize from "../dist/adapters/rollup.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = (folder, ending) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => ({
      name: `${root}${folder}/${name}`,
      text: readFileSync(`${root}${folder}/${name}`, "utf8"),
    }));

const foreign = [
  ...files("node_modules/eslint/lib", /\.js$/),
  ...files("node_modules/rollup/dist/shared", /\.js$/),
  ...files("node_modules/acorn/dist", /\.m?js$/),
];
const loop = (i) => `export function f${i}(n) {
  "use cpm";
  let a = 0n, b = 1n;
  for (let k = 0n; k < n; k++) [a, b] = [b, a + b];
  return a;
}
`;
const marked = [0, 1, 2, 3].map((i) => ({
  name: `marked${i}.js`,
  text: Array.from({ length: 50 }, (_, k) => loop(k)).join(""),
}));

/** The median of seven rounds, in seconds of processor time. */
function seconds(set, options) {
  const { handler } = cpmoptimize({ summary: false, exclude: [], ...options }).transform;
  const rounds = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage();
    for (const { name, text } of set) handler.call({ warn() {} }, text, name);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return rounds.sort((a, b) => a - b)[3];
}

function row(what, set, options = {}) {
  const megabytes = set.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const rate = megabytes / seconds(set, options);
  console.log(
    `${what.padEnd(44)} ${megabytes.toFixed(2).padStart(5)} MB ${rate.toPrecision(3).padStart(7)} MB/s`,
  );
}

row("no opted-in loop: the pre-filter", foreign);
row("the same, every loop: parsed and judged", foreign.slice(0, 60), { loops: "all" });
row("200 functions, a loop opted in in each", marked);
