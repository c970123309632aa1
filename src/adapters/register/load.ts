/**
 * The hook `load`, for Node's two ways to have one (in the program's thread, `registerHooks`; in one of its own,
 * `register`) and for Deno's, which is made like Node's.
 *
 * What comes before it is asked first, so that other hooks keep working. A runtime that does not know TypeScript's
 * endings throws; then the text is read and its format found here.
 */
import { readFileSync } from "node:fs";
import type { Format, Kit } from "./kit.ts";
import { formatOf } from "./module-format.ts";
import { isOwnFile, pathOf } from "./own-files.ts";
import { prepare } from "./prepare.ts";

/** What hooks hand on; more than this stays as it is. */
export interface LoadResult {
  readonly format?: string | null | undefined;
  readonly source?: string | Uint8Array | ArrayBuffer | null | undefined;
  readonly shortCircuit?: boolean | undefined;
}

/** The file that a hook may change; undefined for all others. */
export function fileToLoad(url: string, ownCode: string, { settings }: Kit): string | undefined {
  const path = pathOf(url.replace(/[?#].*$/s, ""));
  return path !== undefined && isOwnFile(path, ownCode, settings) ? path : undefined;
}

export function isUnknownExtension(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ERR_UNKNOWN_FILE_EXTENSION";
}

/** What to load, given what would be. */
export function loadedFrom(result: LoadResult, path: string, kit: Kit): LoadResult {
  const { format, source } = result;
  const [, kind, types] = /^(module|commonjs)(-typescript)?$/.exec(format ?? "") ?? [];
  // Without a source, CommonJS goes its own way, through `Module.prototype._compile`.
  if (kind === undefined || source === null || source === undefined) return result;
  const isErased = types === undefined;
  const prepared = prepare(textOf(source), path, kind as Format, kit, isErased);
  if (prepared === undefined) return result;
  return { ...result, format: prepared.isErased ? kind : format, source: prepared.code };
}

/** What to load, where the runtime does not know the ending. */
export function loadedByOurselves(path: string, kit: Kit, hasCommonJS: boolean): LoadResult {
  const source = readFileSync(path, "utf8");
  const format = formatOf(path, source, kit);
  if (format === "commonjs" && !hasCommonJS) return { format, source: null, shortCircuit: true };
  const prepared = prepare(source, path, format, kit);
  return { format, source: prepared?.code ?? source, shortCircuit: true };
}

export function textOf(source: NonNullable<LoadResult["source"]>): string {
  if (typeof source === "string") return source;
  return new TextDecoder().decode(source);
}
