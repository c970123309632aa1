/**
 * `deno run --preload=npm:cpmoptimize/register app.ts`: compiles loops of the program's files as they are loaded.
 *
 * Deno's hook gets JavaScript that Deno has made, and what it gives back has to be JavaScript. So the file is read once
 * more, and its types are blanked out by Deno's own eraser, which moves nothing. What that does not do (decorators, JSX,
 * enums) is done by esbuild, which is a process of its own. Where no process may be run, it is Deno's JavaScript that is
 * compiled: its decorators are calls by then, which only the run time sees, and reports count its lines; stacks do not.
 */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import * as nodeModule from "node:module";
import { isTypeScript, needsMoreThanErasure } from "../../modules/erase-types.ts";
import { mayHaveLoops } from "../../modules/pre-filter.ts";
import { type Format, type Kit, kitFor, ownCodeOf } from "./kit.ts";
import { fileToLoad, type LoadResult, textOf } from "./load.ts";
import { formatOf, packageType } from "./module-format.ts";
import { prepare } from "./prepare.ts";

interface Hooks {
  readonly load: (
    url: string,
    context: unknown,
    nextLoad: (url: string, context: unknown) => LoadResult,
  ) => LoadResult;
}

const { registerHooks, stripTypeScriptTypes } = nodeModule as unknown as {
  readonly registerHooks: (hooks: Hooks) => void;
  readonly stripTypeScriptTypes: (source: string) => string;
};

interface Permissions {
  querySync(of: { readonly name: "run" }): { readonly state: string };
}
const { permissions } = (globalThis as unknown as { readonly Deno: { readonly permissions: Permissions } })
  .Deno;

const byEsbuild = kitFor(import.meta.url, { runsTypes: false });
const byDeno = { ...byEsbuild, erase: (source: string) => ({ code: stripTypeScriptTypes(source) }) };
const ownCode = ownCodeOf(import.meta.url);

// An ES module that is required can import what a hook has added only where that is loaded already.
await import(byEsbuild.runtime.module);
registerHooks({
  load: (url, context, nextLoad) => {
    const result = asItIs(url, nextLoad(url, context));
    const path = fileToLoad(url, ownCode, byDeno);
    if (path === undefined || result.source === null || result.source === undefined) return result;
    const emitted = textOf(result.source);
    if (!mayHaveLoops(emitted, byDeno.settings.loops)) return result;
    const written = isTypeScript(path) ? readFileSync(path, "utf8") : emitted;
    const needsEsbuild = needsMoreThanErasure(written, path);
    const isErased = needsEsbuild && permissions.querySync({ name: "run" }).state !== "granted";
    const source = isErased ? emitted : written;
    const kit = needsEsbuild ? byEsbuild : byDeno;
    const format = denoFormat(path, source, kit);
    // Of CommonJS from a hook Deno reads no map.
    const prepared = prepare(source, path, format, { ...kit, keepLines: format === "commonjs" }, isErased);
    return prepared ? { ...result, source: prepared.code } : result;
  },
});

/**
 * Once there is a hook, Deno takes whatever `require` loads for JavaScript unless told otherwise
 * (denoland/deno#36240): JSON is named, and an addon is loaded by JavaScript that does it.
 */
function asItIs(url: string, result: LoadResult): LoadResult {
  if (result.format) return result;
  if (/\.json$/.test(url)) return { ...result, format: "json" };
  if (!/\.node$/.test(url)) return result;
  return { ...result, format: "commonjs", source: "process.dlopen(module, __filename);" };
}

/** As Node, but that a file of the program is an ES module where its package does not say. */
function denoFormat(path: string, source: string, kit: Kit): Format {
  if (/\.c[jt]s$/i.test(path) || /[\\/]node_modules[\\/]/.test(path)) return formatOf(path, source, kit);
  return packageType(dirname(path)) ?? "module";
}
