/**
 * One file of a program on its way through a tool: the pre-filter, then the compiler.
 *
 * A file without loops to compile comes back as undefined, and the tool goes on with what it has. Whatever a tool does
 * beyond this (finding files, maps, messages) is the tool's.
 */
import type { Report, SourceMap, TransformOptions } from "../compiler/index.ts";
import { transform } from "../compiler/index.ts";
import { mayHaveLoops } from "./pre-filter.ts";

export interface CompiledModule {
  readonly code: string;
  readonly map: SourceMap;
  readonly report: Report;
}

/**
 * @returns undefined where the text stays as it is and there is nothing to report
 * @throws CompileError when the text is not a program
 * @throws RecompilationError when `strict` is set and a loop can never be optimised
 */
export function compileModule(source: string, options: TransformOptions): CompiledModule | undefined {
  if (!mayHaveLoops(source, options.loops ?? "marked")) return undefined;
  const compiled = transform(source, options);
  const { report } = compiled;
  const isUntouched = compiled.code === source && report.loops.length + report.leftToRunTime.length === 0;
  return isUntouched ? undefined : compiled;
}
