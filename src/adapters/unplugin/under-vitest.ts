/**
 * The plugin for Vite, which may be Vitest's: two passes, of which one works.
 *
 * Coverage tools count branches and statements in the compiled text, but for those that a comment tells them to ignore.
 * What erases types prints the text anew and loses such comments in the header of a loop. So under coverage, and only
 * then, the compiler comes behind that step, and marks what it inserts. Loops that are compiled are the same; decorators
 * that the step before has lowered are left to the run time.
 *
 * Vite's server tells its summary whenever it has come to rest, Vitest's when the tests are over.
 */
import type { UnpluginOptions } from "unplugin";
import type { PluginOptions } from "./options.ts";
import { makePlugin } from "./plugin.ts";

/** What Vitest hands to a plugin, before it transforms any file. */
interface Configured {
  readonly vitest?: { readonly config?: { readonly coverage?: { readonly enabled?: boolean } } };
}

export function underVitest(options: PluginOptions | undefined): UnpluginOptions[] {
  let isCovered = false;
  let isServer = false;
  let isVitest = false;
  const first = makePlugin(options, "vite", {
    name: "cpmoptimize",
    enforce: "pre",
    isActive: () => !isCovered,
    coverage: false,
    isServer: () => isServer && !isVitest,
  });
  const hooks = {
    configureServer() {
      isServer = true;
    },
    configureVitest({ vitest }: Configured) {
      isVitest = true;
      isCovered = vitest?.config?.coverage?.enabled ?? false;
    },
  };
  const late = {
    name: "cpmoptimize:coverage",
    enforce: undefined,
    isActive: () => isCovered,
    coverage: true,
  };
  // Places in its messages would be those in the text without types.
  const quiet = makePlugin({ ...options, summary: false }, "vite", late);
  return [
    { ...first, vite: { ...first.vite, ...hooks } },
    { ...quiet, vite: {} },
  ];
}
