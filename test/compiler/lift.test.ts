import { describe, expect, test } from "vitest";
import { printIR } from "../../src/compiler/emit/print-ir.ts";
import { refusalCodes } from "../../src/compiler/records/refusals.ts";
import { existsSync, readFileSync } from "node:fs";
import { transform } from "../../src/compiler/index.ts";
import { compileForTest } from "./compile-for-test.ts";

/** Without places, which only matter where they are the subject. */
function body(source: string): string {
  const packages = 'import * as cpm from "cpmoptimize"; import { range } from "cpmoptimize";';
  const { irs, report } = compileForTest(
    `${packages} export function f(n, m) { let a = 0n, b = 1n, c = 2n; ${source} }`,
  );
  const [ir] = irs;
  if (!ir) throw new Error(report.print());
  const { test: condition, update, body: statements } = ir;
  return printIR({ test: condition, update, body: statements }).replaceAll(/, "\d+:\d+"/g, "");
}

describe("one turn as data", () => {
  test.each([
    ["for (; a < n; a++) ;", `{ test: ["<", "a", "n"], update: ["post+", "a"], body: [] }`],
    [
      "for (; ; --a, b += 2n) { a = a!; }",
      `{ update: ["seq", [["pre-", "a"], ["set", "b", ["+", "b", 2n]]]], body: [["set", "a", "a"]] }`,
    ],
    [
      "while (true) { [a, b] = [b, -a]; }",
      `{ test: true, body: [["swap", ["a", "b"], ["b", ["neg", "a"]]]] }`,
    ],
    [
      "while (1) { a &&= b; a ??= c; a **= 2n }",
      `{ test: 1, body: [["&&", "a", ["set", "a", "b"]], ["??", "a", ["set", "a", "c"]], ["set", "a", ["**", "a", 2n]]] }`,
    ],
    [
      "while (a) { const x = a ? b : c; a = x }",
      `{ test: "a", body: [["set", "x", ["?:", "a", "b", "c"]], ["set", "a", "x"]] }`,
    ],
    ["while (a) { const a = 1n; b = a }", `{ test: "a", body: [["set", "a$2", 1n], ["set", "b", "a$2"]] }`],
    [
      "while (a) { if (b) break; else continue; a = b }",
      `{ test: "a", body: [["if", "b", [["break"]], [["continue"]]], ["set", "a", "b"]] }`,
    ],
    [
      "while (a) { a = undefined, NaN, Infinity; }",
      `{ test: "a", body: [["seq", [["set", "a", ["undefined"]], 0/0, 1/0]]] }`,
    ],
    [
      "while (a) { a = 'x' + `y\\n` + null + true }",
      `{ test: "a", body: [["set", "a", ["+", ["+", ["+", ["str", "x"], ["str", "y\\n"]], null], true]]] }`,
    ],
    [
      "while (a) a = Math.imul(a, 3) | 0;",
      `{ test: "a", body: [["set", "a", ["|", ["call", "Math.imul", ["a", 3]], 0]]] }`,
    ],
    [
      "while (a) a = typeof +b == 'number' ? ~a : void 0 ?? !c;",
      `{ test: "a", body: [["set", "a", ["?:", ["==", ["typeof", ["plus", "b"]], ["str", "number"]], ["~", "a"], ["??", ["void", 0], ["!", "c"]]]]] }`,
    ],
    [
      "while (a) switch (b) { case 1n: case 2n: a = b; break; default: a = c }",
      `{ test: "a", body: [["set", "switch", "b"], ["if", ["||", ["===", "switch", 1n], ["===", "switch", 2n]], [["set", "a", "b"]], [["set", "a", "c"]]]] }`,
    ],
    [
      "while (a) { if (b) return a + m.x; a = b }",
      `{ test: "a", body: [["if", "b", [["leave"]], []], ["set", "a", "b"]] }`,
    ],
    [
      "while (a) { for (let j = 0n, k; j < a; j++) b += j; a-- }",
      `{ test: "a", body: [["set", "j", 0n], ["loop", { locals: [], test: ["<", "j", "a"], body: [["set", "b", ["+", "b", "j"]]], update: ["post+", "j"] }], ["post-", "a"]] }`,
    ],
    [
      "out: while (a) { for (;;) { const x = a--; do { if (x) break; if (b) continue out; if (c) break out; if (n) return } while (x) } }",
      `{ test: "a", body: [["loop", { locals: ["x"], body: [["set", "x", ["post-", "a"]], ["loop", { locals: [], body: [["if", "x", [["break"]], []], ["if", "b", [["continue", 2]], []], ["if", "c", [["break", 2]], []], ["if", "n", [["leave"]], []]], test: "x", testLast: true }]] }]] }`,
    ],
    [
      "while (a) x: { a--; if (b) break x; y: while (b) { if (a) continue y; else break x } }",
      `{ test: "a", body: [["loop", { locals: [], body: [["post-", "a"], ["if", "b", [["break"]], []], ["loop", { locals: [], test: "b", body: [["if", "a", [["continue"]], [["break", 1]]]] }]], test: false, testLast: true }]] }`,
    ],
    [
      "while (a) { switch (b) { case 1n: a--; default: b--; case c: if (a) break; continue } c-- }",
      `{ test: "a", body: [["set", "switch", "b"], ["loop", { locals: [], body: [["set", "case", ["?:", ["===", "switch", 1n], 0, ["?:", ["===", "switch", "c"], 2, 1]]], ["if", ["<=", "case", 0], [["post-", "a"]], []], ["if", ["<=", "case", 1], [["post-", "b"]], []], ["if", ["<=", "case", 2], [["if", "a", [["break"]], []], ["continue", 1]], []]], test: false, testLast: true }], ["post-", "c"]] }`,
    ],
    [
      "while (a--) for (const x of range(2n, 9n, 3n)) b += x",
      `{ test: ["post-", "a"], body: [["set", "at", 2n], ["loop", { locals: ["x"], test: ["<", "at", 9n], body: [["set", "x", "at"], ["set", "b", ["+", "b", "x"]]], update: ["set", "at", ["+", "at", 3n]] }]] }`,
    ],
    [
      "while (a--) for (c of cpm.xrange(5)) b += c",
      `{ test: ["post-", "a"], body: [["set", "at", 0], ["loop", { locals: [], test: ["<", "at", 5], body: [["set", "c", "at"], ["set", "b", ["+", "b", "c"]]], update: ["pre+", "at"] }]] }`,
    ],
  ])("%s", (source, expected) => {
    expect(body(source)).toBe(expected);
  });

  test("inputs stand in the order of the text, places count from 1", () => {
    const { irs } = compileForTest(
      "export function f(n) {\n  let a = 0n, b = 1n;\n  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];\n}",
    );
    expect(irs[0]).toMatchObject({
      name: "f",
      file: "a.ts",
      place: "3:3",
      inputs: ["i", "n", "a", "b"],
      writes: ["i", "a", "b"],
      test: ["<", "3:20", "i", "n"],
      destructures: true,
    });
  });
});

