/**
 * `cpmoptimize/esbuild`: the plugin for esbuild.
 *
 * @module esbuild
 */
import { createEsbuildPlugin } from "unplugin";
import { type Build, forEsbuild, loadsOf } from "./esbuild-loads.ts";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What esbuild takes in its `plugins`; the type is spelt out so that no other bundler's types are needed. */
export interface EsbuildPlugin {
  readonly name: string;
  setup(build: object): void | Promise<void>;
}

/**
 * Compiles loops in place, for esbuild.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): EsbuildPlugin {
  const plugin = create(options);
  return { name: plugin.name, setup: (build) => plugin.setup(loadsOf(build as Build)) };
}

const create: (options?: PluginOptions) => EsbuildPlugin = /* @__PURE__ */ createEsbuildPlugin(
  (options: PluginOptions | undefined) => forEsbuild(makePlugin(options, "esbuild")),
);

export default cpmoptimize;
