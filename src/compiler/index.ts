/**
 * `cpmoptimize/compiler`: source text in, source text out. Runs wherever JavaScript does.
 */
export { transform } from "./transform.ts";
export type { TransformOptions } from "./transform.ts";
export type { Transformed } from "./transform-file.ts";
export { compileFunction } from "./compile-function.ts";
export type { CompiledFunction, CompileFunctionOptions } from "./compile-function.ts";
export { CompileError } from "./records/compile-error.ts";
export type { LoopReport, MarkReport, Report } from "./report.ts";
export type { SourceMap } from "./emit/emit.ts";
export type { Refusal } from "../trace/refusal.ts";
