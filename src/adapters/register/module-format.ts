/**
 * ES module or CommonJS, where the runtime does not say: by the file's ending, then the `type` of the package.json above
 * it, then by what the text itself uses.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "../../compiler/parse/parse.ts";
import { CompileError } from "../../compiler/records/compile-error.ts";

export type Format = "module" | "commonjs";

export function formatOf(path: string, source: string): Format {
  if (/\.m[jt]s$/i.test(path)) return "module";
  if (/\.c[jt]s$/i.test(path)) return "commonjs";
  return packageType(dirname(path)) ?? (isModule(source, path) ? "module" : "commonjs");
}

/** Does the text say import, export, import.meta or await where only modules may? */
export function isModule(source: string, path: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  try {
    return parse(source, path).isModule;
  } catch (error) {
    // The runtime will say what is wrong with it.
    if (error instanceof CompileError) return /^\s*(?:import|export)\b/m.test(source);
    throw error;
  }
}

/** The `type` of the nearest package.json; undefined where it has none. */
export function packageType(folder: string): Format | undefined {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { type } = JSON.parse(readFileSync(join(at, "package.json"), "utf8")) as { type?: unknown };
      return type === "module" || type === "commonjs" ? type : undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") return undefined;
    }
    if (at === dirname(at)) return undefined;
  }
}
