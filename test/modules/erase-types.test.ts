import * as esbuild from "esbuild";
import { SourceMap, type SourceMapPayload } from "node:module";
import { describe, expect, it } from "vitest";
import { eraseTypes, loaderOf, needsMoreThanErasure } from "../../src/modules/erase-types.ts";

describe("what needs more than erasure", () => {
  it.each([
    "class A { @dec m() {} }",
    "class A {\n  @dec()\n  m() {}\n}",
    "@dec class A {}",
    "export @dec class A {}",
    "export default @dec class A {}",
    "class A { x = 1; @dec get y() { return 1 } }",
    "enum E { a }",
    "export const enum E { a }",
    "namespace N { export const x = 1 }",
    "export namespace N.M { export const x = 1 }",
    "class A { constructor(private x: number) {} }",
    "class A { constructor(x: number, readonly y: number) {} }",
    "class A { constructor(\n    public x: number,\n  ) {} }",
    'import fs = require("fs");',
    "export = 1;",
    "class A { accessor x = 1 }",
  ])("%s", (source) => {
    expect(needsMoreThanErasure(source, "a.ts")).toBe(true);
    expect(needsMoreThanErasure(source, "a.js")).toBe(false);
  });

  it.each([
    "/**\n * @param x what it is\n */\nexport function f(x: number): number { return x }",
    "interface A { readonly x: number }\nconst a = b as A;",
    "class A { private x: number = 1; static readonly y = 2 }",
    'import type { A } from "./a.ts"; import b from "./b.ts";',
    "const mail = 'me@home'; // @home",
    "f<number>(1);",
  ])("erasable: %s", (source) => {
    expect(needsMoreThanErasure(source, "a.mts")).toBe(false);
  });

  it("is JSX in any file that is named so", () => {
    expect(needsMoreThanErasure("1", "a.tsx") && needsMoreThanErasure("1", "a.jsx")).toBe(true);
  });
});

describe("erasure", () => {
  it("keeps imports that do not say type, and what runs", () => {
    const source =
      'import { a } from "./a.ts";\nimport type { B } from "./b.ts";\nexport class C { declare x: B; y: number = 1; }\n';
    const { code } = eraseTypes(esbuild, source, "c.ts");
    expect(code).toContain('import { a } from "./a.ts"');
    expect(code).not.toContain("./b.ts");
    expect(code).not.toMatch(/\bx\b/);
    expect(code).toMatch(/^ {2}y = 1;$/m);
  });

  it("knows where every token was", () => {
    const source =
      "interface A { x: number }\nconst f = (a: A): number => a.x as number;\n  throw f({ x: 1 });\n";
    const { code, map } = eraseTypes(esbuild, source, "a.ts");
    const line = code.split("\n").findIndex((each) => each.startsWith("throw"));
    const entry = new SourceMap(JSON.parse(map!) as SourceMapPayload).findEntry(line, 6);
    expect(entry).toMatchObject({ originalLine: 2, originalColumn: 8 });
  });

  it("lowers decorators and leaves await and import attributes", () => {
    const source = 'import d from "./d.json" with { type: "json" };\nclass A { @d m() {} }\nawait d;\n';
    const { code } = eraseTypes(esbuild, source, "a.mts");
    expect(code).toContain('with { type: "json" }');
    expect(code).toMatch(/^await d;$/m);
    expect(code).not.toContain("@d");
  });

  it.each([
    ["a.ts", "ts"],
    ["a.CTS", "ts"],
    ["a.tsx", "tsx"],
    ["a.jsx", "jsx"],
    ["a.mjs", "js"],
  ])("%s is %s", (name, loader) => expect(loaderOf(name)).toBe(loader));
});
