/**
 * The sample application through Babel 7 and 8, with its TypeScript preset and its decorators in their usual orders:
 * results and the places in stacks are those of the run without the plugin.
 */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { describe, expect, test } from "vitest";
import plugin from "../../../src/adapters/babel/index.ts";
import * as cpmoptimize from "../../../src/index.ts";
import * as runtime from "../../../src/runtime/index.ts";
import { babel7, babel8, type Installation } from "./babels.ts";

const sample = fileURLToPath(new URL("../sample/", import.meta.url));
const packages: Readonly<Record<string, unknown>> = { cpmoptimize, "cpmoptimize/runtime": runtime };

interface Options {
  readonly presets?: readonly unknown[];
  readonly plugins: readonly unknown[];
}

/** Runs a file of the sample as CommonJS; gives what it prints. */
function run({ babel }: Installation, entry: string, options: Options): unknown {
  const modules = new Map<string, object>();
  const maps = new Map<string, SourceMap>();
  const printed: string[] = [];
  const load = (file: string): object => {
    const known = modules.get(file);
    if (known) return known;
    const { code, map } = babel.transformSync(readFileSync(file, "utf8"), {
      filename: file,
      configFile: false,
      babelrc: false,
      sourceMaps: true,
      compact: false,
      ...options,
    });
    maps.set(file, new SourceMap(map as unknown as SourceMapPayload));
    const module = { exports: {} };
    modules.set(file, module.exports);
    const require = (name: string): unknown =>
      name.startsWith(".") ? load(posix.join(posix.dirname(file), name)) : packages[name];
    const say = { log: (text: string) => printed.push(text) };
    compileFunction(code, ["module", "exports", "require", "console"], { filename: file })(
      module,
      module.exports,
      require,
      say,
    );
    return module.exports;
  };
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${placeOf(frame, maps)}`)].join("\n");
  try {
    load(`${sample}${entry}`);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
  return JSON.parse(printed.join("\n"));
}

function placeOf(frame: NodeJS.CallSite, maps: ReadonlyMap<string, SourceMap>): string {
  const file = frame.getFileName() ?? "";
  const [line, column] = [frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1];
  const entry = maps.get(file)?.findEntry(line - 1, column - 1);
  return entry && "originalLine" in entry
    ? `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
    : `${file}:?:?`;
}

describe.each([
  ["7", babel7],
  ["8", babel8],
])("Babel %s", (_, install) => {
  test("the sample's results and places, in every order of presets and plugins", async () => {
    const installed = await install();
    const typescript = installed.resolve("@babel/preset-typescript");
    const commonjs = installed.resolve("@babel/plugin-transform-modules-commonjs");
    const decorators = [installed.resolve("@babel/plugin-proposal-decorators"), { version: "2023-11" }];
    const legacy = [installed.resolve("@babel/plugin-proposal-decorators"), { version: "legacy" }];
    const presets = [typescript];
    const plain = run(installed, "main.ts", { presets, plugins: [decorators, commonjs] }) as Sample;
    const orders: Options[] = [
      { presets, plugins: [plugin, decorators, commonjs] },
      { presets, plugins: [commonjs, decorators, plugin] },
      { presets: [typescript, () => ({ plugins: [plugin] })], plugins: [decorators, commonjs] },
      { presets: [() => ({ plugins: [plugin] }), typescript], plugins: [commonjs, decorators] },
      { presets, plugins: [plugin, legacy, commonjs] },
    ];
    for (const options of orders) {
      const { values, places, statuses } = run(installed, "main.ts", options) as Sample;
      expect(values).toEqual(plain.values);
      expect(places).toEqual(plain.places);
      expect(statuses).toMatchObject({
        generator: "accelerated",
        fib: "accelerated",
        triangle: "accelerated",
        staticSquares: "accelerated",
        refused: "refused",
      });
    }
    // What captures a variable needs the plugin.
    expect(plain.statuses).toMatchObject({ generator: expect.stringContaining("as written") as string });
  });
});

interface Sample {
  readonly values: Readonly<Record<string, unknown>>;
  readonly places: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
}
