/** "use cpm", "use no cpm": which loops they mean, what is left of them, and that the program stays the same. */
import { describe, expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import { compileForTest } from "./compile-for-test.ts";
import { expectSameProgram } from "./same-program.ts";

const loop = "let s = 0n; for (let i = 0n; i < 9n; i++) s += i;";
const compiled = (source: string, loops: "marked" | "all" = "marked"): string[] =>
  compileForTest(source, { loops }).report.loops.map(({ name }) => name);

describe("the nearest directive decides", () => {
  test.each<[source: string, marked: string[], all?: string[]]>([
    [`function f() { "use cpm"; ${loop} } function g() { ${loop} }`, ["f"], ["f", "g"]],
    [`function f() { "use no cpm"; ${loop} } function g() { ${loop} }`, [], ["g"]],
    [`"use cpm"; ${loop} function f() { ${loop} }`, ["(module)", "f"]],
    [`"use no cpm"; ${loop} function f() { ${loop} }`, []],
    [`"use cpm"; function f() { "use no cpm"; const g = () => { "use cpm"; ${loop} }; ${loop} }`, ["g"]],
    [`"use no cpm"; function f() { "use cpm"; const g = () => { "use no cpm"; ${loop} }; ${loop} }`, ["f"]],
    [`const o = { m() { "use cpm"; ${loop} }, get x() { 'use cpm'; ${loop} } }`, ["m", "x"]],
    [
      `class C { m() { "use cpm"; ${loop} } static { ${loop} } #p = () => { "use cpm"; ${loop} } }`,
      ["C.m", "C.#p"],
      ["C.m", "C.static", "C.#p"],
    ],
    [`async function* f() { "use strict"; "use cpm"; ${loop} }`, ["f"]],
    [`function f() { "use cpm"; "use no cpm"; ${loop} }`, []],
    [`function f() { "use no cpm"; "use cpm"; ${loop} }`, []],
    [
      `import { cpmoptimize } from "cpmoptimize"; const f = cpmoptimize()(() => { "use no cpm"; ${loop} })`,
      [],
    ],
    [
      `"use no cpm"; import { cpmoptimize } from "cpmoptimize"; const f = cpmoptimize()(() => { ${loop} })`,
      [],
    ],
    [
      `"use no cpm"; import { cpmoptimize } from "cpmoptimize"; const f = cpmoptimize()(() => { "use cpm"; ${loop} })`,
      ["f"],
    ],
  ])("%s", (source, marked, all = marked) => {
    expect(compiled(source)).toEqual(marked);
    expect(compiled(source, "all")).toEqual(all);
  });

  test.each([
    `function f() { let x; "use cpm"; ${loop} }`,
    `function f() { ("use cpm"); ${loop} }`,
    `function f() { "use\\x20cpm"; ${loop} }`,
    `function f() { "use CPM"; ${loop} }`,
    `"use cpmoptimize"; ${loop}`,
    `{ "use cpm"; ${loop} }`,
  ])("what looks like one and is none has no effect, and that is said: %s", (source) => {
    const { report, code } = compileForTest(source, { loops: "marked" });
    expect(report.loops).toEqual([]);
    expect(code).toBe(source);
    expect(report.notes).toHaveLength(1);
    expect(report.print()).toContain('the directives are "use cpm" and "use no cpm"');
  });

  test("opted out means silent: no report, no error under strict, nothing left to the run time", () => {
    const source = `"use no cpm"; import { cpmoptimize } from "cpmoptimize"; const g = cpmoptimize()(h);
      export const f = cpmoptimize({ strict: true })((n) => { for (let i = 0; i < n; i++) g(i); });`;
    const { report, code } = transform(source, { filename: "a.ts", strict: true });
    expect(report.print()).toBe("");
    expect(code.match(/\$compiled\("use no cpm"\)/g)).toHaveLength(2);
  });
});

describe("what is left of the text", () => {
  const body = `(n: bigint) => { ${loop} return s * n }`;
  const head = (source: string, filename = "a.ts"): string[] =>
    compileForTest(source, { loops: "marked", filename })
      .code.split("\n")
      .filter(
        (line) =>
          !line.startsWith("var $cpm") &&
          !/^import \{ (site|linear|compiled|marked)|^const \{ (site|linear|compiled|marked)/.test(line),
      );

  test.each([
    [`import { cpmoptimize } from "cpmoptimize";\nexport const f = cpmoptimize()(${body});`, ""],
    [`import { cpmoptimize as fast } from 'cpmoptimize'\nexport const f = fast(${body});`, ""],
    [`import * as cpm from "cpmoptimize";\nexport const f = cpm.cpmoptimize({})(${body});`, ""],
    [
      `import * as cpm from "cpmoptimize";\nexport const f = [cpm.cpmoptimize()(${body}), cpm.range(3n)];`,
      `import * as cpm from "cpmoptimize/runtime";`,
    ],
    [
      `import * as cpm from "cpmoptimize";\nexport const f = [cpm.cpmoptimize()(${body}), cpm];`,
      `import * as cpm from "cpmoptimize";`,
    ],
    [
      `import { cpmoptimize, range } from "cpmoptimize";\nexport const f = [cpmoptimize()(${body}), range(3n)];`,
      `import { range } from "cpmoptimize/runtime";`,
    ],
    [
      `import { range, cpmoptimize } from "cpmoptimize";\nexport const f = [cpmoptimize()(${body}), range(3n)];`,
      `import { range } from "cpmoptimize/runtime";`,
    ],
    [
      `import { range, cpmoptimize, explain, } from "cpmoptimize";\nexport const f = [cpmoptimize()(${body}), range(3n), explain];`,
      `import { range, explain, } from "cpmoptimize/runtime";`,
    ],
    [
      `import { cpmoptimize as a, cpmoptimize as b, range } from "cpmoptimize";\nexport const f = [a()(${body}), b(${body}), range];`,
      `import { range } from "cpmoptimize/runtime";`,
    ],
    [
      `import { range, cpmoptimize as a, cpmoptimize as b } from "cpmoptimize";\nexport const f = [a()(${body}), b(${body}), range];`,
      `import { range } from "cpmoptimize/runtime";`,
    ],
    [
      `import { cpmoptimize, type Options } from "cpmoptimize";\nexport const f = cpmoptimize({} as Options)(${body});`,
      `import { type Options } from "cpmoptimize/runtime";`,
    ],
    [
      `import { cpmoptimize } from "cpmoptimize";\nexport const f = [cpmoptimize()(${body}), cpmoptimize];`,
      `import { cpmoptimize } from "cpmoptimize";`,
    ],
    [
      `import { cpmoptimize } from "cpmoptimize";\nexport { cpmoptimize };export const f = cpmoptimize()(${body});`,
      `import { cpmoptimize } from "cpmoptimize";`,
    ],
    [
      `import { cpmoptimize } from "cpmoptimize";\nexport const f = [cpmoptimize()(${body}), cpmoptimize()(slow)]; function slow() {}`,
      `import { cpmoptimize } from "cpmoptimize";`,
    ],
    [
      `import { range } from "cpmoptimize";\nexport const f = range(3n);`,
      `import { range } from "cpmoptimize";`,
    ],
    [`import "cpmoptimize";\nexport const f = () => { "use cpm"; ${loop} }`, `import "cpmoptimize";`],
  ])("%s", (source, first) => {
    expect(head(source)[0]).toBe(first);
  });

  test.each([
    [`const { cpmoptimize } = require("cpmoptimize");\nexports.f = cpmoptimize()(n => { ${loop} });`, ""],
    [`const cpm = require("cpmoptimize");\nexports.f = cpm.cpmoptimize()(n => { ${loop} });`, ""],
    [
      `const { range, cpmoptimize: c } = require("cpmoptimize");\nexports.f = c()(n => { ${loop} range() });`,
      `const { range } = require("cpmoptimize/runtime");`,
    ],
    [
      `const { cpmoptimize, ...rest } = require("cpmoptimize");\nexports.f = [cpmoptimize()(n => { ${loop} }), rest];`,
      `const { cpmoptimize, ...rest } = require("cpmoptimize");`,
    ],
    [
      `const { cpmoptimize, range = 1 } = require("cpmoptimize");\nexports.f = [cpmoptimize()(n => { ${loop} }), range];`,
      `const { cpmoptimize, range = 1 } = require("cpmoptimize");`,
    ],
    [
      `const { cpmoptimize } = require("cpmoptimize"), x = 1;\nexports.f = [cpmoptimize()(n => { ${loop} }), x];`,
      `const { cpmoptimize } = require("cpmoptimize"), x = 1;`,
    ],
  ])("%s", (source, first) => {
    // The require of the runtime stands in front.
    expect(head(source, "a.cjs")[0]).toBe(first);
  });

  test("the directives of a file go, those of functions stay", () => {
    expect(head(`"use client";\n"use cpm";\nexport function f() { "use cpm"; ${loop} }`).slice(0, 2)).toEqual(
      [`"use client";`, ""],
    );
    expect(head(`"use no cpm"\nexport const x = 1;`)).toEqual(["", "export const x = 1;"]);
    expect(head(`export function f() { "use cpm"; ${loop} }`)[0]).toContain(`{ "use cpm"; let s`);
  });

  test("a file that was compiled before is left alone, and that is said", () => {
    for (const [source, filename] of [
      [
        `import { cpmoptimize } from "cpmoptimize"; export const f = cpmoptimize()(${body}); "use cpm";`,
        "a.ts",
      ],
      [`exports.f = () => { "use cpm"; ${loop} }`, "a.cjs"],
    ] as const) {
      const once = transform(source, { filename, loops: "all" });
      const twice = transform(once.code, { filename, loops: "all" });
      expect(twice.code).toBe(once.code);
      expect(twice.report.loops).toEqual([]);
      expect(twice.report.print()).toContain("has been compiled before");
    }
  });
});

describe("options of a mark that the compiler reads", () => {
  const loops = (options: string): string[] =>
    transform(
      `import { cpmoptimize } from "cpmoptimize"; const o = {}; export const f = cpmoptimize(${options})((n) => { let x = 1; for (let i = 0; i < n; i++) x = x * 1.5; return x });`,
      { filename: "a.ts" },
    ).report.loops.map(({ status }) => status);
  test.each([
    ["", "refused"],
    [`{ types: ["bigint"] }`, "refused"],
    [`{ strict: true, "types": ["float"] as const }`, "accelerable"],
    ["o", "accelerable"],
    ["{ ...o }", "accelerable"],
  ])("cpmoptimize(%s)", (options, status) => {
    expect(loops(options)).toEqual([status]);
  });

  test.each([
    ["{ scope: { MOD } }", []],
    ["{ scope: { MOD: MOD as bigint } }", []],
    ["{ scope: function () { return eval(arguments[0]) } }", []],
    ["{ scope }", []],
    ["{ scope: { ...all } }", []],
    ["{ strict: true, scope: { other, MOD: 5n } }", ["1:88 MOD: 5n"]],
    ["{ scope: { MOD: other } }", ["1:67 MOD: other"]],
  ])("cpmoptimize(%s): another value is said to be of no effect", (options, said) => {
    const { report } = transform(
      `import { cpmoptimize } from "cpmoptimize"; cpmoptimize(${options})((n) => { for (;;) n++; });`,
      { filename: "a.ts" },
    );
    expect(report.notes.map(({ place, what }) => `${place} ${what}`)).toEqual(
      said.map((each) => `${each} in the option scope`),
    );
  });
});

describe("programs", () => {
  const programs: Record<string, string> = {
    "a directive of the module": `"use cpm";\nlet s = 0n; for (let i = 0n; i < 20n; i++) s += i;\nexport const run = () => s;`,
    "no semicolon, and a parenthesis behind": `"use strict"\n"use cpm";\n(function () { let s = 0n; for (let i = 0n; i < 20n; i++) s += i; globalThis.seen = s })()\nexport const run = () => globalThis.seen;`,
    "no semicolon, and a template behind": `"use strict"\n"use cpm";\n\`x\`.length\nlet s = 0n; while (s < 20n) s += 3n\nexport const run = () => s`,
    "a directive between others": `"use strict"; "use cpm"; "use server";\nlet s = 0n; for (let i = 0n; i < 20n; i++) s += i;\nexport const run = () => [s, (function () { return this === undefined })()];`,
    "strict mode stays, in a script": `"use cpm"\n"use strict"\nvar s = 0n; while (s < 20n) s += 3n; module.exports = { run() { return [s, (function () { return this === undefined })()] } }`,
    "sloppy mode stays, in a script": `"use cpm"\nvar s = 0n; while (s < 20n) s += 3n; module.exports = { run() { return [s, (function () { return this === undefined })()] } }`,
    "in a function, before a loop": `export function run() { "use strict"\n"use cpm"\nlet s = 0n; for (let i = 0n; i < 20n; i++) s += i; return s }`,
    "an arrow with a body of a loop": `export const run = () => { "use cpm"; let s = 0n\nfor (let i = 0n; i < 20n; i++) s += i\nreturn s }`,
    "comments around it": `/* a */ "use cpm" /* b */; // c\n/* d */\nlet s = 0n; for (let i = 0n; i < 20n; i++) s += i; // e\nexport const run = () => s;`,
    minified: `"use cpm";let s=0n;for(let i=0n;i<20n;i++)s+=i;export const run=()=>s`,
    "an import without a semicolon in front of a parenthesis": `const f = x => x\nimport { cpmoptimize } from "cpmoptimize";\n(f)(1)\nexport const run = cpmoptimize()(() => { let s = 0n; for (let i = 0n; i < 20n; i++) s += i; return s })`,
    "a require without a semicolon in front of a parenthesis": `const f = x => x\nconst { cpmoptimize } = require("cpmoptimize");\n(f)(1)\nexports.run = cpmoptimize()(() => { let s = 0n; for (let i = 0n; i < 20n; i++) s += i; return s }); module.exports.x = 1`,
    "closures that change a variable": `export function run() { "use cpm"; let t = 0n; const add = n => { for (let i = 0n; i < n; i++) t += i }, clear = () => { t = 5n }; add(20n); const a = t; clear(); add(9n); return [a, t] }`,
    "a parameter's default with a directive": `function f(n, g = () => { "use cpm"; let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }) { return g() } export const run = () => f(20n)`,
    "hoisted before the sites": `export const early = run(); export function run() { "use cpm"; var s = 0n; for (var i = 0n; i < 20n; i++) s += i; return [s, i] }`,
    "opted out among the others": `"use cpm"; function a(n) { "use no cpm"; let s = 0n; for (let i = 0n; i < n; i++) s += i; return s } function b(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s } export const run = () => [a(20n), b(20n)]`,
  };
  test.each(Object.entries(programs))("%s", (_, source) => {
    const filename = /module\.exports|require\(/.test(source) ? "program.cjs" : "program.ts";
    const { opened, code } = expectSameProgram(source, { filename, loops: "marked" });
    expect(opened).toBeGreaterThan(0);
    expect(code).not.toMatch(/cpmoptimize"/);
  });
});
