/**
 * ES module or CommonJS, where the runtime does not say: by the file's ending, then the `type` of the package.json above
 * it, then by what the text itself uses.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Format, Kit } from "./kit.ts";

export function formatOf(path: string, source: string, kit: Kit): Format {
  if (/\.m[jt]s$/i.test(path)) return "module";
  if (/\.c[jt]s$/i.test(path)) return "commonjs";
  return packageType(dirname(path)) ?? (saysModule(path, source, kit) ? "module" : "commonjs");
}

/** Does the text say what only modules may? The parser is asked only where a word looks like it. */
export function saysModule(path: string, source: string, { compiler }: Kit): boolean {
  return /\b(?:import|export|await)\b/.test(source) && compiler()?.isModule(source, path) === true;
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
