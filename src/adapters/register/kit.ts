/** What the hooks of Node, Bun and Deno work with, found from the address of the entry that asks. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Erased, type Eraser, eraseTypes } from "../../modules/erase-types.ts";
import { type Settings, settingsFrom } from "./settings.ts";

export type Format = "module" | "commonjs";

type Compiler = typeof import("./compiler.ts");

export interface Kit {
  readonly settings: Settings;
  /** Addresses of the runtime, for ES modules and for CommonJS. */
  readonly runtime: Readonly<Record<Format, string>>;
  /** The compiler, loaded at the first call; undefined for the packages that it needs itself. */
  readonly compiler: () => Compiler | undefined;
  readonly erase: (source: string, path: string) => Erased;
  /** Does the runtime put up with types (if with nothing else of TypeScript)? */
  readonly runsTypes: boolean;
  /** Is no line to be added, since the runtime reads no maps? */
  readonly keepLines?: boolean;
}

/** The folder of the package's code, two above an entry's. */
export function ownCodeOf(entry: string): string {
  return fileURLToPath(new URL("../../", entry));
}

/**
 * The runtime is named by its address, so that files that cannot find this package by its name run, too, and all share
 * one copy. @param entry `import.meta.url` of a file in `adapters/register`
 */
export function kitFor(entry: string, differences: Partial<Kit> = {}): Kit {
  const require = createRequire(entry);
  const path = fileURLToPath(new URL("./compiler.cjs", entry));
  let state: Compiler | "absent" | "loading" = "absent";
  return {
    settings: settingsFrom(process.env),
    runtime: {
      module: new URL("../../runtime/index.js", entry).href,
      commonjs: fileURLToPath(new URL("../../runtime/index.cjs", entry)),
    },
    compiler: () => {
      if (state === "absent") {
        state = "loading";
        state = require(path) as Compiler;
      }
      return state === "loading" ? undefined : state;
    },
    erase: (source, path) => eraseTypes(require("esbuild") as Eraser, source, path),
    runsTypes: Boolean((process.features as { typescript?: unknown }).typescript),
    ...differences,
  };
}
