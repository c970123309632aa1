/**
 * Does a file get at the runtime by `import` or by `require`?
 *
 * The name decides, then import and export, then whoever asks, then the use of what CommonJS has. What remains is a
 * script, which an `import` makes a module, and so strict: assigned names have to be declared, `this` is undefined. Where
 * that may be another program, it is `require`, unless the tool takes all files for modules anyway.
 */
import type { Names } from "../records/bindings.ts";
import { directiveOf } from "../records/directives.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import { isModeSensitive } from "./mode-sensitive.ts";

interface Asked {
  readonly module: "esm" | "cjs" | undefined;
  /** Are scripts run in strict mode, as modules? */
  readonly strictMode?: boolean;
  /** Is the script's text that of a module, too? */
  readonly isAlsoModule: () => boolean;
}

const ofCommonJS: ReadonlySet<string> = new Set(["require", "module", "exports"]);
/** Tools have them for modules, too, or for none. */
const ofNode: ReadonlySet<string> = new Set(["__filename", "__dirname"]);

export function isCommonJSModule(
  parsed: ParsedProgram,
  names: Names,
  { module, strictMode = false, isAlsoModule }: Asked,
): boolean {
  const { text, isModule } = parsed;
  if (isModule) return false;
  if (/\.c[jt]s$/i.test(text.filename)) return true;
  if (module !== undefined) return module === "cjs";
  if (names.free.some(({ name }) => ofCommonJS.has(name))) return true;
  if (strictMode) return false;
  const usesNode = names.free.some(({ name }) => ofNode.has(name));
  return usesNode || isSloppy(parsed, names) || !isAlsoModule();
}

/** May the script be another program in strict mode? TypeScript's compilers make strict code of it. */
function isSloppy(parsed: ParsedProgram, names: Names): boolean {
  const { program, text } = parsed;
  if (/\.tsx?$/i.test(text.filename)) return false;
  if (program.body.some((statement) => directiveOf(statement) === "use strict")) return false;
  return isModeSensitive(program, names, text);
}
