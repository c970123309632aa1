/**
 * The floors of the house, read off every import in src (type imports too):
 *
 *   - imports go downward only, and folders that stand side by side do not import each other;
 *   - compiler phases share records, never each other; pipeline.ts and index.ts see all (inside, a phase is free);
 *   - `node:` only in the command line and the adapters; nothing below the compiler needs a package;
 *   - one file imports the parser, one the source editor; no import cycles.
 *
 * The rules are functions of a graph, so that each is also shown to catch a planted violation.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** Bottom first; entries of one line do not import each other. The last line uses the public interface. */
const floors = [
  ["algebra"],
  ["transition"],
  ["kernels"],
  ["trace"],
  ["runtime"],
  ["compiler", "cpm-language"],
  ["api"],
  ["index.ts"],
  ["modules"],
  ["cli", "adapters", "eslint"],
];
const belowTheCompiler = new Set(floors.slice(0, 5).flat());
const touchesNode = new Set(["cli", "adapters"]);
/** Folders whose members are plugged in: beside them, only these files name a member. */
const plugIns = ["kernels", "trace/domains", "adapters"];
const namesMembers = new Set(["index.ts", "registry.ts"]);
const seesAllPhases = new Set(["index.ts", "pipeline.ts"]);
const isRecords = (phase: string) => phase === "records" || phase === "records.ts";

/** File → what it imports. Files are named relative to src, packages as they are written. */
type Graph = ReadonlyMap<string, readonly string[]>;
type Edge = readonly [from: string, to: string];

const top = (file: string) => file.split("/")[0]!;
const floorOf = (file: string) => floors.findIndex((line) => line.includes(top(file)));
const isModule = (name: string) => /\.[cm]?[jt]s$/.test(name);
const isNode = (name: string) => name.startsWith("node:") || builtinModules.includes(name);

function edges(graph: Graph): { files: Edge[]; packages: Edge[] } {
  const all = [...graph].flatMap(([from, imports]) => imports.map((to): Edge => [from, to]));
  const isFile = ([, to]: Edge) => isModule(to);
  return { files: all.filter(isFile), packages: all.filter((edge) => !isFile(edge)) };
}

const show = (violations: readonly Edge[]) => violations.map(([from, to]) => `${from} → ${to}`);

/** The two paths below the deepest folder that holds both. */
function apart([from, to]: Edge): [common: string, from: string[], to: string[]] {
  const [a, b] = [from.split("/"), to.split("/")];
  let depth = 0;
  while (depth < Math.min(a.length, b.length) - 1 && a[depth] === b[depth]) depth++;
  return [a.slice(0, depth).join("/"), a.slice(depth), b.slice(depth)];
}

const rules: Record<string, (graph: Graph) => string[]> = {
  "every file stands on a floor": (graph) => [...graph.keys()].filter((file) => floorOf(file) < 0),

  "imports go downward only": (graph) =>
    show(
      edges(graph).files.filter(
        ([from, to]) =>
          floorOf(from) < floorOf(to) || (floorOf(from) === floorOf(to) && top(from) !== top(to)),
      ),
    ),

  "folders side by side do not import each other": (graph) =>
    show(
      edges(graph).files.filter((edge) => {
        const [common, from, to] = apart(edge);
        if (common === "" || top(common) === "compiler" || to.length === 1) return false;
        return from.length > 1 || (plugIns.includes(common) && !namesMembers.has(from[0]!));
      }),
    ),

  "compiler phases share records only": (graph) =>
    show(
      edges(graph).files.filter(([from, to]) => {
        if (top(from) !== "compiler" || top(to) !== "compiler") return false;
        const [a, b] = [from.split("/")[1]!, to.split("/")[1]!];
        return a !== b && !seesAllPhases.has(a) && !isRecords(b);
      }),
    ),

  "only the command line and the adapters touch Node": (graph) =>
    show(edges(graph).packages.filter(([from, to]) => isNode(to) && !touchesNode.has(top(from)))),

  "nothing below the compiler needs a package": (graph) =>
    show(edges(graph).packages.filter(([from]) => belowTheCompiler.has(top(from)))),

  "what the runtime entry reaches needs no package": (graph) => {
    const reached = new Set(["runtime/index.ts"]);
    for (const file of reached) for (const to of graph.get(file) ?? []) if (isModule(to)) reached.add(to);
    return show(edges(graph).packages.filter(([from]) => reached.has(from)));
  },

  "one file imports the parser": (graph) => onlyOne(graph, ["acorn", "@sveltejs/acorn-typescript"]),

  "one file imports the source editor": (graph) => onlyOne(graph, ["magic-string"]),

  "no import cycles": (graph) => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      const start = path.indexOf(file);
      if (start >= 0) cycles.push([...path.slice(start), file].join(" → "));
      if (start >= 0 || done.has(file)) return;
      for (const to of graph.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    return cycles;
  },
};

