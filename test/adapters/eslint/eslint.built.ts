/** examples/eslint, linted by ESLint's command with the built plugin and typescript-eslint's parser. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}.cache/adapters/eslint/`;

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}node_modules`, { recursive: true });
  cpSync(`${root}examples/eslint`, folder, { recursive: true });
  symlinkSync(root, `${folder}node_modules/cpmoptimize`, "junction");
});

test("the example's messages", () => {
  const eslint = `${root}node_modules/eslint/bin/eslint.js`;
  const { status, stdout } = spawnSync(process.execPath, [eslint, "--format", "json", "src"], {
    cwd: folder,
    encoding: "utf8",
  });
  const [file] = JSON.parse(stdout) as [{ messages: Record<string, unknown>[] }];
  expect(file.messages).toMatchObject([
    { ruleId: "cpmoptimize/accelerable-loop", severity: 1, line: 3, column: 3 },
    { ruleId: "cpmoptimize/no-refused-loop", severity: 2, line: 10, column: 36 },
  ]);
  expect(status).toBe(1);
});
