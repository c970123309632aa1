/** What a person meets who uses a plugin: options, errors with their places, TSX, files of no concern, a changing file. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build as esbuild, type BuildFailure, type Plugin } from "esbuild";
import { rspack } from "@rspack/core";
import { rollup } from "rollup";
import ts from "typescript";
import { createServer } from "vite";
import { afterEach, describe, expect, test, vi } from "vitest";
import webpack from "webpack";
import cpm from "cpmoptimize/esbuild";
import rollupCpm from "cpmoptimize/rollup";
import rspackCpm from "cpmoptimize/rspack";
import viteCpm from "cpmoptimize/vite";
import webpackCpm from "cpmoptimize/webpack";
import { bundlers } from "./bundlers.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = `${root}.cache/adapters/projects`;

/** Writes the files of a project; the first one is its entry. */
function project(
  name: string,
  files: Record<string, string>,
): { entry: string; outfile: string; path: string } {
  const path = `${folder}/${name}`;
  rmSync(path, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(`${path}/${file}`.replace(/\/[^/]*$/, ""), { recursive: true });
    writeFileSync(`${path}/${file}`, text);
  }
  return { entry: `${path}/${Object.keys(files)[0]!}`, outfile: `${path}/out.mjs`, path };
}

const node = (file: string) => execFileSync(process.execPath, [file], { encoding: "utf8" }).trim();
const quiet = () => vi.spyOn(console, "error").mockImplementation(() => undefined);
const told = (spy: ReturnType<typeof quiet>) => spy.mock.calls.map(([text]) => String(text)).join("\n");

afterEach(() => vi.restoreAllMocks());

const sum = `(n: bigint): bigint => {\n  "use cpm";\n  let s = 0n;\n  for (let i = 0n; i < n; i++) s += i;\n  return s;\n}`;

describe.each(Object.entries(bundlers))("%s", (name, bundle) => {
  test("an unknown option is an error that names the one that was meant", async () => {
    const job = project(`${name}-option`, { "a.ts": "export {}" });
    await expect(async () => bundle({ ...job, options: { loop: "all" } as never })).rejects.toThrow(
      `cpmoptimize/${name}: unknown option loop; did you mean loops?`,
    );
  });

  test("strict: a refused loop is an error of the build, with the lines around it", async () => {
    quiet();
    const job = project(`${name}-strict`, {
      "a.ts": `export function f(n: number): number {\n  "use cpm";\n  let x = 1;\n  for (let i = 0; i < n; i++) x = g(x);\n  return x;\n}\nconst g = Math.sinh;\n`,
    });
    const error: unknown = await bundle({ ...job, options: { strict: true } }).catch((e: unknown) => e);
    const message = (error as Error).message;
    expect(message).toMatch(/projects\/\w+-strict\/a\.ts:4:35: g\(x\) \[unknown-call\]/);
    expect(message).toContain("> 4 |   for (let i = 0; i < n; i++) x = g(x);");
    expect(message).toContain("remedy:");
  });

  test("TSX goes in; types and elements are the bundler's", async () => {
    const stderr = quiet();
    const job = project(`${name}-tsx`, {
      "a.tsx": `/** @jsxRuntime classic */\n/** @jsx h */\ntype N = bigint;\nconst h = (tag: string, _: unknown, ...rest: unknown[]) => [tag, ...rest].join(":");\nconst sum = <T extends N,>${sum.replace("n: bigint", "n: T")};\nconsole.log(<p title="x">{sum(1000n satisfies N as N)}</p>);\n`,
    });
    await bundle({ ...job, options: {} });
    expect(node(job.outfile)).toBe("p:499500");
    expect(told(stderr)).toBe("cpmoptimize: 1 loop: 1 accelerated, 0 not");
  });

  test("a clean program is clean under strict: a bundler's own modules are not the program's", async () => {
    const stderr = quiet();
    // Rollup reads no CommonJS; the others put helpers of their own beside it.
    const [file, exporting] = name === "rollup" ? ["b.js", "export const f"] : ["b.cjs", "exports.f"];
    const job = project(`${name}-strict`, {
      "a.js": `import { f } from "./${file}";\nconsole.log(String(f(1000n)));\n`,
      [file]: `${exporting} = (n) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s };\n`,
    });
    await bundle({
      ...job,
      minify: name !== "rollup",
      options: { loops: "all", strict: true, exclude: "src/**" },
    });
    expect(told(stderr)).toBe("cpmoptimize: 1 loop: 1 accelerated, 0 not");
  });
});

