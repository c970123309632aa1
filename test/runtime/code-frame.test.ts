/** The lines around a place, with a caret under it. */
import { describe, expect, test } from "vitest";
import { codeFrame } from "../../src/runtime/code-frame.ts";

const shown = (source: string, place: string): string[] => codeFrame(source, place).split("\n");

describe("the caret", () => {
  test("stands under the character", () => {
    expect(shown("let a;\n  b += c;\nreturn", "2:3")).toEqual([
      "  1 | let a;",
      "> 2 |   b += c;",
      "    |   ^",
      "  3 | return",
    ]);
    expect(shown("x = y", "1:1")).toEqual(["> 1 | x = y", "    | ^"]);
  });

  test("stands behind the same tabs", () => {
    expect(shown("\tif (x)\ty;", "1:9")).toEqual(["> 1 | \tif (x)\ty;", "    | \t      \t^"]);
    expect(shown("\t\ty;", "1:3")).toEqual(["> 1 | \t\ty;", "    | \t\t^"]);
  });

  test("is found in a line without end", () => {
    const source = `${"a;".repeat(200)}HERE;${"b;".repeat(200)}`;
    const [line, caret] = shown(source, "1:401") as [string, string];
    expect(line.length).toBeLessThanOrEqual("> 1 | ".length + 120);
    expect(line.slice(caret.indexOf("^"))).toMatch(/^HERE;b;/);
  });
});

test("lines end as the language says", () => {
  for (const end of ["\n", "\r\n", "\r", "\u2028", "\u2029"])
    expect(shown(["a", "b", "c"].join(end), "2:1")).toEqual(["  1 | a", "> 2 | b", "    | ^", "  3 | c"]);
});

test("a place that is not in the text has no frame", () => {
  for (const place of ["", "9:1", "0:1", "1:0", "x"]) expect(codeFrame("a\nb", place)).toBe("");
});
