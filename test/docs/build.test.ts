/** docs/BUILD.md: its options are those that there are, its example does what it says, its summary is what is printed. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkPluginOptions } from "../../src/adapters/unplugin/options.ts";
import { transform } from "../../src/compiler/index.ts";
import { BuildSummary } from "../../src/modules/build-summary.ts";

const text = readFileSync(new URL("../../docs/BUILD.md", import.meta.url), "utf8");

test("the table has every option", () => {
  const [, table = ""] = /### Options\n([\s\S]*?)\n\n[^|\n]/.exec(text) ?? [];
  const listed = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(
    ([, names = ""]) => names.match(/\w+/g) ?? [],
  );
  const known = /the options are (.*)\.$/
    .exec(messageOf(() => checkPluginOptions("", { x: 1 })))?.[1]
    ?.split(", ");
  expect(listed.sort()).toEqual(known?.sort());
});

test("the example with both directives", () => {
  const [, example = ""] = /```ts\n("use no cpm"[\s\S]*?)```/.exec(text) ?? [];
  const source = `${example}export function other(n: bigint) { while (n > 0n) n--; }`;
  const { loops } = transform(source, { filename: "a.ts", loops: "all" }).report;
  expect(loops.map(({ name, status }) => [name, status])).toEqual([["triangle", "accelerable"]]);
});

test("the summary", () => {
  const [, printed = ""] = /```\n(cpmoptimize: [\s\S]*?)\n```/.exec(text) ?? [];
  const summary = new BuildSummary();
  const source = `export function logistic(n: bigint) {\n  let x = 1n;\n\n  for (let i = 0n; i < n; i++) x = x * (1n - x);\n`;
  // The place is that of the loop, `src/chaos.ts:4:3`.
  const { report } = transform(`${source}  return x;\n}`, { filename: "src/chaos.ts", loops: "all" });
  summary.add("", report);
  expect(summary.print().split("\n").slice(1)).toEqual(printed.split("\n").slice(1));
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
