/** The `@example` blocks of the source are executed: every line `expression // value` must have that value. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as compiler from "cpmoptimize/compiler";
import * as library from "cpmoptimize";

const src = new URL("../../src/", import.meta.url);

interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

function examplesIn(file: string): Example[] {
  const text = readFileSync(new URL(file, src), "utf8");
  return [...text.matchAll(/^[ \t]*\* @example\n((?:[ \t]*\*(?!\/)(?! @).*\n)+)/gm)].map(
    ({ 1: block, index }) => ({
      file,
      line: text.slice(0, index).split("\n").length,
      code: block!.replace(/^[ \t]*\* ?/gm, ""),
    }),
  );
}

/** `f(1) // 2` becomes a check; behind the value an explanation may follow, `// 4n: -10, -7, -4, -1, 2`. */
function withChecks(code: string): string {
  return code.replace(/^(\S.*?);?[ \t]+\/\/[ \t]*(.+)$/gm, (line, expression: string, value: string) => {
    const candidates = [value, value.split(": ")[0]!];
    const found = candidates.find((candidate) => isExpression(candidate));
    return found === undefined ? line : `$check(${expression}, ${found});`;
  });
}

function isExpression(text: string): boolean {
  try {
    new Function(`return (${text});`);
    return true;
  } catch {
    return false;
  }
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const examples = files.flatMap(examplesIn);

test("the examples of the public functions are found", () => {
  const found = new Set(examples.map(({ file }) => file));
  for (const file of [
    "api/cpmoptimize.ts",
    "runtime/original.ts",
    "runtime/explain.ts",
    "runtime/range/range.ts",
  ])
    expect([...found]).toContain(file);
});

describe("examples", () => {
  test.each(examples)("$file:$line", async ({ file, code }) => {
    const own = (await import(new URL(file, src).href)) as Record<string, unknown>;
    const scope = { ...library, ...compiler, ...own };
    const { outputText } = ts.transpileModule(withChecks(code), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    const run = new Function("$check", ...Object.keys(scope), outputText) as (...args: unknown[]) => void;
    run((actual: unknown, expected: unknown) => expect(actual).toEqual(expected), ...Object.values(scope));
  });
});
