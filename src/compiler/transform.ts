/** `transform`: a file's text, compiled in place. */
import { defaultSettings } from "../runtime/settings.ts";
import type { DomainSettings } from "../trace/domains/domain.ts";
import { verdict } from "../trace/verdict.ts";
import type { FileOptions, Transformed } from "./transform-file.ts";
import { transformFile } from "./transform-file.ts";

export interface TransformOptions extends FileOptions {
  /** Which algebras count, and how states are laid out. */
  readonly settings?: DomainSettings;
}

/**
 * Compiles the loops of a file in place.
 *
 * @throws CompileError when the text is not a program: message, file:line:column, and the lines around it.
 * @example
 * const { code, report } = transform("export function f(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }", {
 *   filename: "f.js",
 *   loops: "all",
 * });
 * report.loops[0].status; // "accelerable"
 */
export function transform(source: string, options: TransformOptions): Transformed {
  const { settings = defaultSettings } = options;
  return transformFile(source, options, (ir) => verdict(ir, settings));
}
