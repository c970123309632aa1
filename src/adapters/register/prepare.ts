/**
 * The text of a file as a runtime shall run it: loops compiled, then types erased where the runtime does not, with one
 * map from the result to what the user wrote (or to what that was made from, where it has a map itself).
 */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { CompiledModule } from "../../modules/compile-module.ts";
import { isTypeScript, needsMoreThanErasure } from "../../modules/erase-types.ts";
import { mayHaveLoops } from "../../modules/pre-filter.ts";
import { type AnyMap, isMap, mapAddress, mapInAddress, withMap } from "../../modules/source-maps.ts";
import type { Format, Kit } from "./kit.ts";

export interface Prepared {
  readonly code: string;
  /** Is it JavaScript now, whatever the file's name says? */
  readonly isErased: boolean;
}

/**
 * @param format how the runtime will run it
 * @param isErased is the text JavaScript already, although the name says something else?
 * @returns undefined where the text shall run as it is
 */
export function prepare(
  source: string,
  path: string,
  format: Format,
  kit: Kit,
  isErased = false,
): Prepared | undefined {
  const compiled = compile(source, path, format, kit);
  const text = compiled?.code ?? source;
  const erases = !isErased && (needsMoreThanErasure(text, path) || (!kit.runsTypes && isTypeScript(path)));
  if (!erases && compiled === undefined) return undefined;
  const erased = erases ? kit.erase(text, path) : undefined;
  const given = givenMap(source, path);
  const maps: AnyMap[] = [];
  if (erased?.map !== undefined) maps.push(erased.map);
  if (compiled) maps.push(compiled.map);
  if (given) maps.push(given);
  const code = erased?.code ?? text;
  const sourceName = given ? undefined : pathToFileURL(path).href;
  return { code: maps.length === 0 ? code : withMap(code, maps, sourceName), isErased: isErased || erases };
}

function compile(
  source: string,
  path: string,
  format: Format,
  { settings, runtime, compiler, keepLines }: Kit,
): CompiledModule | undefined {
  if (settings.disabled || !mayHaveLoops(source, settings.loops)) return undefined;
  const loaded = compiler();
  if (loaded === undefined) return undefined;
  try {
    const compiled = loaded.compileModule(source, {
      filename: shown(path),
      loops: settings.loops,
      runtime: runtime[format],
      module: format === "module" ? "esm" : "cjs",
      ...(keepLines && { keepLines }),
    });
    return compiled?.code === source ? undefined : compiled;
  } catch (error) {
    if (!(error instanceof loaded.CompileError)) throw error;
    // If it is no program, the runtime says so better; if it is, this is how one learns that its loops are as written.
    process.emitWarning(`${shown(path)} is left as written: ${error.message}`, "CpmoptimizeWarning");
    return undefined;
  }
}

/** How reports call the file: relative to where the program was started, if it is below. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") || resolve(short) === short ? path : short.split(sep).join("/");
}

/** The map that the file has itself, its sources as addresses. */
function givenMap(source: string, path: string): string | undefined {
  const address = mapAddress(source);
  if (address === undefined) return undefined;
  const inside = mapInAddress(address);
  const text = inside ?? read(resolve(dirname(path), address));
  if (text === undefined || !isMap(text)) return undefined;
  const map = JSON.parse(text) as { sources?: (string | null)[]; sourceRoot?: string };
  const base = pathToFileURL(inside === undefined ? resolve(dirname(path), address) : path);
  const from = map.sourceRoot ? new URL(map.sourceRoot.replace(/\/?$/, "/"), base) : base;
  const sources = (map.sources ?? []).map((each) => (each === null ? null : new URL(each, from).href));
  return JSON.stringify({ ...map, sourceRoot: undefined, sources });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