/** A program for every code: the loop must be refused for it. */
const refused: Record<string, string> = {
  "nested-loop": "while (n--) for (const x of o) s += x",
  "function-in-loop": "while (n--) s = () => 1n",
  "await-in-loop": "while (n--) s += await n",
  "yield-in-loop": "while (n--) yield n",
  "try-in-loop": "while (n--) try { s++ } catch { }",
  "member-access": "while (n--) s += o?.x",
  "member-write": "while (n--) o.x = s++",
  "unknown-call": "while (n--) s += g(n)",
  "tagged-template": "while (n--) s = g`x`",
  "template-substitution": "while (n--) s = `${n}`",
  "regular-expression": "while (n--) s = /x/",
  "new-expression": "while (n--) s = new o()",
  "delete-operator": "while (n--) { s++; delete o.x }",
  spread: "while (n--) s = Math.max(...o)",
  "object-literal": "while (n--) s = { n }",
  "array-literal": "while (n--) s = [n]",
  destructuring: "while (n--) [s, n] = o",
  "assignment-to-constant": "const k = 1n; while (n--) k++",
  "unresolved-name": "while (n--) s += whatever",
  "unsupported-operator": "while (n--) s = 'x' in o",
  "unsupported-syntax": "while (n--) s = this",
  "switch-form": "while (n--) switch (n) { case 1n: let x = 1n; default: s += x }",
  "temporal-dead-zone": "while (n--) { s = x; const x = 1n }",
  "for-in": "for (const k in o) s++",
  "for-await": "for await (const k of o) s++",
  "loop-target": "for (const [k] of o) s++",
  "callback-form": "range(n).forEach((x, k) => { s += x })",
  "captured-counter": "for (let i = 0n, g = () => i; i < n; i++) s++",
  "using-declaration": "while (n--) { using x = null; s++ }",
  "no-effect": "while (s) { }",
  "direct-eval": "while (n--) s++; eval('')",
};
const elsewhere: Record<string, string> = {
  "too-deep": `export function f(n) { let s = 0n; for (let i = 0n; i < n; i++) s += ${Array.from({ length: 600 }, () => "i").join(" + ")}; return s; }`,
  "arguments-object": "module.exports = function (n) { let s = 0n; while (n--) s++; return arguments[0] }",
  "with-statement": "module.exports = function (o) { let s = 0n; with (o) { while (s < 9n) s++ } }",
  namespace: "namespace N { let s = 0n; while (s < 9n) s++; } export {}",
};

