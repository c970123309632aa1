/** What the bundlers' plugins may be told beyond what all adapters share: which files. */
import {
  checkModuleOptions,
  type CheckedModuleOptions,
  type ModuleOptions,
  wrongOption,
} from "../../modules/module-options.ts";

/** A glob, as in `src/**\/*.ts`, relative to the working directory; or a regular expression on the whole path. */
export type FilePattern = string | RegExp;

/** The options of the plugins for Vite, Rollup, Rolldown, webpack, Rspack and esbuild. */
export interface PluginOptions extends ModuleOptions {
  /** The files to compile; by default JavaScript and TypeScript, JSX included. */
  readonly include?: FilePattern | readonly FilePattern[] | undefined;
  /** The files to leave alone all the same; by default what is in a folder `node_modules`. */
  readonly exclude?: FilePattern | readonly FilePattern[] | undefined;
}

export interface CheckedPluginOptions extends CheckedModuleOptions {
  readonly include: FilePattern[];
  readonly exclude: FilePattern[];
}

/** @throws TypeError */
export function checkPluginOptions(tool: string, options: unknown): CheckedPluginOptions {
  const checked = checkModuleOptions(tool, options, ["include", "exclude"]);
  const { include, exclude } = (options ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...checked,
    include: checkPatterns(tool, "include", include) ?? [/\.[cm]?[jt]sx?$/],
    exclude: checkPatterns(tool, "exclude", exclude) ?? [/[\\/]node_modules[\\/]/],
  };
}

function checkPatterns(tool: string, name: string, value: unknown): FilePattern[] | undefined {
  if (value === undefined) return undefined;
  const patterns: unknown[] = Array.isArray(value) ? value : [value];
  return patterns.map((pattern) => {
    if (typeof pattern === "string" || pattern instanceof RegExp) return pattern;
    throw wrongOption(tool, name, pattern, "a glob, a regular expression, or an array of them");
  });
}
