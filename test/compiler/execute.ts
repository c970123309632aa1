/** Runs a program's text: TypeScript erased by TypeScript itself, modules turned into CommonJS and evaluated. */
import ts from "typescript";
import { range } from "../../src/runtime/range/range.ts";
import { decorate } from "./fake-runtime.ts";

export type Exports = Record<string, unknown>;

export function execute(code: string, filename: string, runtime: Exports): Exports {
  const isPlain = /\.cjs$/.test(filename);
  const js = isPlain
    ? code.replace(/^#!.*/, "")
    : ts.transpileModule(code, {
        fileName: filename,
        reportDiagnostics: true,
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.CommonJS,
          jsx: ts.JsxEmit.React,
          allowJs: true,
        },
      }).outputText;
  const module: { exports: Exports } = { exports: {} };
  const require = (name: string): unknown => {
    if (name === "cpmoptimize/runtime") return { range, xrange: range, ...runtime };
    if (name === "cpmoptimize") return { cpmoptimize: decorate, range };
    throw new Error(`the program requires ${name}`);
  };

  new Function("module", "exports", "require", js)(module, module.exports, require);
  return module.exports;
}

/** Everything a call shows: its value or what it throws. */
export function outcome(call: () => unknown): unknown {
  try {
    return { value: call() };
  } catch (error) {
    return { thrown: error instanceof Error ? `${error.name}: ${error.message}` : error };
  }
}
