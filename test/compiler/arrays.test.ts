/** Elements of arrays: which `s[k]` are lifted, as what, what is live beside them, and what the wrapper makes of arrows. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { printIR } from "../../src/compiler/emit/print-ir.ts";
import { compileForTest } from "./compile-for-test.ts";

function lift(source: string) {
  const { irs, report } = compileForTest(`export function f(n, s, t) { let a = 0, p = 0; ${source} }`);
  return { ir: irs[0], codes: report.loops[0]?.refusals.map(({ code }) => code) ?? [] };
}

function body(source: string): string {
  const { ir, codes } = lift(source);
  if (!ir) throw new Error(codes.join());
  return printIR(ir.body).replaceAll(/, "\d+:\d+"/g, "");
}

describe("one turn as data", () => {
  test.each([
    ["while (a) a = s[0] + s.length", `[["set", "a", ["+", ["element", "s", 0], ["length", "s"]]]]`],
    ["while (a) s[a] = t[1n]", `[["store", "s", "a", ["element", "t", 1n]]]`],
    ["while (a) s[0] += a", `[["store", "s", 0, ["+", ["element", "s", 0], "a"]]]`],
    [
      "while (a) s[a] ??= p",
      `[["seq", [["set", "index", "a"], ["??", ["element", "s", "index"], ["store", "s", "index", "p"]]]]]`,
    ],
    [
      "while (a) a = s[0]++",
      `[["set", "a", ["seq", [["set", "old", ["set", "next", ["element", "s", 0]]], ["store", "s", 0, ["pre+", "next"]], "old"]]]]`,
    ],
    [
      "while (a) --s[0]",
      `[["seq", [["set", "next", ["element", "s", 0]], ["store", "s", 0, ["pre-", "next"]]]]]`,
    ],
    [
      "while (a) [s[0], a] = [a, (s as any)[p]]",
      `[["seq", [["swap", ["part", "part$2"], ["a", ["element", "s", "p"]]], ["store", "s", 0, "part"], ["set", "a", "part$2"]]]]`,
    ],
  ])("%s", (source, expected) => {
    expect(body(source)).toBe(expected);
  });

  test("the text tells kind and length where it shows them", () => {
    const { ir } = lift(
      "const u = new Uint32Array(4), v = new Int8Array([1, 2]); while (a) { u[0] = v[0]; s[0] = a }",
    );
    expect(ir?.arrays).toEqual([
      { name: "u", kind: "Uint32Array", length: 4 },
      { name: "v", kind: "Int8Array", length: 2 },
      { name: "s" },
    ]);
    expect(ir?.inputs).toContain("u");
    expect(ir?.writes).not.toContain("u");
  });
});

describe("left as it is", () => {
  test.each([
    ["while (a--) { p += s[0]; s = t }", "member-access"],
    ["while (a--) { p += s[0]; t = s }", "member-access"],
    ["while (a--) { p += s?.[0] }", "member-access"],
    ["while (a--) { p += s.x }", "member-access"],
    ["while (a--) { p += s.length }", "member-access"],
    ["while (a--) { s[0] = 1; s.length = 0 }", "member-write"],
    ["while (a--) { s[0].x = 1 }", "member-write"],
    ["while (a--) { p += s[0][1] }", "member-access"],
    ["while (a--) { const u = 5; p += u[0] }", "member-access"],
    ["while (a--) { p += s[0](); }", "unknown-call"],
    ["while (a--) { delete s[0] }", "delete-operator"],
    ["while (a--) { p += unknown[0] }", "member-access"],
    ["while (a--) { [s[0], t.x] = [p, p] }", "destructuring"],
    ["while (a--) { p += arguments[0] }", "member-access"],
  ])("%s", (source, code) => {
    expect(lift(source).codes).toContain(code);
  });
});

describe("live at the head of a loop", () => {
  test.each([
    ["what is stored", "let b = 1; for (let i = 0; i < n; i++) { s[0] = b; b += 2 }", "b i"],
    ["an index", "for (let i = 0; i < n; i++) { a = s[p & 1]; p += 2 }", "i p"],
    ["an element's own change", "for (let i = 0; i < n; i++) s[0] += 2", "i"],
  ])("%s", (_, source, live) => {
    const { ir } = lift(source);
    expect([...(ir?.live ?? [])].sort().join(" ")).toBe(live);
  });
});

describe("arrows, whose mode nobody knows", () => {
  test("elements of an array that is made there may be written", () => {
    const wrapped = cpmoptimize((n: number) => {
      const s = new Uint32Array([1, 2]);
      for (let i = 0; i < n; i++) {
        s[0]! += s[1]!;
        [s[1], s[i % 2]] = [s[0]!, i];
      }
      return [...s];
    });
    expect(explain(wrapped).unchanged).toBeUndefined();
    expect(wrapped(3)).toHaveLength(2);
  });

  test("those of any other array may not, nor other properties", () => {
    const made: ((...args: never[]) => unknown)[] = [
      (s: number[], n: number) => {
        for (let i = 0; i < n; i++) s[0] = i;
      },
      (n: number, key: string) => {
        const s = new Uint32Array([1, 2]);
        for (let i = 0; i < n; i++) s[key as never] = i;
      },
      (n: number) => {
        const s = new Uint32Array([1, 2]);
        for (let i = 0; i < n; i++) s["length" as never] = i;
      },
      (n: number, memory: ArrayBuffer) => {
        const s = new Uint32Array(memory);
        for (let i = 0; i < n; i++) s[0] = i;
      },
    ];
    for (const fn of made) expect(explain(cpmoptimize(fn)).unchanged?.code).toBe("cannot-tell-strictness");
  });
});
