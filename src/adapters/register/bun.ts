/**
 * `bun --preload cpmoptimize/register app.ts`: compiles loops of the program's files as they are loaded.
 *
 * What Bun's plugins have to know:
 *
 * - a plugin that has been asked for a file must answer, so installed packages are left out by the filter;
 * - Bun reads no source map of what a plugin gives, so no line is added: lines in stacks are right, columns behind a door
 *   are not;
 * - CommonJS that a plugin gives is taken for an ES module and never run (oven-sh/bun#19279, #39786). So CommonJS is run
 *   here, by `Module.prototype._compile` and with the entry of `require.cache` that Bun has prepared, and its exports are
 *   what the plugin gives.
 */
import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname } from "node:path";
import { isTypeScript, loaderOf } from "../../modules/erase-types.ts";
import { type Format, kitFor, ownCodeOf } from "./kit.ts";
import { packageType, saysModule } from "./module-format.ts";
import { isOwnFile } from "./own-files.ts";
import { prepare } from "./prepare.ts";
import type { Settings } from "./settings.ts";

type Answer =
  | { readonly contents: string; readonly loader: string }
  | { readonly exports: object; readonly loader: "object" };

interface Bun {
  plugin(plugin: {
    readonly name: string;
    readonly setup: (build: {
      onLoad(
        constraints: { readonly filter: RegExp },
        answer: (file: { readonly path: string }) => Answer,
      ): void;
    }) => void;
  }): void;
}

/** A CommonJS module, as much of it as is used. */
interface CommonJSModule {
  exports: unknown;
  filename: string;
  loaded: boolean;
  paths: readonly string[];
  _compile(code: string, path: string): void;
}

const kit = kitFor(import.meta.url, { runsTypes: true, keepLines: true });
const ownCode = ownCodeOf(import.meta.url);
const { cache } = createRequire(import.meta.url) as unknown as {
  readonly cache: Record<string, { exports: unknown } | undefined>;
};
const running = new Map<string, CommonJSModule>();

// Before the plugin, which would be asked for its packages.
kit.compiler();
(globalThis as unknown as { readonly Bun: Bun }).Bun.plugin({
  name: "cpmoptimize",
  setup: (build) => {
    build.onLoad({ filter: filterFor(kit.settings) }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (bunFormat(path, source) === "commonjs") return exportsOf(path, source);
      const prepared = isOwnFile(path, ownCode, kit.settings)
        ? prepare(source, path, "module", kit)
        : undefined;
      if (prepared === undefined) return { contents: source, loader: loaderOf(path) };
      return { contents: prepared.code, loader: prepared.isErased ? "js" : loaderOf(path) };
    });
  },
});

/** Sources outside of node_modules, and those of the packages that are asked for; never this package's own. */
function filterFor({ packages }: Settings): RegExp {
  const escape = (text: string): string => text.replace(/[^\w@/]/g, String.raw`\$&`);
  const source = String.raw`[^\\/]*\.[cm]?[jt]sx?$`;
  const others = `^(?!${escape(ownCode)})`;
  if (packages.includes("*")) return new RegExp(`${others}.*${source}`, "s");
  const installed = String.raw`[\\/]node_modules[\\/]`;
  const escaped = packages.map((name) => escape(name).replace("/", String.raw`[\\/]`));
  const asked =
    escaped.length === 0 ? "" : `|.*${installed}(?:${escaped.join("|")})[\\\\/](?!.*node_modules[\\\\/])`;
  return new RegExp(`${others}(?:(?!.*${installed})${asked}).*${source}`, "s");
}

/** Bun goes by what the text uses, and by the package only where it uses nothing. */
function bunFormat(path: string, source: string): Format {
  if (/\.m[jt]s$/i.test(path)) return "module";
  if (/\.c[jt]s$/i.test(path)) return "commonjs";
  if (saysModule(path, source, kit)) return "module";
  const usesCommonJS = /\b(?:require|module|exports|__filename|__dirname)\b/.test(source);
  return usesCommonJS ? "commonjs" : (packageType(dirname(path)) ?? "commonjs");
}

function exportsOf(path: string, source: string): Answer {
  const exported = (running.get(path) ?? run(path, source)).exports;
  // Functions and arrays are exports, too; the last name is what `require` gives.
  const names = typeof exported === "object" || typeof exported === "function" ? exported : {};
  return { exports: { ...names, default: exported, "module.exports": exported }, loader: "object" };
}

function run(path: string, source: string): CommonJSModule {
  const Constructor = Module as unknown as {
    new (path: string): CommonJSModule;
    _nodeModulePaths(folder: string): readonly string[];
  };
  const module = new Constructor(path);
  module.filename = path;
  module.paths = Constructor._nodeModulePaths(dirname(path));
  // Whoever is waiting for this module holds the exports that are prepared for it: of use when modules need each other.
  const waiting = cache[path];
  if (waiting) module.exports = waiting.exports;
  else cache[path] = module;
  running.set(path, module);
  const prepared = isOwnFile(path, ownCode, kit.settings)
    ? prepare(source, path, "commonjs", kit)
    : undefined;
  const text = prepared?.code ?? source;
  const bare = !prepared?.isErased && isTypeScript(path) ? kit.erase(text, path).code : text;
  try {
    module._compile(withThis(bare), path);
  } catch (error) {
    running.delete(path);
    Reflect.deleteProperty(cache, path);
    throw error;
  }
  module.loaded = true;
  if (waiting) waiting.exports = module.exports;
  return module;
}

/** `this` at the top of CommonJS is its exports, but not in Bun's `_compile`. */
function withThis(code: string): string {
  if (!/\bthis\b/.test(code)) return code;
  return `(function () {${code.replace(/^#!.*/, "")}\n}).call(exports);`;
}
