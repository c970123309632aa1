/**
 * Every folder of test/fixtures: `input.ts` exports `run`, whose results are compared between the input and the output as
 * it stands on disk, with silent doors, honest doors and the real runtime, BEFORE any text is compared or written. So
 * `UPDATE_FIXTURES=1` can never bless a miscompile. A first line `// loops: all` asks for every loop.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import * as realRuntime from "../../src/runtime/index.ts";
import { execute, outcome } from "./execute.ts";
import { fakeRuntime } from "./fake-runtime.ts";

const folder = fileURLToPath(new URL("../fixtures/", import.meta.url));
const isUpdating = process.env["UPDATE_FIXTURES"] === "1";

describe.each(readdirSync(folder).sort())("%s", (name) => {
  const inputFile = ["input.ts", "input.tsx", "input.js", "input.cjs"].find((file) =>
    existsSync(`${folder}${name}/${file}`),
  );
  const filename = inputFile ?? "input.ts";
  const source = readFileSync(`${folder}${name}/${filename}`, "utf8");
  const loops = source.startsWith("// loops: all") ? "all" : "marked";
  const { code, report } = transform(source, { filename, loops });
  const outputFile = `${folder}${name}/${filename.replace("input", "output")}`;
  const reportFile = `${folder}${name}/report.txt`;
  const printed = `${report.print()}\n`;
  const results = (text: string, runtime: object): unknown =>
    outcome(() => (execute(text, filename, runtime as Record<string, unknown>)["run"] as () => unknown)());

  const texts = [["the new output", code]];
  if (existsSync(outputFile)) texts.push(["the output on disk", readFileSync(outputFile, "utf8")]);
  let agrees = true;
  test.each(texts)("%s computes what the input computes", (_, text) => {
    const expected = results(source, realRuntime);
    const runtimes = [fakeRuntime("silent").module, fakeRuntime("honest").module, realRuntime];
    const wrong = runtimes.filter(
      (runtime) => JSON.stringify(print(results(text, runtime))) !== JSON.stringify(print(expected)),
    );
    agrees &&= wrong.length === 0;
    for (const runtime of runtimes) expect(results(text, runtime)).toStrictEqual(expected);
  });

  test("text and report", () => {
    if (isUpdating && agrees) {
      writeFileSync(outputFile, code);
      writeFileSync(reportFile, printed);
    }
    expect(code).toBe(readFileSync(outputFile, "utf8"));
    expect(printed).toBe(readFileSync(reportFile, "utf8"));
  });
});

function print(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return value.map(print);
  if (typeof value === "object" && value !== null)
    return Object.entries(value).map(([key, item]) => [key, print(item)]);
  return String(value);
}
