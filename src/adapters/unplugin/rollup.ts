/**
 * `cpmoptimize/rollup`: the plugin for Rollup.
 *
 * @module rollup
 */
import { createRollupPlugin } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What Rollup takes in its `plugins`; the type is spelt out so that no other bundler's types are needed. */
export interface RollupPlugin {
  readonly name: string;
}

/**
 * Compiles loops in place, for Rollup.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): RollupPlugin {
  return create(options) as RollupPlugin;
}

const create = /* @__PURE__ */ createRollupPlugin((options: PluginOptions | undefined) =>
  makePlugin(options, "rollup"),
);

export default cpmoptimize;
