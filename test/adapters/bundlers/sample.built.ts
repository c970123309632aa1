/**
 * The sample goes through every bundler, with the plugin and without: the same values, errors at the same places of the
 * sources, and with the plugin the loops accelerated and no compiler in the bundle.
 */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { bundlers } from "./bundlers.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const source = readFileSync(path("../sample/program.ts"), "utf8").split("\n");
const lineOf = (mark: string) => source.findIndex((line) => line.endsWith(`// ${mark}`)) + 1;
const out = path("../../../.cache/adapters");

interface Results {
  readonly values: Readonly<Record<string, unknown>>;
  readonly places: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
}

async function run(file: string): Promise<Results> {
  const node = ["--enable-source-maps", "--disable-warning=CPM_CAPTURED_VARIABLES", file];
  const { stdout } = await promisify(execFile)(process.execPath, node);
  return JSON.parse(stdout) as Results;
}

afterEach(() => vi.restoreAllMocks());

/** The places of the plain program, and its values. */
let plain: Results;
beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  const outfile = `${out}/plain.mjs`;
  await bundlers["esbuild"]!({ entry: path("../sample/main.ts"), outfile });
  plain = await run(outfile);
});

describe.each(Object.entries(bundlers))("%s", (name, bundle) => {
  test("the sample", async () => {
    mkdirSync(`${out}/${name}`, { recursive: true });
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const [plainFile, file] = [`${out}/${name}/plain.mjs`, `${out}/${name}/sample.mjs`];
    const entry = path("../sample/main.ts");
    await bundle({ entry, outfile: plainFile });
    const warnings = await bundle({ entry, outfile: file, options: {} });
    const [plain, transformed] = [await run(plainFile), await run(file)];

    expect(transformed.values).toEqual(plain.values);
    expect(transformed.places).toEqual(plain.places);
    expect(transformed.places["throwing"]).toContain(`program.ts:${lineOf("throwing")}:`);
    expect(transformed.places["onOneLine"]).toContain(`program.ts:${lineOf("onOneLine")}:`);
    expect(plain.statuses["generator"]).toBe("as written: free-variables");
    expect(transformed.statuses).toEqual({
      generator: "accelerated",
      fib: "accelerated",
      asWritten: "as written: opted-out",
      refused: "refused",
      triangle: "accelerated",
      staticSquares: "accelerated",
    });

    // What TypeScript's own helpers are warned of, and how long a busy machine took, is not about the plugin.
    const isOthers = (warning: string) => /'this' keyword|original location|TIMINGS/.test(warning);
    expect(warnings.filter((warning) => !isOthers(warning))).toEqual([]);
    const summary = told.mock.calls.map(([text]) => String(text));
    expect(summary).toHaveLength(1);
    expect(summary[0]).toMatch(/^cpmoptimize: 9 loops: 8 accelerated, 1 not\n/);
    const place = source.findIndex((line) => line.includes("x = x * x + 1n")) + 1;
    expect(summary[0]).toContain(
      `\n  test/adapters/sample/program.ts:${place}:3 refused: x * x [product-grows]\n`,
    );
    expect(summary[0]).toMatch(/\n {4}why: {4}.+\n {4}remedy: .+$/);

    const code = readFileSync(file, "utf8");
    for (const part of ["acorn", "MagicString", "eslint-scope", '"use cpm";\n/** A loop'])
      expect(code).not.toContain(part);
    if (name === "esbuild") expect(readFileSync(plainFile, "utf8")).toContain("acorn");
  });

  // Rollup has no minifier of its own.
  test.skipIf(name === "rollup")("the sample, minified", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const outfile = `${out}/${name}/minified.${/pack$/.test(name) ? "cjs" : "mjs"}`;
    await bundle({ entry: path("../sample/main.ts"), outfile, options: {}, minify: true });
    const { values, statuses } = await run(outfile);
    expect(values).toEqual(plain.values);
    expect(statuses["generator"]).toBe("accelerated");
  });
});
