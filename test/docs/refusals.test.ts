/** Every code that the source can raise has a page, every page a code, and the pages' examples get the codes they explain. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";
import { refusalCodes } from "../../src/compiler/records/refusals.ts";
import { tell } from "../../src/runtime/prose.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** Codes stand as the first argument of these, or in a literal, wherever a refusal is made. */
const makers = /\b(?:(?:makeRefusal|raise|unchanged|reason)\(\s*|code: )"([a-z-]+)"/g;
const codes = new Set<string>(refusalCodes);
for (const file of readdirSync(new URL("src", root), { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".ts")) for (const [, code] of read(`src/${file}`).matchAll(makers)) codes.add(code!);
}
const pages = readdirSync(new URL("docs/refusals", root))
  .filter((file) => file !== "README.md")
  .map((file) => file.replace(/\.md$/, ""));

test("the codes are found", () => {
  for (const code of ["product-grows", "few-turns", "free-variables", "internal-error", "nested-loop"])
    expect([...codes]).toContain(code);
});

test("every reason of the trace and of the door has its texts", () => {
  const made = ["src/trace/refusals.ts", "src/trace/verdict.ts", "src/runtime/decline.ts"]
    .map(read)
    .join("\n");
  for (const [, code = ""] of made.matchAll(makers)) {
    const { why, remedy } = tell({ code, where: "", what: "", details: ["kind", 1n] });
    expect(why, code).not.toBe("");
    expect(remedy, code).not.toBe("");
  }
});

test("every code has a page, every page a code", () => {
  expect(pages.sort()).toEqual([...codes].sort());
});

test("the index lists every page", () => {
  const listed = [...read("docs/refusals/README.md").matchAll(/\]\(([\w-]+)\.md\)/g)].map(
    ([, code]) => code!,
  );
  expect(listed.sort()).toEqual(pages);
});

describe.each(pages)("%s", (code) => {
  const text = read(`docs/refusals/${code}.md`);

  test("says what, why and what to do", () => {
    expect(text.startsWith(`# ${code}\n`)).toBe(true);
    for (const part of ["**What.**", "**Why.**", "**Remedy.**"]) expect(text).toContain(part);
  });

  const [, example] = /^```ts\n(const f = cpmoptimize\([\s\S]*?)```/m.exec(text) ?? [];
  test.skipIf(example === undefined)("its example gets it", () => {
    const { outputText } = ts.transpileModule(`${example!}\nexport { f };`, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const module: { f?: () => unknown } = {};
    const run = new Function("cpmoptimize", "range", "exports", outputText) as (...args: unknown[]) => void;
    // The example stands for `f` even where its call throws, as it says.
    const decorate: typeof cpmoptimize = ((...args: []) =>
      (fn: () => unknown) =>
        (module.f = cpmoptimize(...args)(fn))) as never;
    try {
      run(decorate, range, {});
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    const { loops, unchanged } = explain(module.f!);
    const met = [...loops.flatMap(({ refusals }) => refusals), ...(unchanged ? [unchanged] : [])];
    expect(met.map((refusal) => refusal.code)).toContain(code);
  });
});