test("what does not parse is the bundler's to report; the plugin only says that it leaves the file alone", async () => {
  quiet();
  const { entry, outfile } = project("syntax", { "a.ts": `"use cpm";\nlet x = ;\n` });
  const options = { entryPoints: [entry], outfile, logLevel: "silent" as const };
  const failure = (strict: boolean) =>
    esbuild({ ...options, plugins: [cpm({ strict })] }).then(
      () => ({ errors: [], warnings: [] }),
      (error: unknown) => error as { errors: { text: string }[]; warnings: { text: string }[] },
    );
  const lenient = await failure(false);
  expect(lenient.errors.map(({ text }) => text)).toEqual(['Unexpected ";"']);
  expect(lenient.warnings[0]?.text).toContain("a.ts is left as it is, since it could not be read: ");
  expect(lenient.warnings[0]?.text).toContain("> 2 | let x = ;");
  expect((await failure(true)).errors[0]?.text).toContain("> 2 | let x = ;");
});

test("include, exclude, loops: all, sourcemap: false, summary: false", async () => {
  const loop = "export const f = (n) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s };\n";
  const { entry, outfile, path } = project("files", {
    "a.js": `export * from "./in/b.js"; export * from "./in/c.js"; export * from "./node_modules/d/d.js";`,
    "in/b.js": loop.replace("f", "b"),
    "in/c.js": loop.replace("f", "c"),
    "node_modules/d/d.js": loop.replace("f", "d"),
  });
  const compiled = async (options: Parameters<typeof cpm>[0]) => {
    const spy = quiet();
    await esbuild({
      entryPoints: [entry],
      bundle: true,
      outfile,
      format: "esm",
      external: ["cpmoptimize/*"],
      sourcemap: "external",
      plugins: [cpm(options)],
    });
    const code = readFileSync(outfile, "utf8");
    const files = [...code.matchAll(/name: "(\w)"/g)].map(([, name]) => name).join("");
    const said = told(spy);
    spy.mockRestore();
    return { files, said };
  };
  const glob = path.slice(root.length);
  expect(await compiled({})).toEqual({ files: "", said: "" });
  expect(await compiled({ loops: "all" })).toEqual({
    files: "bc",
    said: "cpmoptimize: 2 loops: 2 accelerated, 0 not",
  });
  expect(await compiled({ loops: "all", summary: false })).toEqual({ files: "bc", said: "" });
  expect((await compiled({ loops: "all", exclude: `${glob}/**/c.js` })).files).toBe("bd");
  expect((await compiled({ loops: "all", include: [/b\.js$/, "**/c.*"] })).files).toBe("bc");
  expect((await compiled({ loops: "all", include: "**/b.js" })).files).toBe("b");
  expect((await compiled({ loops: "all", verbose: true })).said).toContain("in/b.js:1:39 b: accelerated");
  const map = () =>
    JSON.parse(readFileSync(`${outfile}.map`, "utf8")) as { sources: string[]; sourcesContent: string[] };
  expect(map().sources).toContain("in/b.js");
  expect(map().sourcesContent.join("\n")).not.toContain("$cpm1");
  await compiled({ loops: "all", sourcemap: false });
  expect(map().sourcesContent.join("\n")).toContain("$cpm1");
});

test("esbuild's loader for an ending stays: JSX in .js", async () => {
  quiet();
  const { entry, outfile } = project("jsx-in-js", {
    "a.js": `const h = (tag, _, x) => tag + x; export const f = () => { "use cpm"; let s = 0n; while (s < 5000n) s++; return <b>{s}</b> };\nconsole.log(f());`,
  });
  const loader = { ".js": "jsx" } as const;
  const shared = { bundle: true, format: "esm", platform: "node", jsxFactory: "h" } as const;
  await esbuild({ ...shared, entryPoints: [entry], outfile, loader, plugins: [cpm()] });
  expect(readFileSync(outfile, "utf8")).toContain("$cpm1");
  expect(node(outfile)).toBe("b5000");
});

test("esbuild: strict errors have their place in the file, not that of its import", async () => {
  quiet();
  const { entry, outfile, path } = project("place", {
    "a.ts": `import { f } from "./b.ts";\nconsole.log(f);`,
    "b.ts": `export function f(n: number, é = "é") { "use cpm"; let x = 1; for (let i = 0; i < n; i++) x = g(x); return x }\nconst g = Math.sinh;\n`,
  });
  const { errors } = await esbuild({
    entryPoints: [entry],
    absWorkingDir: path,
    bundle: true,
    outfile,
    logLevel: "silent",
    plugins: [cpm({ strict: true })],
  }).catch((error: unknown) => error as BuildFailure);
  const lineText = readFileSync(`${path}/b.ts`, "utf8").split("\n")[0]!;
  const column = Buffer.from(lineText.slice(0, lineText.indexOf("g(x)"))).length;
  expect(errors.map(({ location, pluginName }) => ({ ...location, pluginName }))).toEqual([
    expect.objectContaining({ file: "b.ts", line: 1, column, lineText, pluginName: "cpmoptimize" }),
  ]);
  expect(errors[0]?.text).toContain("g(x) [unknown-call]");
});

