/**
 * Vitest with the plugin for Vite: what a coverage report says of the user's code, its statements, branches and
 * functions with their places, is what it says without the plugin, by V8 and by Istanbul; in JavaScript and TypeScript.
 */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { programs } from "../babel/programs.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}.cache/adapters/vitest/`;
const vitest = `${root}node_modules/vitest/vitest.mjs`;

const typescript = programs.find(({ name }) => name === "all shapes")!.source;
const javascript = typescript
  .replace("n: number, xs?: number[]): unknown", "n, xs)")
  .replace("k: bigint", "k")
  .replace("(m: number)", "(m)");

const files = {
  "package.json": '{ "private": true, "type": "module" }\n',
  "src/typed.ts": typescript,
  "src/plain.js": javascript,
  // Every statement of the shapes is reached by numbers of one type only, so errors are none of this test's business.
  "src/shapes.test.js": `
    import { expect, test } from "vitest";
    import * as typed from "./typed.ts";
    import * as plain from "./plain.js";
    const attempt = (f) => { try { return String(f()) } catch (error) { return error.message } };
    test("the same", () => { for (const n of [0, 2, 50]) expect(attempt(() => typed.f(n))).toBe(attempt(() => plain.f(n))); });
    test("accelerated", () => { expect(plain.sum(10n ** 15n)).toBe(10n ** 15n * (10n ** 15n - 1n) / 2n); });
  `,
  "vitest.config.js": `
    import cpmoptimize from "cpmoptimize/vite";
    export default {
      plugins: process.env.PLAIN ? [] : [cpmoptimize({ loops: "all", summary: false })],
      test: { include: ["src/*.test.js"], coverage: { include: ["src/typed.ts", "src/plain.js"], reporter: ["json"] } },
    };
  `,
};

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}src`, { recursive: true });
  mkdirSync(`${folder}node_modules`);
  symlinkSync(root, `${folder}node_modules/cpmoptimize`, "junction");
  for (const [name, text] of Object.entries(files)) writeFileSync(folder + name, text);
  const sum = "\nexport function sum(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }\n";
  writeFileSync(`${folder}src/plain.js`, javascript + sum);
});

async function coverage(provider: string, plain: boolean): Promise<unknown> {
  const { VITEST: _, ...env } = process.env;
  const reports = `coverage/${provider}-${plain}`;
  const coverage = ["enabled", `provider=${provider}`, `reportsDirectory=${reports}`];
  const args = [vitest, "run", "--root", folder, ...coverage.map((option) => `--coverage.${option}`)];
  // Without the plugin the other test would not end.
  const filter = plain ? ["-t", "the same"] : [];
  await promisify(execFile)(process.execPath, [...args, ...filter], {
    cwd: folder,
    env: plain ? { ...env, PLAIN: "1" } : env,
  });
  const report = JSON.parse(readFileSync(`${folder}${reports}/coverage-final.json`, "utf8")) as object;
  return Object.entries(report).map(([file, { statementMap, branchMap, fnMap }]) => [
    file,
    [statementMap, branchMap, fnMap].map((map) => Object.values(map as object)),
  ]);
}

test.each(["v8", "istanbul"])("%s", async (provider) => {
  const [plain, compiled] = await Promise.all([coverage(provider, true), coverage(provider, false)]);
  expect(plain).toHaveLength(2);
  expect(compiled).toEqual(plain);
});