function onlyOne(graph: Graph, packages: readonly string[]): string[] {
  const found = edges(graph).packages.filter(([, to]) => packages.includes(to));
  return new Set(found.map(([from]) => from)).size === 1
    ? []
    : [`expected one file, found: ${show(found).join(", ")}`];
}

const src = fileURLToPath(new URL("../src", import.meta.url));

/** The module specifiers of one file: import, export … from, import type, import("…"), require("…"). */
function specifiers(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isExternalModuleReference(node)
            ? node.expression
            : ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText(file))
              ? node.arguments[0]
              : undefined;
    if (name && ts.isStringLiteralLike(name)) found.push(name.text);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest);
  visit(file);
  return found;
}

function readGraph(): Graph {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts"));
  return new Map(
    files.map((file) => [
      file,
      specifiers(readFileSync(`${src}/${file}`, "utf8")).map((name) =>
        name.startsWith(".") ? posix.join(posix.dirname(file), name) : name,
      ),
    ]),
  );
}

describe("src", () => {
  const graph = readGraph();

  test.each(Object.entries(rules))("%s", (_, rule) => {
    expect(rule(graph)).toEqual([]);
  });

  test("relative imports name a file with its `.ts`, so that no edge is missed", () => {
    const { files, packages } = edges(graph);
    const missed = packages.filter(([, to]) => existsSync(`${src}/${to}`) && !to.endsWith(".json"));
    expect(show([...files.filter(([, to]) => !graph.has(to)), ...missed])).toEqual([]);
  });
});

describe("the rules", () => {
  const sound = {
    "algebra/ring.ts": [],
    "kernels/kernel.ts": ["algebra/ring.ts"],
    "kernels/fiduccia/fiduccia.ts": ["kernels/kernel.ts"],
    "kernels/binomial/binomial.ts": ["kernels/kernel.ts"],
    "kernels/registry.ts": ["kernels/fiduccia/fiduccia.ts", "kernels/binomial/binomial.ts"],
    "trace/ir.ts": [],
    "runtime/index.ts": ["kernels/registry.ts"],
    "compiler/records.ts": ["trace/ir.ts"],
    "compiler/parse.ts": ["acorn", "compiler/records.ts"],
    "compiler/emit/emit.ts": ["magic-string", "compiler/records.ts"],
    "compiler/pipeline.ts": ["compiler/parse.ts", "compiler/emit/emit.ts"],
    "api/wrap.ts": ["compiler/pipeline.ts", "runtime/index.ts"],
    "index.ts": ["api/wrap.ts"],
    "cli/main.ts": ["index.ts", "node:fs"],
  };
  const planted = (extra: Record<string, readonly string[]>): Graph => {
    const graph = new Map<string, readonly string[]>(Object.entries(sound));
    for (const [file, imports] of Object.entries(extra))
      graph.set(file, [...(graph.get(file) ?? []), ...imports]);
    return graph;
  };

  test.each(Object.entries(rules))("a sound house passes: %s", (_, rule) => {
    expect(rule(planted({}))).toEqual([]);
  });

  test.each<[rule: string, violation: Record<string, readonly string[]>]>([
    ["every file stands on a floor", { "utils/list.ts": [] }],
    ["imports go downward only", { "algebra/ring.ts": ["trace/ir.ts"] }],
    ["imports go downward only", { "runtime/index.ts": ["compiler/records.ts"] }],
    ["imports go downward only", { "adapters/vite.ts": ["cli/main.ts"] }],
    [
      "folders side by side do not import each other",
      { "kernels/binomial/x.ts": ["kernels/fiduccia/fiduccia.ts"] },
    ],
    [
      "folders side by side do not import each other",
      { "kernels/kernel.ts": ["kernels/fiduccia/fiduccia.ts"] },
    ],
    [
      "folders side by side do not import each other",
      { "trace/domains/a/a.ts": ["trace/domains/b/b.ts"], "trace/domains/b/b.ts": [] },
    ],
    ["compiler phases share records only", { "compiler/emit/emit.ts": ["compiler/parse.ts"] }],
    ["only the command line and the adapters touch Node", { "compiler/parse.ts": ["fs"] }],
    ["only the command line and the adapters touch Node", { "api/wrap.ts": ["node:vm"] }],
    ["nothing below the compiler needs a package", { "algebra/ring.ts": ["picocolors"] }],
    ["what the runtime entry reaches needs no package", { "kernels/kernel.ts": ["picocolors"] }],
    ["one file imports the parser", { "compiler/find.ts": ["@sveltejs/acorn-typescript"] }],
    ["one file imports the source editor", { "compiler/parse.ts": ["magic-string"] }],
    ["no import cycles", { "trace/ir.ts": ["compiler/records.ts"] }],
  ])("%s: caught", (rule, violation) => {
    expect(rules[rule]!(planted(violation))).not.toEqual([]);
  });

  test("every kind of import is read", () => {
    const text = `import "a"; import type { B } from "b"; export * from "c"; type D = import("d").D;
      const e = await import("e"); import f = require("f"); const g = require("g"); // import "no"`;
    expect(specifiers(text)).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });
});