test("esbuild: what is no program stays as it is, and what stays goes on to the next plugin", async () => {
  quiet();
  const loop = `export function f(n) { "use cpm"; let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }\n`;
  const { entry, outfile, path } = project("loads", {
    "a.js": `import { f } from "./b.js";\nimport b from "./b.js" with { type: "text" };\nimport { d } from "./d.mjs";\nimport e from "./e.jsx";\nconsole.log(JSON.stringify([String(f(1000n)), b, d, e]));`,
    "b.js": loop,
    "d.mjs": "export const d = 1;\n",
    "e.jsx": loop,
  });
  const seen: string[] = [];
  const next: Plugin = {
    name: "next",
    setup(build) {
      build.onLoad({ filter: /\.m?js$/ }, ({ path: file }) => {
        seen.push(file.slice(path.length + 1));
        return file.endsWith("d.mjs") ? { contents: "export const d = 2;" } : undefined;
      });
    },
  };
  await esbuild({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    loader: { ".jsx": "text" },
    logLevel: "silent",
    plugins: [cpm(), next],
  });
  expect(JSON.parse(node(outfile))).toEqual(["499500", loop, 2, loop]);
  expect(readFileSync(outfile, "utf8")).toContain("$cpm1");
  expect(seen).toContain("a.js");
  expect(seen).toContain("d.mjs");
});

test("behind the step that lowers decorators the plugin leaves them to the run time, and says so", async () => {
  const stderr = quiet();
  const { entry, outfile } = project("order", {
    "a.ts": `import { cpmoptimize } from "cpmoptimize";\nclass A { @cpmoptimize() sum(n: bigint) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s } }\nconst f = cpmoptimize()((n: bigint) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s });\nconsole.log(new A().sum(1000n), f(1000n));`,
  });
  const erase = {
    name: "erase",
    transform: (code: string) =>
      ts.transpileModule(code, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      }).outputText,
  };
  const bundle = await rollup({
    input: entry,
    external: /^cpmoptimize/,
    plugins: [erase, rollupCpm()],
    onLog: () => {},
  });
  await bundle.write({ file: outfile });
  expect(node(outfile)).toBe("499500n 499500n");
  expect(told(stderr)).toMatch(
    /1 loop: 1 accelerated, 0 not\n.*a\.ts:\d+:\d+ cpmoptimize: left to the run time/,
  );
});

test("two copies of the package are told of", async () => {
  quiet();
  const { entry, outfile, path } = project("copies", {
    "a.ts": `export const f = ${sum}`,
    "package.json": "{}",
  });
  mkdirSync(`${path}/node_modules/cpmoptimize`, { recursive: true });
  symlinkSync(`${root}dist`, `${path}/node_modules/cpmoptimize/dist`);
  cpSync(`${root}package.json`, `${path}/node_modules/cpmoptimize/package.json`);
  const warnings = async () => {
    const { warnings } = await esbuild({
      entryPoints: [entry],
      outfile,
      plugins: [cpm()],
      logLevel: "silent",
    });
    return warnings.map(({ text }) => text);
  };
  expect(await warnings()).toEqual([]);
  const manifest = readFileSync(`${root}package.json`, "utf8").replace(
    /"version": "[^"]*"/,
    '"version": "9.9.9"',
  );
  writeFileSync(`${path}/node_modules/cpmoptimize/package.json`, manifest);
  expect(await warnings()).toEqual([
    expect.stringMatching(/the plugin is of cpmoptimize .* but the program imports 9\.9\.9 in /),
  ]);
});

test("Vite's server: a file that changes gets new sites, and the summary only when it changes", async () => {
  const stderr = quiet();
  const { entry, path } = project("server", { "a.ts": `export const f = ${sum}` });
  const server = await createServer({
    root: path,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, watch: null, ws: false },
    plugins: [viteCpm()],
  });
  try {
    const load = async () => ((await server.ssrLoadModule(entry)) as { f: (n: bigint) => bigint }).f(1000n);
    expect(await load()).toBe(499500n);
    const first = await server.transformRequest(entry);
    expect(first?.code).toContain("$cpm1");
    expect((first?.map as { sources: string[] } | null)?.sources).toEqual(["a.ts"]);
    writeFileSync(entry, `export const f = ${sum.replace("s += i", "s += 2n * i")}`);
    server.moduleGraph.invalidateAll();
    expect(await load()).toBe(999000n);
  } finally {
    await server.close();
  }
  expect(told(stderr)).toBe("cpmoptimize: 1 loop: 1 accelerated, 0 not");
});

