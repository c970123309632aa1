/** What the environment switches, each in a process of its own: the package bundled as users' bundlers would. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-test-"));

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL("../../src/index.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: join(folder, "cpmoptimize.mjs"),
    logLevel: "silent",
  });
  writeFileSync(
    join(folder, "main.mjs"),
    `import { cpmoptimize, explain } from "./cpmoptimize.mjs";
     const slow = (n) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; };
     const fast = cpmoptimize({ strict: process.argv[2] === "strict" })(slow);
     console.log(fast === slow, fast(1000n), explain(fast).unchanged?.code);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(env: Record<string, string>, ...args: string[]): string {
  const options = { encoding: "utf8", env: { ...process.env, ...env } } as const;
  const { stdout, stderr } = spawnSync(process.execPath, args, options);
  return (stdout + stderr).trim();
}

it("optimises by default", () => {
  expect(run({}, join(folder, "main.mjs"))).toBe("false 499500n undefined");
});

it("CPM_DISABLE=1 switches everything off, strict too", () => {
  expect(run({ CPM_DISABLE: "1" }, join(folder, "main.mjs"))).toBe("true 499500n disabled");
  expect(run({ CPM_DISABLE: "1" }, join(folder, "main.mjs"), "strict")).toBe("true 499500n disabled");
});

it("forbidden code generation leaves the function as it is", () => {
  const flag = "--disallow-code-generation-from-strings";
  expect(run({}, flag, join(folder, "main.mjs"))).toBe("true 499500n eval-forbidden");
  expect(run({}, flag, join(folder, "main.mjs"), "strict")).toMatch(
    /RecompilationError[^]*\[eval-forbidden\]/,
  );
});
