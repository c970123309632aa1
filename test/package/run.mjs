/**
 * Packs the built package, installs the tarball in an empty folder, and runs the README's first example there as an
 * ES module, as CommonJS and under tsc.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-"));
const run = (file, args, cwd = folder) =>
  execFileSync(file, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: 120_000 });

const [, example] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"));
const checks = `
const result: bigint = fib(1000n);
let expected = [0n, 1n] as [bigint, bigint];
for (let i = 0; i < 1000; i++) expected = [expected[1], expected[0] + expected[1]];
if (result !== expected[0]) throw new Error("fib(1000n) is wrong: " + result);
// @ts-expect-error the parameter's type is kept
const wrong = (): bigint => fib("1000");
if (range(10n).length !== 10n) throw new Error("range(10n) has a wrong length");
`;

try {
  const npm = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const [{ filename }] = JSON.parse(
    run(
      "npm",
      ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder],
      root,
    ),
  );
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  run("npm", ["install", ...npm, `./${filename}`]);
  console.log(`installed ${filename}`);

  for (const [module, kind] of [
    ["mts", ts.ModuleKind.ESNext],
    ["cts", ts.ModuleKind.CommonJS],
  ]) {
    const source = example + checks;
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: kind, target: ts.ScriptTarget.ES2022 },
    });
    const script = `example.${module.replace("t", "j")}`;
    writeFileSync(join(folder, `example.${module}`), source);
    writeFileSync(join(folder, script), outputText);
    run(process.execPath, [script]);
    run(process.execPath, ["--import", "cpmoptimize/register", script]);
    console.log(`ran the README's example as ${script}, without and with the hooks`);
  }

  // No types but ours and the language's own: the declarations must stand by themselves.
  const options = "--noEmit --strict --target es2022 --lib es2023 --types --module nodenext".split(" ");
  run(process.execPath, [tsc, ...options, "example.mts", "example.cts"]);
  console.log("type-checked it from both module kinds");

  run("npm", ["exec", "--offline", "--", "cpmoptimize", "--help"]);
  console.log("ran cpmoptimize --help");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
