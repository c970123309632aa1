/**
 * `cpmoptimize/webpack`: the plugin for webpack.
 *
 * @module webpack
 */
import { createWebpackPlugin } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What webpack takes in its `plugins`; the type is spelt out so that no other bundler's types are needed. */
export interface WebpackPlugin {
  apply(compiler: object): void;
}

/**
 * Compiles loops in place, for webpack.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): WebpackPlugin {
  return create(options);
}

const create: (options?: PluginOptions) => WebpackPlugin = /* @__PURE__ */ createWebpackPlugin(
  (options: PluginOptions | undefined) => makePlugin(options, "webpack"),
);

export default cpmoptimize;
