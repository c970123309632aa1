/**
 * Which of esbuild's loaders reads a file that the plugin gives back: the one that the build's options name for its ending
 * (`.js` with JSX in it), else the usual one.
 */
import { extname } from "node:path";
import type { UnpluginOptions } from "unplugin";

type Loader = "js" | "jsx" | "ts" | "tsx";

const usual: Readonly<Record<string, Loader>> = {
  ".jsx": "jsx",
  ".ts": "ts",
  ".cts": "ts",
  ".mts": "ts",
  ".tsx": "tsx",
};

export function esbuildLoaders(): NonNullable<UnpluginOptions["esbuild"]> {
  let named: Readonly<Record<string, unknown>> = {};
  return {
    onLoadFilter: /\.[cm]?[jt]sx?$/,
    config(options) {
      named = options.loader ?? {};
    },
    loader: (_, id) => {
      const ending = extname(id.replace(/[?#].*$/, ""));
      return (named[ending] as Loader | undefined) ?? usual[ending] ?? "js";
    },
  };
}
