/**
 * `cpmoptimize/rspack`: the plugin for Rspack.
 *
 * @module rspack
 */
import { createRspackPlugin } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What Rspack takes in its `plugins`; the type is spelt out so that no other bundler's types are needed. */
export interface RspackPlugin {
  apply(compiler: object): void;
}

/**
 * Compiles loops in place, for Rspack.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): RspackPlugin {
  return create(options);
}

const create: (options?: PluginOptions) => RspackPlugin = /* @__PURE__ */ createRspackPlugin(
  (options: PluginOptions | undefined) => makePlugin(options, "rspack"),
);

export default cpmoptimize;
