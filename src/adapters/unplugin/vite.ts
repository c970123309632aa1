/**
 * `cpmoptimize/vite`: the plugin for Vite.
 *
 * @module vite
 */
import { createVitePlugin } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { underVitest } from "./under-vitest.ts";

export type { FilePattern, PluginOptions } from "./options.ts";
export type { ModuleOptions } from "../../modules/module-options.ts";

/** What Vite takes in its `plugins`, which may hold arrays; the type is spelt out so that no other bundler's types are needed. */
export interface VitePlugin {
  readonly name: string;
}

/**
 * Compiles loops in place, for Vite.
 *
 * @throws TypeError when an option is unknown or malformed
 * @example
 * const plugins = [cpmoptimize({ loops: "marked" })];
 */
export function cpmoptimize(options?: PluginOptions): VitePlugin[] {
  return create(options) as VitePlugin[];
}

const create = /* @__PURE__ */ createVitePlugin(underVitest);

export default cpmoptimize;
