/** A file that was compiled, and then went through another compiler, is not compiled again. */
import babel from "@babel/core";
import esbuild from "esbuild";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";

const loop = "let s = 0n; for (let i = 0n; i < 9n; i++) s += i;";

describe("a file that was compiled, and then made CommonJS, is left alone", () => {
  const { code } = transform(
    `import { cpmoptimize } from "cpmoptimize"; export const f = cpmoptimize()(() => { ${loop} return s });\nexport function g() { ${loop} return s }`,
    { filename: "a.js", loops: "all" },
  );
  const byTypeScript = (options: ts.CompilerOptions): string =>
    ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, ...options } }).outputText;
  const byBabel = (options: object): string =>
    babel.transformSync(code, {
      configFile: false,
      plugins: [["@babel/plugin-transform-modules-commonjs", options]],
    })?.code ?? "";
  test.each<[tool: string, text: string]>([
    ["TypeScript", byTypeScript({ target: ts.ScriptTarget.ES2022, esModuleInterop: true })],
    ["TypeScript, ES2017", byTypeScript({ target: ts.ScriptTarget.ES2017, importHelpers: true })],
    ["Babel", byBabel({})],
    ["Babel, lazy", byBabel({ lazy: true })],
    ["Babel, loose", byBabel({ loose: true, noInterop: true, strictMode: false })],
    ["esbuild", esbuild.transformSync(code, { format: "cjs" }).code],
    ["esbuild, minified", esbuild.transformSync(code, { format: "cjs", minify: true }).code],
    [
      "SWC",
      `"use strict";\nconst _runtime = require("cpmoptimize/runtime");\nvar $cpm1 = /* @__PURE__ */ (0, _runtime.site)({});\nexports.f = () => { ${loop} };`,
    ],
    [
      "SWC, lazy",
      `function _runtime() {\n  const data = require("cpmoptimize/runtime");\n  _runtime = function() {\n    return data;\n  };\n  return data;\n}\nvar $cpm1 = /* @__PURE__ */ (0, (_runtime()).site)({});\nexports.f = () => { ${loop} };`,
    ],
    [
      "Rollup",
      `'use strict';\n\nvar runtime = require('cpmoptimize/runtime');\n\nvar $cpm1 = /* @__PURE__ */ runtime.site({});\nexports.f = () => { ${loop} };`,
    ],
  ])("by %s", (_, text) => {
    expect(text).toContain("require(");
    // Hooks import the runtime by its address.
    for (const runtime of ["cpmoptimize/runtime", "file:///of/the/runtime.js"]) {
      const twice = transform(text, { filename: "a.js", loops: "all", runtime });
      expect(twice.code).toBe(text);
      expect(twice.report.loops).toEqual([]);
      expect(twice.report.print()).toContain("has been compiled before");
    }
  });

  test.each([
    `const runtime = require("cpmoptimize/runtime"); console.log(runtime.range(3), other.site());`,
    `const { range } = require("cpmoptimize/runtime"); range.site;`,
    `const site = require("./runtime"); site.site();`,
  ])("but not one that uses the runtime for something else: %s", (text) => {
    expect(transform(`${text} ${loop}`, { filename: "a.cjs", loops: "all" }).report.loops).toHaveLength(1);
  });
});
