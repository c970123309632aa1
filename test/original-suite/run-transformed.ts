/** Runs a program's text twice: as written, and through `transform` against the real run time. */
import ts from "typescript";
import * as runtime from "cpmoptimize/runtime";
import * as cpm from "cpmoptimize";
import type { CpmEvent, Settings } from "cpmoptimize/runtime";
import type { TransformOptions } from "cpmoptimize/compiler";
import { transform } from "cpmoptimize/compiler";

type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

export interface Transformed {
  readonly plain: Exports;
  readonly fast: Exports;
  readonly code: string;
  readonly report: ReturnType<typeof transform>["report"];
  readonly events: CpmEvent[];
  readonly accelerations: () => number;
}

/** `filename` decides: a `.cjs` runs sloppy and as it is. Every loop is compiled unless `loops` says otherwise. */
export function runTransformed(
  source: string,
  options: Partial<TransformOptions> = {},
  settings: Partial<Settings> = { itersLimit: 0n },
): Transformed {
  const filename = options.filename ?? "program.ts";
  const { code, report } = transform(source, { loops: "all", ...options, filename });
  const events: CpmEvent[] = [];
  const all: Settings = { ...runtime.defaultSettings, ...settings, onEvent: (event) => events.push(event) };
  const watchedRuntime = {
    ...runtime,
    site: (...[ir, rooms]: Parameters<typeof runtime.site>) =>
      runtime.site(ir, [...(rooms ?? []), runtime.prose], all),
    linear: (...[ir, loop, kernels, courses]: Parameters<typeof runtime.linear>) =>
      runtime.linear(ir, loop, kernels, courses, all),
  };
  return {
    plain: evaluateModule(source, filename, runtime),
    fast: evaluateModule(code, filename, watchedRuntime),
    code,
    report,
    events,
    accelerations: () => events.filter(({ kind }) => kind === "accelerated").length,
  };
}

function evaluateModule(code: string, filename: string, runtimeModule: object): Exports {
  const js = filename.endsWith(".cjs")
    ? code
    : ts.transpileModule(code, {
        fileName: filename,
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
      }).outputText;
  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === "cpmoptimize/runtime") return runtimeModule;
    if (name === "cpmoptimize") return cpm;
    throw new Error(`the program requires ${name}`);
  };
  new Function("module", "exports", "require", js)(module, module.exports, require);
  return module.exports as Exports;
}
