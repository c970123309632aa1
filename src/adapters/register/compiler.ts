/**
 * The heavy part of the hooks, a file of its own: it is loaded when a program has a file that needs it, and as CommonJS,
 * since hooks that are not asynchronous cannot wait for an ES module.
 */
import { parse } from "../../compiler/parse/parse.ts";
import { CompileError } from "../../compiler/records/compile-error.ts";
import { compileModule } from "../../modules/compile-module.ts";

export { CompileError, compileModule };

/** Does the text say import, export, import.meta or await where only modules may? */
export function isModule(source: string, path: string): boolean {
  try {
    return parse(source, path).isModule;
  } catch (error) {
    // The runtime will say what is wrong with it.
    if (error instanceof CompileError) return /^\s*(?:import|export)\b/m.test(source);
    throw error;
  }
}
