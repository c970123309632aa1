/**
 * Real Jest, with babel-jest, on examples/jest: its tests pass with the plugin, errors are where they were, and what a
 * coverage report says of the user's code, its statements, branches and functions, is what it says without the plugin.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}.cache/adapters/jest/`;
const jest = `${root}node_modules/jest/bin/jest.js`;

const config = JSON.parse(readFileSync(`${root}examples/jest/babel.config.json`, "utf8")) as {
  presets: string[];
  plugins: string[];
};

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}node_modules`, { recursive: true });
  cpSync(`${root}examples/jest`, folder, { recursive: true });
  symlinkSync(root, `${folder}node_modules/cpmoptimize`, "junction");
  writeFileSync(
    `${folder}src/failing.test.ts`,
    `import { test } from "@jest/globals";
test("fails", () => {
  "use cpm";
  let s = 0n;
  for (let i = 0n; i < 5000n; i++) {
    s += i; if (s > 1000n) throw new Error("as it should");
  }
});
`,
  );
});

interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly coverage: Readonly<Record<string, Coverage>>;
}

interface Coverage {
  readonly statementMap: Readonly<Record<string, unknown>>;
  readonly branchMap: Readonly<Record<string, unknown>>;
  readonly fnMap: Readonly<Record<string, unknown>>;
  readonly s: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
  readonly f: Readonly<Record<string, number>>;
}

function runJest(plugins: readonly string[], ...args: string[]): Outcome {
  writeFileSync(`${folder}babel.config.json`, JSON.stringify({ ...config, plugins }));
  rmSync(`${folder}coverage`, { recursive: true, force: true });
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [jest, "--rootDir", folder, "--coverageReporters=json", "--colors=false", ...args],
    { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_ENV: "test" } },
  );
  let coverage = {};
  if (args.includes("--coverage"))
    coverage = JSON.parse(readFileSync(`${folder}coverage/coverage-final.json`, "utf8")) as object;
  return { status, output: stdout + stderr, coverage };
}

test("the example's tests pass", () => {
  const { status, output } = runJest(config.plugins, "lottery");
  expect(output).toContain("3 passed");
  expect(status).toBe(0);
});

test("an error in a turn of a compiled loop is where it was written", () => {
  const { status, output } = runJest(config.plugins, "failing");
  expect(status).toBe(1);
  expect(output).toContain("as it should");
  expect(output).toMatch(/failing\.test\.ts:6:34\)/);
});

test.each(["babel", "v8"])("coverage by %s counts what it counts without the plugin", (provider) => {
  const args = [
    "--coverage",
    `--coverageProvider=${provider}`,
    "--testNamePattern=triangular|add up",
    "lottery",
  ];
  const reports = [config.plugins.filter((name) => name !== "cpmoptimize/babel"), config.plugins].map(
    (plugins) => {
      const { status, output, coverage } = runJest(plugins, ...args);
      expect(status, output).toBe(0);
      return Object.values(coverage).map(({ statementMap, branchMap, fnMap, s, b, f }) => ({
        statementMap,
        fnMap,
        // V8's branches are the parts of a function that ran more or less often than the rest: here, how often differs.
        ...(provider === "babel" && { branchMap }),
        // How often is told of the turns that ran; whether at all must be the same.
        reached: [Object.values(s), Object.values(f), provider === "babel" ? Object.values(b) : []].map(
          (counts) => counts.flat().map((count) => count > 0),
        ),
      }));
    },
  );
  expect(reports[0]).toHaveLength(1);
  expect(reports[1]).toEqual(reports[0]);
});
