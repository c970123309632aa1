/**
 * `cpmoptimize/compiler`: source text in, source text out. Runs wherever JavaScript does.
 */
import { everything } from "../runtime/all-rooms.ts";
import { once } from "../runtime/once.ts";
import { RecompilationError } from "../runtime/recompilation-error.ts";
import { defaultSettings } from "../runtime/settings.ts";
import type { DomainSettings } from "../trace/domains/domain.ts";
import type { LoopIR } from "../trace/ir.ts";
import { together } from "../trace/rooms.ts";
import { verdict } from "../trace/verdict.ts";
import type { Edit } from "./emit/edits.ts";
import type { SourceMap } from "./emit/emit.ts";
import { compileExpression, compileFile } from "./pipeline.ts";
import type { Mark } from "./records/loop-candidate.ts";
import type { LoopReport, Report } from "./records/report.ts";
import { isRangeName } from "./records/range-names.ts";
import { makeReport } from "./records/report.ts";

export { CompileError } from "./records/compile-error.ts";
export type { LoopReport, MarkReport, Report } from "./records/report.ts";
export type { Edit } from "./emit/edits.ts";
export type { SourceMap } from "./emit/emit.ts";
export type { DomainSettings } from "../trace/domains/domain.ts";
export type { LoopIR } from "../trace/ir.ts";
export type { Refusal } from "../trace/refusal.ts";

const rooms = /* @__PURE__ */ together(everything);

export interface TransformOptions {
  /** Name of the file: reports and the source map show it, its ending tells the language. */
  readonly filename: string;
  /**
   * `"marked"` (default): the loops of functions that `cpmoptimize` is applied to, and of functions and files that say
   * `"use cpm"`; `"all"`: every loop. Never those of what says `"use no cpm"`; the nearest directive decides.
   */
  readonly loops?: "marked" | "all";
  /** What the transformed code imports; `cpmoptimize/runtime` by default. */
  readonly runtime?: string;
  /**
   * Whether a text without `import` and `export` is to `import` or to `require`; by default, what it does itself. One
   * that does neither imports, unless that makes it strict mode code and so, perhaps, another program.
   */
  readonly module?: "esm" | "cjs";
  /** Is a text without `import` and `export` run in strict mode, since whoever runs it takes all files for modules? */
  readonly strictMode?: boolean;
  /** Add no line: the import stands on a line that there is, for whoever reads no source maps. */
  readonly keepLines?: boolean;
  /** Throw when one of the loops can never be optimised. */
  readonly strict?: boolean;
  /** Which algebras count, and how states are laid out. */
  readonly settings?: DomainSettings;
  /** Put `istanbul ignore next` in front of inserted branches and statements, so that coverage reports do not have them. */
  readonly coverage?: boolean;
}

export interface Transformed {
  readonly code: string;
  readonly map: SourceMap;
  readonly report: Report;
  /** What leads from the source to `code`, in the order of the text. */
  readonly edits: readonly Edit[];
}

/**
 * Compiles the loops of a file in place.
 *
 * @throws CompileError when the text is not a program: message, file:line:column, and the lines around it.
 * @throws RecompilationError when `strict` is set and a loop can never be optimised, with the reasons of all such loops.
 * @example
 * const source = "export function f(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }";
 * const { code, report } = transform(source, { filename: "f.js", loops: "all" });
 * report.loops[0].status; // "accelerable"
 */
export function transform(source: string, options: TransformOptions): Transformed {
  const { filename, loops = "marked", settings = defaultSettings } = options;
  const runtime = {
    from: options.runtime ?? "cpmoptimize/runtime",
    module: options.module,
    keepLines: options.keepLines ?? false,
    types: settings.types,
    strictMode: options.strictMode ?? false,
  };
  const compiled = compileFile(source, filename, runtime, {
    judge: (ir, { mark }) => verdict(ir, withTypes(settings, mark?.types), rooms),
    wants: ({ mark, choice }) => (choice ? choice === "in" : loops === "all" || mark !== undefined),
    coverage: options.coverage ?? false,
  });
  const { code, outcomes, marks, notes, parsed } = compiled;
  const reports = outcomes.map(({ report }) => report);
  const refusals = reports.flatMap((report) => report.refusals);
  if (options.strict && refusals.length > 0) throw new RecompilationError("", filename, refusals, source);
  // Made when it is asked for: it takes as long as all the rest where nothing has changed.
  const map = once(compiled.map);
  return {
    code,
    get map() {
      return map();
    },
    report: makeReport(reports, marks, parsed.text, notes),
    edits: compiled.edits(),
  };
}

/** The types that a mark names count for its loops; where only the run time knows them, a loop gets its chance. */
function withTypes(settings: DomainSettings, types: Mark["types"]): DomainSettings {
  if (types === undefined) return settings;
  const isNamed = (type: string): boolean =>
    types === "unknown" || types.includes(type) || (type === "integer" && types.includes("float"));
  return { ...settings, types: all.filter(isNamed) };
}

const all = ["bigint", "integer", "float"] as const;

export interface CompileFunctionOptions {
  /** How reports call the file; "" by default. */
  readonly filename?: string;
  /** Is the text strict mode code even without a directive? */
  readonly strictMode: boolean;
  /** What a function without a name of its own is called in reports. */
  readonly name?: string;
  /** What sites are called, before their number; `$cpm` by default. */
  readonly namesPrefix?: string;
  /**
   * Is a function that the text calls by a name that it does not declare, `range` or `cpm.range`, the one of this package?
   * By default: `range` and `xrange`, also under the names that bundlers give to imports.
   */
  readonly isRange?: (callee: string) => boolean;
  readonly settings?: DomainSettings;
}

export interface CompiledFunction {
  /** The same expression with doors put in. */
  readonly code: string;
  /** The free names that the doors call. */
  readonly sites: readonly { readonly name: string; readonly ir: LoopIR }[];
  /** Every loop, in source order, refused ones included. */
  readonly loops: readonly LoopReport[];
  /** The names that the text mentions and does not declare, globals included. */
  readonly free: readonly string[];
  /** May strict and sloppy mode give the text different meanings? */
  readonly modeSensitive: boolean;
}

/**
 * Puts doors into the loops of a function, for whoever evaluates it again: sites are free names of the result.
 *
 * @param source an expression: a function, an arrow function, or an object literal around a method or accessor
 * @throws CompileError when it is not an expression
 * @example
 * const source = "function sum(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }";
 * compileFunction(source, { strictMode: true }).sites[0].name; // "$cpm1"
 */
export function compileFunction(source: string, options: CompileFunctionOptions): CompiledFunction {
  const { filename = "", strictMode, name, namesPrefix, settings = defaultSettings } = options;
  const compiled = compileExpression(source, filename, strictMode, {
    judge: (ir) => verdict(ir, settings, rooms),
    isRange: options.isRange ?? isRangeName,
    ...(name ? { anonymous: name } : {}),
    ...(namesPrefix === undefined ? {} : { siteNames: namesPrefix }),
  });
  const { code, outcomes, names, modeSensitive } = compiled;
  return {
    code,
    sites: outcomes.flatMap(({ site }) => (site ? [{ name: site.name, ir: site.ir }] : [])),
    loops: outcomes.map(({ report }) => report),
    free: names.free.map((binding) => binding.name),
    modeSensitive,
  };
}
