/**
 * One function's source text, compiled for whoever evaluates it again: the sites are free names of the result.
 */
import { defaultSettings } from "../runtime/settings.ts";
import type { DomainSettings } from "../trace/domains/domain.ts";
import type { LoopIR } from "../trace/ir.ts";
import { verdict } from "../trace/verdict.ts";
import { emit } from "./emit/emit.ts";
import { isModeSensitive } from "./find/mode-sensitive.ts";
import { parseFunction, wrappedExpression } from "./parse/parse.ts";
import { compile } from "./pipeline.ts";
import type { LoopReport } from "./report.ts";

export interface CompileFunctionOptions {
  /** How reports call the file; "" by default. */
  readonly filename?: string;
  /** Is the text strict mode code even without a directive? */
  readonly strictMode: boolean;
  /** What a function without a name of its own is called in reports. */
  readonly name?: string;
  /** What sites are called, before their number; `$cpm` by default. */
  readonly namesPrefix?: string;
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
  /** Do strict and sloppy mode give the text different meanings? */
  readonly modeSensitive: boolean;
}

/**
 * Puts doors into the loops of a function (and of the functions in it).
 *
 * @param source an expression: a function, an arrow function, or an object literal around a method or accessor
 * @throws CompileError when it is not an expression
 * @example
 * const { code, sites } = compileFunction("function sum(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }", {
 *   strictMode: true,
 * });
 * sites[0].name; // "$cpm1"
 */
export function compileFunction(source: string, options: CompileFunctionOptions): CompiledFunction {
  const { filename = "", strictMode, name = "", namesPrefix = "$cpm", settings = defaultSettings } = options;
  const parsed = parseFunction(source, filename, strictMode);
  const { names, generated, outcomes } = compile(parsed, {
    wants: () => true,
    freeNamesAreInputs: true,
    siteNames: namesPrefix,
    anonymous: name === "" ? "(anonymous)" : name,
    judge: (ir) => verdict(ir, settings),
  });
  const sites = outcomes.flatMap(({ site }) => (site ? [site] : []));
  return {
    code: emit(parsed, sites, generated).code,
    sites: sites.map(({ name: siteName, ir }) => ({ name: siteName, ir })),
    loops: outcomes.map(({ report }) => report),
    free: names.free.map((binding) => binding.name),
    modeSensitive: isModeSensitive(wrappedExpression(parsed.program), names, (node) =>
      parsed.text.quote(node),
    ),
  };
}
