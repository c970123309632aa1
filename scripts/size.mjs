/**
 * What a transformed program ships: the fib loop goes through the built compiler, and size-limit bundles the result
 * with the runtime parts that it imports.
 */
import { execSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "../dist/compiler/index.js";

const root = new URL("..", import.meta.url);
const source = `export function fib(n) {
  let a = 0n, b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}
`;

const { code } = transform(source, { filename: "fib.js", loops: "all" });
if (!code.includes("cpmoptimize/runtime")) throw new Error(`the fib loop was not transformed:\n${code}`);
mkdirSync(new URL(".cache/size/", root), { recursive: true });
writeFileSync(new URL(".cache/size/fib.js", root), code);
execSync("size-limit", { cwd: fileURLToPath(root), stdio: "inherit" });