test("Vite's server tells what is new when it has come to rest", async () => {
  const stderr = quiet();
  const bad = `export function g(n: number) {\n  "use cpm";\n  let x = 1;\n  for (let i = 0; i < n; i++) x = Math.sinh(x);\n  return x;\n}`;
  const { entry, path } = project("rest", { "a.ts": bad, "b.ts": `export const f = ${sum}` });
  const server = await createServer({
    root: path,
    configFile: false,
    logLevel: "silent",
    server: { middlewareMode: true, watch: null, ws: false },
    plugins: [viteCpm()],
  });
  const rest = { timeout: 20_000, interval: 50 };
  try {
    await server.transformRequest(entry);
    await vi.waitFor(() => expect(told(stderr)).toContain("cpmoptimize: 1 loop: 0 accelerated, 1 not"), rest);
    expect(told(stderr)).toContain("Math.sinh(x) [");
    stderr.mockClear();
    await server.transformRequest(`${path}/b.ts`);
    await vi.waitFor(() => expect(told(stderr)).toBe("cpmoptimize: 2 loops: 1 accelerated, 1 not"), rest);
    stderr.mockClear();
  } finally {
    await server.close();
  }
  expect(told(stderr)).toBe("");
});

/** Another program in strict mode: it would not begin. */
const sloppy = `implicit = 5;\nthis.x = 1;\nglobalThis.sum = function (n) {\n  "use cpm";\n  let s = 0n;\n  for (let i = 0n; i < n; i++) s += i;\n  return String(s);\n};\n`;

/** Outside this package, whose modules are all strict. */
function sloppyProject(name: string, files: Record<string, string>) {
  const job = project(name, { ...files, "sloppy.js": sloppy, "package.json": "{}", "tsconfig.json": "{}" });
  mkdirSync(`${job.path}/node_modules`);
  symlinkSync(root, `${job.path}/node_modules/cpmoptimize`);
  return job;
}

test("esbuild: a sloppy script stays one", async () => {
  quiet();
  const { entry, path } = sloppyProject("esbuild-sloppy", {
    "a.js": `import "./sloppy.js";\nconsole.log(globalThis.sum(1000n), implicit);\n`,
  });
  const outfile = `${path}/out.cjs`;
  const plugins = [cpm()];
  await esbuild({ entryPoints: [entry], outfile, bundle: true, platform: "node", plugins });
  expect(node(outfile)).toBe("499500 5");
  expect(readFileSync(outfile, "utf8")).toContain("$cpm1");
});

test.each([
  ["webpack", webpack, webpackCpm],
  ["rspack", rspack, rspackCpm],
] as const)("%s: assets are no programs, and a sloppy script stays one", async (name, pack, plugin) => {
  quiet();
  const loop = `export function f(n) { "use cpm"; let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }\n`;
  const { entry, path } = sloppyProject(`${name}-assets`, {
    "a.js": `import "./sloppy.js";\nimport text from "./b.js" with { type: "text" };\nimport { f } from "./b.js";\nconsole.log(JSON.stringify([text, String(f(1000n)), globalThis.sum(10n), implicit, new URL("./c.js", import.meta.url).pathname]));`,
    "b.js": loop,
    "c.js": loop,
  });
  const configuration = {
    mode: "development",
    devtool: false,
    target: "node",
    context: path,
    entry,
    output: { path: `${path}/out`, filename: "main.cjs", assetModuleFilename: "[name][ext]" },
    module: { rules: [{ with: { type: "text" }, type: "asset/source" }] },
    plugins: [plugin()],
  } as const;
  await new Promise<void>((done, failed) => {
    (pack as (options: object, callback: (error: Error | null, stats?: Stats) => void) => void)(
      configuration,
      (error, stats) => {
        if (error) failed(error);
        else if (stats?.hasErrors()) failed(new Error(stats.toString({ all: false, errors: true })));
        else done();
      },
    );
  });
  const printed = JSON.parse(node(`${path}/out/main.cjs`)) as unknown[];
  expect(printed.slice(0, -1)).toEqual([loop, "499500", "45", 5]);
  expect(readFileSync(`${path}/out/c.js`, "utf8")).toBe(loop);
  expect(readFileSync(`${path}/out/main.cjs`, "utf8")).toContain("$cpm1");
});

interface Stats {
  hasErrors(): boolean;
  toString(options: object): string;
}
