/** The example projects, copied as a stranger would, built and run by their own scripts. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Outside of the checkout's own package, inside of its node_modules' reach. */
const folder = `${root}.cache/examples-of-tools`;
const names = ["vite", "rollup", "rolldown", "esbuild", "webpack", "rspack"];

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/node_modules`, { recursive: true });
  symlinkSync(root, `${folder}/node_modules/cpmoptimize`);
});

test.each(names)("%s", (name) => {
  const project = `${folder}/${name}`;
  cpSync(`${root}examples/${name}`, project, { recursive: true });
  const { scripts } = JSON.parse(readFileSync(`${project}/package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  const PATH = `${root}node_modules/.bin${delimiter}${process.env["PATH"] ?? ""}`;
  const run = (script: string): string =>
    execFileSync("sh", ["-c", `${scripts[script] ?? ""} 2>&1`], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, PATH, NODE_ENV: "" },
    });
  expect(run("build")).toContain("cpmoptimize: 2 loops: 2 accelerated, 0 not");
  expect(run("start")).toBe("209783453 4999999999999999999950000000000000000000\n");
  const files = readdirSync(`${project}/dist`);
  expect(files.some((file) => file.endsWith(".map"))).toBe(true);
  expect(existsSync(`${root}examples/${name}/dist`)).toBe(false);
});
