/** Everything of the user's has the place where it was written: in the tree, in the source map, and for Istanbul. */
import { describe, expect, test } from "vitest";
import { SourceMap, type SourceMapPayload } from "node:module";
import plugin from "../../../src/adapters/babel/index.ts";
import { babel7, babel8, type Node, type Transformed } from "./babels.ts";
import { transform as compile } from "../../../src/compiler/index.ts";
import { type Program, programs } from "./programs.ts";

const installations = await Promise.all([babel7(), babel8()]);

/** The text without what the compiler takes out: the import of `cpmoptimize`, where nothing uses it any more. */
function withoutRemoved({ source, filename }: Program): string {
  const removed = compile(source, { filename, loops: "all" }).edits.filter(({ text }) => /^;?$/.test(text));
  return removed.reduce((text, { start, end }) => {
    return text.slice(0, start) + text.slice(start, end).replace(/./g, " ") + text.slice(end);
  }, source);
}

const placed = ({ type, start, end, loc }: Node): string =>
  `${type} ${start}-${end} ${JSON.stringify([loc?.start, loc?.end])}`;

describe.each(installations)("Babel $babel.version", ({ babel }) => {
  const transform = (source: string, filename: string, plugins: unknown[], more: object = {}): Transformed =>
    babel.transformSync(source, {
      filename: `/project/${filename}`,
      cwd: "/project",
      configFile: false,
      babelrc: false,
      ast: true,
      sourceMaps: true,
      sourceType: filename.endsWith(".cjs") ? "script" : "module",
      parserOpts: { plugins: ["jsx", "decorators", ...(/\.tsx?$/.test(filename) ? ["typescript"] : [])] },
      plugins,
      ...more,
    });
  const doors = [[plugin, { loops: "all" }]];
  /** All nodes, where they are said to be, and what the text has there. */
  const nodes = (ast: Node, source: string): string[] => {
    const found: string[] = [];
    babel.types.traverseFast(ast, (node) => {
      if (node.loc) found.push(`${placed(node)} ${source.slice(node.start, node.end)}`);
    });
    return found;
  };

  test.each(programs)("the tree of $name", ({ name, source, filename }) => {
    const less = withoutRemoved({ name, source, filename });
    const plain = nodes(transform(less, filename, []).ast.program, source);
    const { ast, metadata } = transform(source, filename, doors);
    const found = nodes(ast.program, source);
    expect(metadata.cpmoptimize).toBeDefined();
    // Marks are overwritten: `cpmoptimize` is gone, and `$marked(…)` stands there.
    const missing = plain
      .filter((node) => !found.includes(node))
      .filter((node) => !/ (?:cpmoptimize|o)$/.test(node));
    expect(missing).toEqual([]);
    const added = found.filter((node) => !plain.includes(node));
    expect(added.filter((node) => !/^(?:BlockStatement|ReturnStatement) /.test(node))).toEqual([]);
  });

  test.each(programs)("comments of $name", ({ name, source, filename }) => {
    const less = withoutRemoved({ name, source, filename });
    const comments = (text: string): string[] =>
      [...text.matchAll(/\/\*[^]*?\*\/|\/\/[^\n]*/g)].map(([comment]) => comment);
    const plain = comments(transform(less, filename, []).code);
    const code = comments(transform(source, filename, doors).code).filter((one) => one !== "/* @__PURE__ */");
    expect(code).toEqual(plain);
  });

  test.each(programs)("the source map of $name", ({ name, source, filename }) => {
    const less = withoutRemoved({ name, source, filename });
    const mapped = ({ code, map }: Transformed): Set<string> => {
      const lines = code.split("\n");
      const original = source.split("\n");
      const trace = new SourceMap(map as unknown as SourceMapPayload);
      const found = new Set<string>();
      for (const [line, text] of lines.entries()) {
        for (const { 0: word, index } of text.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) {
          const entry = trace.findEntry(line, index);
          if (!("originalLine" in entry)) continue;
          const there = original[entry.originalLine]?.slice(entry.originalColumn) ?? "";
          if (there.startsWith(word)) found.add(`${word} ${entry.originalLine}:${entry.originalColumn}`);
        }
      }
      return found;
    };
    const plain = mapped(transform(less, filename, []));
    const found = mapped(transform(source, filename, doors));
    expect(plain.size).toBeGreaterThan(5);
    expect([...plain].filter((word) => !found.has(word) && !/^(?:cpmoptimize|o) /.test(word))).toEqual([]);
  });

  const istanbul = installations[0]!.resolve("babel-plugin-istanbul");
  test.each(programs)("Istanbul's counters of $name", ({ name, source, filename }) => {
    const less = withoutRemoved({ name, source, filename });
    const counters = (text: string, plugins: unknown[], order: (all: unknown[]) => unknown[]): unknown => {
      let coverage: Coverage | undefined;
      const onCover = (_: string, found: Coverage): void => void (coverage = found);
      const options = { cwd: "/project", exclude: [], onCover };
      transform(text, filename, order([[istanbul, options], ...plugins]), { inputSourceMap: false });
      const { statementMap, branchMap, fnMap } = coverage ?? {};
      return [statementMap, branchMap, fnMap].map((map) =>
        Object.values(map ?? {})
          .map(plainly)
          .sort(),
      );
    };
    const plain = counters(less, [], (all) => all);
    expect(counters(source, doors, (all) => all)).toEqual(plain);
    expect(counters(source, doors, (all) => all.toReversed())).toEqual(plain);
    expect(JSON.stringify(plain).length).toBeGreaterThan(100);
  });

  test("with retained lines and with tokens", () => {
    const [shapes] = programs.filter(({ name }) => name === "all shapes");
    const { source, filename } = shapes!;
    const lineOf = (code: string, word: string): number =>
      code.slice(0, code.indexOf(word)).split("\n").length;
    const code = transform(source, filename, doors, { retainLines: true }).code;
    for (const word of ["label:", "do s++", "class Late", "const later"]) {
      expect(lineOf(code, word)).toBe(lineOf(source, word));
    }
    const parserOpts = { plugins: ["typescript"], tokens: true };
    const { ast } = transform(source, filename, doors, { parserOpts });
    const tokens = (ast as unknown as { tokens: Node[] }).tokens;
    const plain = (transform(source, filename, [], { parserOpts }).ast as unknown as { tokens: Node[] })
      .tokens;
    const spans = (list: Node[]): string[] =>
      list
        .map(({ start, end }) => source.slice(start, end))
        // The package's name is replaced by that of its runtime.
        .filter((word) => word !== '"cpmoptimize"');
    expect(spans(tokens)).toEqual(spans(plain));
  });
});

interface Coverage {
  readonly statementMap: object;
  readonly branchMap: object;
  readonly fnMap: object;
}

/** Without names, which are numbered. */
const plainly = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (key === "name" ? undefined : each));
