/**
 * A user's file, with everything that it imports, as one JavaScript module that Node can run: TypeScript erased, every
 * loop of the user's own files compiled, and the call expression added as an export, so that exports and top-level names
 * alike can be used in it.
 *
 * The call stands behind the text of the file, on lines of its own: places in the file stay what they are, and a place
 * behind the last line is one in the call (`callLine`).
 */
import { dirname, sep } from "node:path";
import { build, type BuildFailure, type Plugin } from "esbuild";
import { transform } from "../compiler/index.ts";
import { parse } from "../compiler/parse/parse.ts";
import { loaderOf } from "../modules/erase-types.ts";
import { Failure } from "./failure.ts";
import { ownPackage } from "./own-package.ts";
import { readSource } from "./read-source.ts";

export interface Bundle {
  readonly code: string;
  /** Line of the user's file on which the call expression begins. */
  readonly callLine: number;
}

/** The export that runs the call. */
export const callName = "$cpmCall";

/**
 * @param folder where the code will be run from: the source map counts from there
 * @throws CompileError when a file does not parse; Failure when one is missing.
 */
export async function bundle(file: string, call: string, optimise: boolean, folder: string): Promise<Bundle> {
  const source = readSource(file);
  const callLine = source.split("\n").length + 2;
  const { isModule } = parse(source, file);
  const exported =
    isModule || /\.m[jt]s$/.test(file) ? `export const ${callName}` : `module.exports.${callName}`;
  const entry = `${source}\n;${exported} = () => (\n${call}\n);\n`;
  const own = ownPackage();
  // What the plugin throws reaches us only as text, so the error itself is kept.
  const thrown: unknown[] = [];
  const plugin: Plugin = {
    name: "cpmoptimize",
    setup(builder) {
      builder.onResolve({ filter: /^cpmoptimize(\/runtime|\/compiler)?$/ }, ({ path }) => ({
        path: own.entry(path),
      }));
      builder.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
        if (path.includes(`${sep}node_modules${sep}`) || path.startsWith(own.code + sep)) return undefined;
        try {
          const text = path === file ? entry : readSource(path);
          return {
            contents: optimise ? compiled(text, path) : text,
            loader: loaderOf(path),
            resolveDir: dirname(path),
          };
        } catch (error) {
          thrown.push(error);
          throw error;
        }
      });
    },
  };
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "silent",
      outdir: folder,
      // CommonJS packages inside an ES module call `require` for Node's own modules.
      banner: {
        js: 'import { createRequire as $cpmCreateRequire } from "node:module"; const require = $cpmCreateRequire(import.meta.url);',
      },
      plugins: [plugin],
    });
    return { code: outputFiles[0]?.text ?? "", callLine };
  } catch (error) {
    if (thrown.length > 0) throw thrown[0];
    throw failureOf(error);
  }
}

function compiled(source: string, filename: string): string {
  const { code, map } = transform(source, { filename, loops: "all" });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}\n`;
}

function failureOf(error: unknown): unknown {
  const [first] = (error as Partial<BuildFailure>).errors ?? [];
  if (first === undefined) return error;
  const { text, location } = first;
  if (location === null) return new Failure(text);
  const { file, line, column, lineText } = location;
  const frame = `> ${line} | ${lineText}\n  ${" ".repeat(String(line).length)} | ${" ".repeat(column)}^`;
  return new Failure(`${text}\n  at ${file}:${line}:${column + 1}\n${frame}`, file, line, column + 1);
}