test("a direct eval is one behind types, too", () => {
  for (const callee of ["(eval as any)", "eval!", "(eval satisfies Function)", "(<any>eval)", "(eval)"]) {
    const source = `export function f(n: bigint) { let s = 0n; while (n--) s++; return ${callee}("s") }`;
    const { report } = transform(source, { filename: "f.ts", loops: "all" });
    expect(
      report.loops.map(({ refusals }) => refusals[0]?.code),
      callee,
    ).toEqual(["direct-eval"]);
  }
});

describe("refusals", () => {
  const programs = Object.entries(refused).map(([code, text]): [string, string] => {
    const kind = code.startsWith("yield") ? "async function*" : "async function";
    return [code, `import { range } from "cpmoptimize"; export ${kind} f(n, o, g) { let s = 0n; ${text} }`];
  });
  test.each([...programs, ...Object.entries(elsewhere)])("%s", (code, source) => {
    const filename = source.startsWith("module") ? "a.cjs" : "a.ts";
    const { report, code: output } = compileForTest(source, { filename });
    const codes = report.loops.map(({ refusals }) => refusals.map((refusal) => refusal.code));
    expect(codes[0]).toContain(code);
    if (report.loops.length === 1) expect(output).toBe(source);
    for (const refusal of report.loops[0]?.refusals ?? []) {
      expect(refusal.where).toMatch(/^\d+:\d+$/);
      expect(refusal.what).not.toBe("");
    }
  });

  test("all reasons of a loop at once, each with its place", () => {
    const { report } = compileForTest(
      "export function f(o) {\n let s = 0n;\n for (;;) {\n  s += g(o.x);\n  s = [1];\n }\n}",
    );
    expect(report.loops[0]?.refusals.map(({ code, where, what }) => `${where} ${code} ${what}`)).toEqual([
      "4:10 member-access o.x",
      "4:8 unknown-call g(o.x)",
      "5:7 array-literal [1]",
    ]);
  });

  test("every code is tested, and has a page", () => {
    expect(refusalCodes.filter((code) => !(code in refused) && !(code in elsewhere))).toEqual([]);
    for (const code of refusalCodes) {
      const page = new URL(`../../docs/refusals/${code}.md`, import.meta.url);
      expect(existsSync(page), code).toBe(true);
      expect(readFileSync(page, "utf8")).toMatch(new RegExp(`^# ${code}\\n`));
    }
  });
});
