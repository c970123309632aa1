/**
 * `cpmoptimize/rolldown`: the plugin for Rolldown.
 *
 * @module rolldown
 */
import { createRolldownPlugin } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What Rolldown takes in its `plugins`; the type is spelt out so that no other bundler's types are needed. */
export interface RolldownPlugin {
  readonly name: string;
}

/**
 * Compiles loops in place, for Rolldown.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): RolldownPlugin {
  return create(options) as RolldownPlugin;
}

const create = /* @__PURE__ */ createRolldownPlugin((options: PluginOptions | undefined) =>
  makePlugin(options, "rolldown"),
);

export default cpmoptimize;
