/**
 * The package with a step in front of every function of its algebra, kernels, traces and doors: a step may be made to fail.
 *
 * The sources are bundled with a call of `step` at the beginning of every function body, so that a fault comes in wherever a
 * call, an allocation or an operation on BigInts could throw.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** What runs between the values at the door and the values before the last turn. */
const faulty =
  /\/src\/(?:algebra|transition|kernels|trace)\/|\/src\/runtime\/(?:plans\/|door|phase|array-door|range-door|peel|budget|account|shortcut|trip-estimate|typed-arrays|unread|engine-limit)/;

type Package = typeof import("../../src/index.ts");

export interface FaultyBuild {
  readonly cpm: Package;
  /** Counts the steps of a call. */
  readonly steps: (call: () => unknown) => number;
  /** Makes one step of a call fail, the first one being 1; answers what the call does. */
  readonly failing: <T>(at: number, error: () => unknown, call: () => T) => T;
}

export async function faultyBuild(): Promise<FaultyBuild> {
  const folder = mkdtempSync(join(tmpdir(), "cpm-faults-"));
  const outfile = join(folder, "index.mjs");
  await build({
    entryPoints: [join(source, "index.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "error",
    plugins: [
      {
        name: "steps",
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) =>
            faulty.test(path.replaceAll("\\", "/"))
              ? { contents: withSteps(readFileSync(path, "utf8")), loader: "ts" }
              : undefined,
          );
        },
      },
    ],
  });
  const state = globalThis as unknown as { $step: () => void };
  let [count, failsAt] = [0, 0];
  let makeError: () => unknown = () => undefined;
  state.$step = () => {
    if (++count === failsAt) throw makeError();
  };
  const cpm = (await import(pathToFileURL(outfile).href)) as Package;
  rmSync(folder, { recursive: true });
  return {
    cpm,
    steps(call) {
      [count, failsAt] = [0, 0];
      call();
      return count;
    },
    failing(at, error, call) {
      [count, failsAt, makeError] = [0, at, error];
      try {
        return call();
      } finally {
        failsAt = 0;
      }
    },
  };
}

function withSteps(text: string): string {
  const file = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const inserts: (readonly [at: number, text: string])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
      inserts.push([node.body.getStart(file), "($step(), "], [node.body.end, ")"]);
    } else if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined) {
      const body = node.body as ts.Block;
      // A derived constructor has no `this` before `super`, which a step does not need.
      inserts.push([body.getStart(file) + 1, " $step(); "]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  let result = text;
  // From the end, and of those at one place the later first: inner functions end where outer ones do.
  inserts
    .map((insert, order) => [...insert, order] as const)
    .sort((a, b) => b[0] - a[0] || b[2] - a[2])
    .forEach(([at, what]) => (result = result.slice(0, at) + what + result.slice(at)));
  return result;
}
