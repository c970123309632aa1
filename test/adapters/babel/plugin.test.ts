/** The plugin in Babel's hands: options, what it tells, and everything that may be odd about a file or a configuration. */
import { afterEach, describe, expect, test, vi } from "vitest";
import plugin from "../../../src/adapters/babel/index.ts";
import { babel7, babel8, type Transformed } from "./babels.ts";

const installations = await Promise.all([babel7(), babel8()]);
const loop = "let s = 0n; for (let i = 0n; i < 9n; i++) s += i;";
const marked = `import { cpmoptimize } from "cpmoptimize";\nexport const f = cpmoptimize()((n) => { ${loop} return s; });\n`;
const squaring =
  'import { cpmoptimize } from "cpmoptimize";\nexport const f = cpmoptimize()((n) => {\n  let x = 2n;\n  for (let i = 0n; i < n; i++) x = x * x + 1n;\n  return x;\n});\n';

describe.each(installations)("Babel $babel.version", ({ babel }) => {
  const transform = (source: string, options: object = {}, more: object = {}): Transformed =>
    babel.transformSync(source, {
      filename: "/project/src/a.js",
      cwd: "/project",
      configFile: false,
      babelrc: false,
      plugins: [[plugin, options]],
      ...more,
    });
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const warnings = (): string => warn.mock.calls.flat().join("\n");
  afterEach(() => warn.mockClear());

  test("what became of the loops is in the metadata", () => {
    const { code, metadata } = transform(marked);
    expect(code).toContain("$marked($cpm1)()");
    expect(metadata.cpmoptimize).toMatchObject({
      file: "src/a.js",
      loops: [{ status: "accelerable", place: "2:53" }],
    });
    expect(transform("export const a = 1;").metadata.cpmoptimize).toBeUndefined();
  });

  test("loops: all", () => {
    expect(transform(loop).code).not.toContain("$cpm");
    expect(transform(loop, { loops: "all" }).code).toContain("$cpm1(i, s)");
  });

  test("a refused loop under strict stops the build, with the place and the lines around it", () => {
    expect(() => transform(squaring, { strict: true })).toThrow(/a\.js[^]*product-grows[^]*> 4 \|/);
    expect(transform(squaring).code).toContain("refusals");
  });

  test("the summary names refused loops, and only says something where there are any", () => {
    transform(marked, { summary: true });
    expect(warnings()).toBe("");
    transform(squaring, { summary: true });
    expect(warnings()).toMatch(/1 loop: 0 accelerated, 1 not\n\s+src\/a\.js:4:3[^]*product-grows/);
  });

  test.each([
    [{ loop: "all" }, /unknown option loop; did you mean loops\? The options are loops, strict, summary/],
    [{ loops: "some" }, /option loops is "some"; accepted: "marked", "all"/],
    [{ strict: "yes" }, /option strict is "yes"/],
    [{ summary: 1 }, /option summary is 1/],
  ])("options %j are an error that says what is accepted", (options, message) => {
    expect(() => transform(marked, options)).toThrow(message);
  });

  test("a script requires, a module without imports imports, and an unambiguous file stays what it is", () => {
    const all = { loops: "all" };
    expect(transform(loop, all, { sourceType: "script" }).code).toContain("require(");
    expect(transform(loop, all).code).toContain("import {");
    expect(transform(`${loop} exports.s = s`, all).code).toContain("require(");
    expect(transform(loop, all, { sourceType: "unambiguous" }).code).toContain("require(");
    expect(transform(`${loop} export { s }`, all, { sourceType: "unambiguous" }).code).toContain("import {");
  });

  test("hashbangs, directives and byte order marks stay in front", () => {
    const { code } = transform(`#!/usr/bin/env node\n"use strict";\n${loop}`, { loops: "all" });
    expect(code).toMatch(/^#!\/usr\/bin\/env node\n"use strict";\s+import \{ linear/);
    expect(transform(`\uFEFF"use strict";${loop}`, { loops: "all" }).code).toContain("$cpm1(i, s)");
  });

  test("an inline source map is composed with, and its comment does not come back", () => {
    const mappings = loop
      .split("")
      .map((_, k) => (k === 0 ? "AAAA" : "CAAC"))
      .join(",");
    const map = { version: 3, sources: ["a.coffee"], sourcesContent: [loop], names: [], mappings };
    const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
    const out = transform(`${loop}\n${comment}\n`, { loops: "all" }, { sourceMaps: true });
    expect(out.map.sources).toEqual(["a.coffee"]);
    expect(out.code).toContain("$cpm1(i, s)");
    expect(out.code).not.toContain("sourceMappingURL");
  });

  test("the plugin twice is the plugin once", () => {
    const twice = transform(marked, {}, { plugins: [plugin], presets: [() => ({ plugins: [plugin] })] });
    expect(twice.code).toBe(transform(marked).code);
    expect(warnings()).toBe("");
  });

  test("a tree that was changed before is left as it is, with a warning", () => {
    const other = {
      visitor: { BigIntLiteral: (path: { node: { value: string } }) => void (path.node.value = "8") },
    };
    const remove = { visitor: { UpdateExpression: (path: { remove(): void }) => path.remove() } };
    const after = (first: object): Transformed =>
      transform(
        marked,
        {},
        {
          passPerPreset: true,
          plugins: [],
          presets: [() => ({ plugins: [first] }), () => ({ plugins: [plugin] })],
        },
      );
    expect(after(other).code).toContain("$marked");
    warn.mockClear();
    const { code } = after(remove);
    expect(code).not.toContain("$marked");
    expect(warnings()).toMatch(/src\/a\.js is left as it is: another plugin has changed its tree before/);
  });

  test("a tree that comes with its text is the text's", () => {
    const options = { filename: "/project/src/a.js", configFile: false, babelrc: false };
    const ast = babel.parseSync(marked, options);
    const { code } = babel.transformFromAstSync(ast, marked, { ...options, plugins: [plugin] });
    expect(code).toContain("$marked($cpm1)()");
  });

  test("syntax that only Babel knows: the file is left as it is, with a warning", () => {
    const source = `// cpmoptimize\nconst a = 1 |> double(%); ${loop}`;
    const plugins = [["pipelineOperator", { proposal: "hack", topicToken: "%" }]];
    const generate = { code: false, ast: true };
    transform(source, { loops: "all" }, { parserOpts: { plugins }, ...generate });
    expect(warnings()).toMatch(/src\/a\.js is left as it is: [^]*src\/a\.js:2:14/);
  });

  test("other plugins see the inserted code, with scopes that know it", () => {
    let seen: unknown;
    const look = {
      visitor: {
        Program: {
          exit: (path: { scope: { getBinding(name: string): unknown } }) =>
            void (seen = path.scope.getBinding("$cpm1")),
        },
      },
    };
    transform(marked, {}, { plugins: [look, plugin] });
    expect(seen).toMatchObject({ kind: "var", referenced: true });
  });
});
