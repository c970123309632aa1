/**
 * What a transformed program ships: small loops go through the built compiler, and size-limit bundles the results with the
 * parts of the runtime that they import. A bundle that imports the runtime for nothing has to be empty.
 */
import { execSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "../dist/compiler/index.js";

const root = new URL("..", import.meta.url);
const programs = {
  fib: `export function fib(n) {
  let a = 0n, b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}
`,
  marked: `import { cpmoptimize } from "cpmoptimize";
export const fib = cpmoptimize()(function fib(n) {
  let a = 0n, b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
});
`,
  traced: `export function fib(n, a, b) {
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}
`,
  lcg: `export function lcg(x, n) {
  for (let i = 0; i < n; i++) x = (x * 16807) % 2147483647;
  return x;
}
`,
  xorshift: `export function xorshift(x, n) {
  for (let i = 0; i < n; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}
`,
};

/** As it is published: the name of the package would lead to its source. */
const runtime = "../../dist/runtime/index.js";
const cache = new URL(".cache/size/", root);
mkdirSync(cache, { recursive: true });
for (const [name, source] of Object.entries(programs)) {
  const { code } = transform(source, {
    filename: `${name}.js`,
    loops: name === "marked" ? "marked" : "all",
    runtime,
  });
  if (!code.includes(runtime)) throw new Error(`the loop was not transformed:\n${code}`);
  writeFileSync(new URL(`${name}.js`, cache), code);
}
writeFileSync(new URL("empty.js", cache), `import { site } from "${runtime}";\n`);
execSync("size-limit", { cwd: fileURLToPath(root), stdio: "inherit" });
