import { describe, expect, test } from "vitest";
import { CompileError } from "../../src/compiler/records/compile-error.ts";
import { transform as publicTransform } from "../../src/compiler/index.ts";
import { RecompilationError } from "../../src/runtime/recompilation-error.ts";
import { compileForTest } from "./compile-for-test.ts";
import type { TestOptions } from "./compile-for-test.ts";
import { expectSameProgram } from "./same-program.ts";

const loop = "let s = 0n; for (let i = 0n; i < 9n; i++) s += i;";

function transform(source: string, options: TestOptions = {}): string {
  return compileForTest(source, options).code;
}

const LINEAR = `import { linear as $linear, binomialBasis as $binomialBasis } from "cpmoptimize/runtime";`;

/** The lines without the long site. */
function head(code: string): string[] {
  return code.split(/\r?\n/).map((line) => (line.startsWith("var $cpm") ? "SITE" : line));
}

describe("where the runtime is imported", () => {
  test("a CommonJS file with a function `require` of its own stays as it is, and says so", () => {
    const source = `function require(x) { return {} }\n${loop}\nmodule.exports = s;`;
    const { code, report } = compileForTest(source, { filename: "a.cjs" });
    expect(code).toBe(source);
    expect(report.notes?.map(({ why }) => why).join()).toContain("a function of its own called require");
    for (const other of [
      `var require = require ?? 5;\n${loop}`,
      `{ function require(x) { return {} } }\n"use strict";\n${loop}`,
    ])
      expect(transform(other, { filename: "a.cjs" })).toContain('require("cpmoptimize/runtime")');
    expect(transform(`${source.split("module")[0]}export default s;`)).toContain(LINEAR);
  });
  test("nothing is inserted where there is nothing to do", () => {
    for (const source of [
      "",
      "\uFEFF",
      "// only a comment",
      "#!/usr/bin/env node\n",
      "export const x = 1;\n",
    ]) {
      expect(transform(source)).toBe(source);
    }
  });
  test("behind hashbang and comments, before the first statement", () => {
    expect(head(transform(`#!/usr/bin/env node\n// @ts-check\n\n${loop}`)).slice(0, 5)).toEqual([
      "#!/usr/bin/env node",
      "// @ts-check",
      "",
      LINEAR,
      "SITE",
    ]);
  });
  test.each<[name: string, ofFile: string, ofStatement: string]>([
    ["documentation", "", "/** Sums. */\n"],
    ["documentation behind a license", "/*! MIT */\n", "/** Sums. */\n"],
    ["documentation, a blank line and a remark", "", "/**\n * Sums.\n */\n\n// in a loop\n"],
    ["a hint for coverage", "/** @license MIT */\n", "/* istanbul ignore next */ "],
    ["an expected error", "#!/usr/bin/env node\n// @ts-check\n", "// @ts-expect-error s\n"],
    ["remarks of the file and of the statement", "// header\n// of the file\n\n", "// of the loop\n"],
    ["what a compiler reads at the top", "// @ts-nocheck\n/* @jsxImportSource preact */\n", ""],
    ["a reference to types", '/// <reference types="node" />\n', "// eslint-disable-next-line no-var\n"],
    ["line ends of Windows", "/* one */\r\n\r\n", "/* two */\r\n"],
    ["a byte order mark", "\uFEFF/* eslint-disable */\n", "/* v8 ignore next */\n"],
  ])("no comment changes its owner: %s", (_, ofFile, ofStatement) => {
    const code = transform(`${ofFile}${ofStatement}${loop}`);
    const begin = code.indexOf("import { linear");
    expect(code.slice(0, begin)).toBe(ofFile);
    expect(/var \$cpm1 = .*;\r?\n([^]*)let s = 0n;/.exec(code)?.[1]).toBe(ofStatement);
    const onOneLine = publicTransform(`${ofFile}${ofStatement}${loop}`, {
      filename: "a.js",
      loops: "all",
      keepLines: true,
    }).code;
    expect(onOneLine.startsWith(`${ofFile}import { linear`)).toBe(true);
    expect(onOneLine).toContain(`; ${ofStatement}let s = 0n;`);
  });
  test("behind comments on the line of a directive or an import", () => {
    expect(head(transform(`import x from "y"; /* a */ /* b */ // c\n/* d */ ${loop}`)).slice(0, 3)).toEqual([
      `import x from "y"; /* a */ /* b */ // c`,
      LINEAR,
      "SITE",
    ]);
  });
  test("behind directives and leading imports, comments stay on their lines", () => {
    const source = `"use client" // a\n'use strict'; /* b */\nimport x from "y" // c\n// d\n${loop}\nimport z from "z";`;
    const lines = head(transform(source));
    expect(lines.slice(0, 6)).toEqual([
      `"use client" // a`,
      `'use strict'; /* b */`,
      `import x from "y" // c`,
      LINEAR,
      "SITE",
      "// d",
    ]);
    expect(lines.at(-1)).toBe(`import z from "z";`);
  });
  test("in front of a loop that is the first statement", () => {
    for (const source of [
      "while (false) ; export const run = () => 1;",
      "var s = 0n; do s++; while (s < 9n); exports.run = () => s;",
      "for (var i of [1, 2]) for (let j = 0; j < 3; j++) i += j; exports.run = () => i;",
    ]) {
      const isModule = source.includes("export const");
      expectSameProgram(source, { filename: isModule ? "a.ts" : "a.cjs" });
    }
    expectSameProgram("Array.from({ length: 9 }, () => { s++ }); var s; exports.run = () => s;", {
      filename: "a.cjs",
    });
  });
  test("all on one line", () => {
    expect(head(transform(`"use strict";import x from "y";${loop}`)).slice(0, 2)).toEqual([
      `"use strict";import x from "y";`,
      LINEAR,
    ]);
    expectSameProgram(`"use strict";let t=1n;export function run(){${loop}return s+t}`);
  });
  test("a directive without a semicolon", () => {
    const code = transform(`"use strict"\n${loop}`);
    expect(head(code).slice(0, 3)).toEqual([`"use strict"`, LINEAR, "SITE"]);
  });
  test("line ends are kept", () => {
    const code = transform(`import x from "y";\r\n${loop}\r\n`);
    expect(code.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
  test("a byte order mark stays first", () => {
    const code = transform(`\uFEFF#!/usr/bin/env node\n${loop}`);
    expect(code.startsWith("\uFEFF#!/usr/bin/env node\nimport")).toBe(true);
    expect(code.lastIndexOf("\uFEFF")).toBe(0);
  });
  test("require in CommonJS, import in modules", () => {
    expect(transform(`const a = require("a"); ${loop}`, { filename: "a.js" })).toMatch(
      /^const \{ linear: \$linear, binomialBasis: \$binomialBasis \} = require\("cpmoptimize\/runtime"\);/,
    );
    expect(transform(loop, { filename: "a.cjs" })).toMatch(/^const /);
    expect(transform(loop, { filename: "a.mjs" })).toMatch(/^import /);
    expect(transform(loop, { filename: "a.js" })).toMatch(/^import /);
    expect(transform(loop, { filename: "a.js", module: "cjs" })).toMatch(/^const /);
    expect(transform(`${loop} export {}`, { filename: "a.js", module: "cjs" })).toMatch(/^import /);
  });
  test.each<[name: string, source: string]>([
    ["a name declared nowhere", `x = 5; ${loop}`],
    ["this", `this.x = 5; ${loop}`],
    ["arguments of a function", `function f(a) { arguments[0] = 1; ${loop} return a } f(2);`],
    ["a member that may be frozen", `globalThis.f = () => { ${loop} };`],
    ["an octal literal", `var x = 010; ${loop}`],
    ["with", `function g() { with (Math) max(1, 2); } ${loop}`],
    ["a variable called await", `var await = 1; ${loop}`],
    ["old comments", `<!-- old\n${loop}`],
    ["what Node gives to CommonJS", `console.log(__dirname); ${loop}`],
  ])("require in a script that strict mode may make another program: %s", (_, source) => {
    expect(transform(source, { filename: "a.js" })).toContain(`require("cpmoptimize/runtime")`);
    expect(publicTransform(source, { filename: "a.js", loops: "all", module: "esm" }).code).toContain(
      `from "cpmoptimize/runtime"`,
    );
  });
  test.each([
    `"use strict"; globalThis.f = () => { ${loop} };`,
    `function f() { const g = () => 1; ${loop} return g } console.log(f());`,
  ])("but import where it does not: %s", (source) => {
    expect(transform(source, { filename: "a.js" })).toContain(`from "cpmoptimize/runtime"`);
  });
  test("import where scripts are strict anyway, and in TypeScript", () => {
    const source = `globalThis.f = () => { ${loop} };`;
    const strict = publicTransform(source, { filename: "a.js", loops: "all", strictMode: true });
    expect(strict.code).toContain(`from "cpmoptimize/runtime"`);
    expect(transform(source, { filename: "a.ts" })).toContain(`from "cpmoptimize/runtime"`);
  });
  test("the runtime's name can be chosen", () => {
    expect(transform(loop, { runtime: './my "runtime"' })).toContain('from "./my \\"runtime\\""');
  });
});

describe("languages", () => {
  test("types stay as they are", () => {
    const source = `
      enum Colour { Red = 1, Green }
      declare const never: bigint;
      interface Shape<T> { x: T }
      abstract class B { abstract m(): void; constructor(protected readonly k: bigint) {} }
      function over(n: bigint): bigint;
      function over(n: number): number;
      function over<T>(n: T): T { let s = 0n; for (let i = 0n as bigint; i < (n as bigint); i!++) s += (<bigint>i) satisfies bigint; return s as T; }
      class C extends B { m(this: C): bigint { let s: bigint = 0n; let n = this.k!; while (n-- > 0n) { s! += n; } return s } }
      export function run() { return [over(9n), new C(7n).m(), Colour.Green] }`;
    const { code, opened } = expectSameProgram(source);
    expect(opened).toBeGreaterThan(0);
    expect(code).toContain("for (let i = 0n as bigint, $1");
  });
  test("TSX and JSX", () => {
    const source = `const React = { createElement: (t, p, ...c) => [t, p, c] };
      export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) s += i; return <div title={"t"}>{String(s)}</div> }`;
    for (const filename of ["a.tsx", "a.jsx", "a.js"])
      expectSameProgram(
        source.replace(
          "(t, p, ...c)",
          filename === "a.tsx" ? "(t: string, p: object, ...c: unknown[])" : "(t, p, ...c)",
        ),
        { filename },
      );
    expect(transform(source.replace("(t, p, ...c)", "(t, p, ...c)"), { filename: "a.js" })).toContain(
      "<div title",
    );
  });
  test("generic arrows and comparisons are told apart", () => {
    expectSameProgram(
      `export function run() { const f = <T,>(x: T) => x; let a = 1, b = 5, c = 2; for (let i = 0; i < 9; i++) c += a < b ? i : 0; return [f(c), a < b, b > (c)] }`,
    );
  });
  test("decorators of every kind stay", () => {
    const source = `
      import { cpmoptimize } from "cpmoptimize";
      const log: unknown[] = []; const note = (x: unknown) => (v: any) => { log.push(x) };
      @note("class") class A { @note("m") @cpmoptimize({}) m(n: bigint) { ${loop} return s * n } @cpmoptimize static s() { ${loop} return s } @note(1) accessor x = 1; @cpmoptimize() get g() { ${loop} return s } }
      export function run() { const a = new A(); return [a.m(2n), A.s(), a.g, a.x] }`;
    const code = transform(source, { loops: "marked" });
    expect(code).toContain(`@($compiled($cpm1)({})) m`);
    expect(code).toContain(`@$marked($cpm2) static`);
    expect(code).toContain(`@($marked($cpm3)()) get`);
  });
  test("loops in a namespace are left alone", () => {
    const { report } = expectSameProgram(
      `namespace N { export let t = 0n; export function f() { for (let i = 0n; i < 9n; i++) t += i; return t } } export function run() { return N.f() }`,
    );
    expect(report.loops[0]?.refusals[0]?.code).toBe("namespace");
  });
});

describe("marks", () => {
  const body = `function f(n) { ${loop} return s }`;
  const marked = (source: string, filename = "a.ts"): string =>
    transform(source, { loops: "marked", filename });
  test.each([
    [
      `import { cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize()(${body});`,
      "$marked($cpm1)()(function",
    ],
    [
      `import { cpmoptimize as fast } from "cpmoptimize"; export const g = fast({ strict: true })(${body});`,
      "$compiled($cpm1)({ strict: true })(function",
    ],
    [
      `import { cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize(${body});`,
      "= $marked($cpm1)(function",
    ],
    [
      `import * as cpm from "cpmoptimize"; export const g = cpm.cpmoptimize()((n) => { ${loop} return s });`,
      "$marked($cpm1)()((n)",
    ],
    [
      `import { cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize()((${body}) as any);`,
      "$marked($cpm1)()((function",
    ],
    [
      `import cpm = require("cpmoptimize"); export const g = cpm.cpmoptimize()(${body});`,
      "$marked($cpm1)()(function",
    ],
    [
      `import { "cpmoptimize" as fast } from "cpmoptimize"; export const g = fast()(${body});`,
      "$marked($cpm1)()(function",
    ],
  ])("%s", (source, expected) => {
    expect(marked(source)).toContain(expected);
  });
  test.each([
    [
      `const { cpmoptimize } = require("cpmoptimize"); exports.g = cpmoptimize()(${body});`,
      "$marked($cpm1)()(function",
    ],
    [
      `const { cpmoptimize: fast, range } = require("cpmoptimize"); exports.g = fast()(${body});`,
      "$marked($cpm1)()(function",
    ],
    [
      `const cpm = require("cpmoptimize"); exports.g = cpm.cpmoptimize()(${body});`,
      "$marked($cpm1)()(function",
    ],
  ])("%s", (source, expected) => {
    const code = marked(source, "a.js");
    expect(code).toContain(expected);
    expect(code).toContain(
      `const { linear: $linear, marked: $marked, binomialBasis: $binomialBasis } = require("cpmoptimize/runtime");`,
    );
  });
  test.each([
    [`import { cpmoptimize } from "other"; export const g = cpmoptimize()(${body});`],
    [`import { range as cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize()(${body});`],
    [
      `import { cpmoptimize } from "cpmoptimize"; export function h(cpmoptimize) { return cpmoptimize()(${body}) }`,
    ],
    [`import { cpmoptimize } from "cpmoptimize"; export const plain = ${body};`],
    [
      `import { cpmoptimize } from "cpmoptimize"; export const later = cpmoptimize({}); export { cpmoptimize };`,
    ],
    [
      `import { cpmoptimize } from "cpmoptimize"; ${body} export const g = cpmoptimize()(f), h = cpmoptimize(f);`,
    ],
  ])("not ours, or not a function's text: %s", (source) => {
    expect(marked(source)).toBe(source);
  });
  test("a function given by name is reported", () => {
    const source = `import { cpmoptimize } from "cpmoptimize"; ${body} export const g = cpmoptimize()(f);`;
    const { report } = compileForTest(source, { loops: "marked" });
    expect(report.leftToRunTime).toHaveLength(1);
    expect(report.print()).toContain("left to the run time");
  });
  test("refused loops travel with their reasons", () => {
    const source = `import { cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize()(function (n) { for (let i = 0; i < n; i++) f(i) });`;
    expect(marked(source)).toContain(`$marked({ name: "g", file: "a.ts", place: "1:`);
    expect(marked(source)).toContain(`code: "unknown-call"`);
    expect(marked(source)).toContain(`import { marked as $marked } from`);
  });
  test("inner functions belong to the nearest mark", () => {
    const source = `import { cpmoptimize } from "cpmoptimize";
      export const g = cpmoptimize()(function () { const h = cpmoptimize()(() => { ${loop} return s }); function k() { ${loop} return s } return h() + k() });`;
    const code = marked(source);
    expect(code).toContain("g = $marked($cpm2)()(");
    expect(code).toContain("h = $marked($cpm1)()(");
  });
});

describe("text that is no program", () => {
  test.each([
    ["a.ts", "let x = ;\n", 1, 9],
    ["a.js", "const a = 1;\nfor (;; a {\n}", 2, 11],
    ["a.cjs", "\uFEFFlet x = 1;\n  import y from 'z';", 2, 3],
    ["a.tsx", "const x = <div>;", 1, 16],
    ["a.mjs", "\r\nlet x = 1;\r\nlet x = 2;", 3, 5],
  ])("%s: %j", (filename, source, line, column) => {
    let error: unknown;
    try {
      transform(source, { filename });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CompileError);
    expect(error).toBeInstanceOf(SyntaxError);
    const failure = error as CompileError;
    expect(failure).toMatchObject({ file: filename, line, column });
    expect(failure.message).toContain(`${filename}:${line}:${column}`);
    expect(failure.frame).toContain("^");
  });
});

describe("strict", () => {
  const source =
    "export function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; while (n--) console.log(s); }";
  test("throws all reasons, and only when asked", () => {
    const options = { filename: "a.js", loops: "all" as const };
    expect(publicTransform(source, options).report.loops.map(({ status }) => status)).toEqual([
      "accelerable",
      "refused",
    ]);
    expect(() => publicTransform(source, { ...options, strict: true })).toThrow(RecompilationError);
    expect(() => publicTransform(source, { ...options, strict: true })).toThrow("a.js:1:83");
    expect(() => publicTransform(source, { ...options, loops: "marked", strict: true })).not.toThrow();
  });
});
