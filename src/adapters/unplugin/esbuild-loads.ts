/**
 * How esbuild loads files, where unplugin's way is not its own.
 *
 * The loader is the one that the build's options name for a file's ending (`.js` with JSX in it), else the usual one. A
 * file that is no program there (`with { type: "text" }`, the loader `file`) is not looked into. A file that stays as it
 * is goes on to the next plugin: esbuild asks that one only where the plugins before have given nothing. An error has its
 * place, and not that of the import.
 */
import { readFile } from "node:fs/promises";
import { extname, relative } from "node:path";
import type { UnpluginOptions } from "unplugin";

type Loader = "js" | "jsx" | "ts" | "tsx";

const usual: Readonly<Record<string, Loader>> = {
  ".jsx": "jsx",
  ".ts": "ts",
  ".cts": "ts",
  ".mts": "ts",
  ".tsx": "tsx",
};
const programs: ReadonlySet<string> = new Set(["js", "jsx", "ts", "tsx", "default"]);

/** What is used of esbuild's `build`. */
export interface Build {
  readonly initialOptions: {
    readonly loader?: Readonly<Record<string, string>>;
    readonly absWorkingDir?: string;
  };
  onLoad(options: object, callback: (args: LoadArgs) => Promise<Loaded | undefined>): void;
  onEnd(callback: () => { readonly warnings: readonly object[] }): void;
}

interface LoadArgs {
  readonly path: string;
  /** The attributes of the import. */
  readonly with?: Readonly<Record<string, string>>;
}

interface Loaded {
  readonly contents?: string;
  readonly errors?: readonly object[];
  readonly warnings?: readonly object[];
}

/** What the plugin throws where something is wrong with a file. */
interface Located {
  readonly message: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
}

/** A text that no file has, in the place of one that stays. */
const stays = "\0stays";

/** The plugin for a build whose `onLoad` is that of `loadsOf`. */
export function forEsbuild(plugin: UnpluginOptions): UnpluginOptions {
  const { transform } = plugin;
  if (typeof transform !== "object") return plugin;
  const { handler } = transform;
  let named: Readonly<Record<string, string>> = {};
  return {
    ...plugin,
    transform: {
      ...transform,
      handler(code, id) {
        return handler.call(this, code, id) ?? stays;
      },
    },
    esbuild: {
      onLoadFilter: /\.[cm]?[jt]sx?$/,
      config(options) {
        named = options.loader ?? {};
      },
      loader: (_, id) => loaderFor(id, named),
    },
  };
}

function loaderFor(id: string, named: Readonly<Record<string, string>>): Loader {
  const ending = extname(id.replace(/[?#].*$/, ""));
  const loader = named[ending] ?? "default";
  return loader === "default" ? (usual[ending] ?? "js") : (loader as Loader);
}

/** The build as the plugin shall see it. */
export function loadsOf<B extends Build>(build: B): B {
  const { loader = {}, absWorkingDir = process.cwd() } = build.initialOptions;
  // Of a file that goes on, nothing may be given but at the end, be it a warning.
  let warnings: object[] = [];
  build.onEnd(() => {
    const all = warnings;
    warnings = [];
    return { warnings: all };
  });
  return {
    ...build,
    onLoad: (options, load) => {
      build.onLoad(options, async (args) => {
        const isProgram = programs.has(loader[extname(args.path)] ?? "default");
        if (!isProgram || Object.keys(args.with ?? {}).length > 0) return undefined;
        try {
          const loaded = await load(args);
          if (loaded?.contents !== stays) return loaded;
          warnings.push(...(loaded.warnings ?? []));
          return undefined;
        } catch (error) {
          if (!isLocated(error)) throw error;
          return { errors: [await messageOf(error, absWorkingDir)] };
        }
      });
    },
  };
}

function isLocated(error: unknown): error is Located {
  return error instanceof Error && "loc" in error;
}

/** The error as esbuild's own are: the file relative to where it works, lines from 1, columns (in bytes) from 0. */
async function messageOf(error: Located, folder: string): Promise<object> {
  const { file, line, column } = error.loc;
  const text = await readFile(file, "utf8");
  const lineText = text.split(/\r\n?|[\n\u2028\u2029]/)[line - 1] ?? "";
  const before = new TextEncoder().encode(lineText.slice(0, column)).length;
  const location = { file: relative(folder, file).replaceAll("\\", "/"), line, column: before, lineText };
  return { text: error.message, location, detail: error };
}
