/**
 * One plugin for six bundlers: what of the compiler a bundler meets, in the terms of unplugin.
 *
 * It comes before the bundler's own steps, so that it sees the text as it was written: types and decorators stay, marks
 * are whole, and places in messages are the author's. Nothing is kept between files but what the summary tells.
 */
import { relative } from "node:path";
import type { UnpluginOptions } from "unplugin";
import { CompileError } from "../../compiler/index.ts";
import { BuildSummary } from "../../modules/build-summary.ts";
import { compileModule, type CompiledModule } from "../../modules/compile-module.ts";
import { QuietMoment } from "../../modules/quiet-moment.ts";
import { RecompilationError } from "../../runtime/recompilation-error.ts";
import { kindOf } from "./module-kinds.ts";
import { checkPluginOptions, type PluginOptions } from "./options.ts";
import { PackageCopies } from "./package-copies.ts";

/** When a plugin works, where a bundler gets several. */
export interface Pass {
  readonly name: string;
  /** Before the bundler's own steps, or behind them. */
  readonly enforce: "pre" | undefined;
  readonly isActive: () => boolean;
  /** Mark what is inserted as nothing to count. */
  readonly coverage: boolean;
  /** Is it a server, which has no end at which to tell something? */
  readonly isServer?: () => boolean;
}

const always: Pass = { name: "cpmoptimize", enforce: "pre", isActive: () => true, coverage: false };

export function makePlugin(
  options: PluginOptions | undefined,
  tool: string,
  { name, enforce, isActive, coverage, isServer = () => false }: Pass = always,
): UnpluginOptions {
  const { include, exclude, loops, strict, sourcemap, summary, verbose } = checkPluginOptions(
    `cpmoptimize/${tool}`,
    options,
  );
  const built = new BuildSummary();
  const copies = new PackageCopies();
  const tell = (): void => {
    quiet.cancel();
    const text = isServer() ? built.printNew({ verbose }) : built.printChanged({ verbose });
    if (summary && text !== "") console.error(text);
  };
  const quiet = new QuietMoment(tell);
  return {
    name,
    ...(enforce && { enforce }),
    transform: {
      filter: { id: { include, exclude } },
      handler(source, id) {
        const file = id.replace(/[?#].*$/, "");
        // Of ids that begin with \0 the text is a bundler's own.
        if (!isActive() || id.startsWith("\0") || copies.isOwn(file)) return undefined;
        const filename = relative(process.cwd(), file).replaceAll("\\", "/");
        const kind = kindOf(this.getNativeBuildContext?.());
        if (kind === "asset") return undefined;
        const strictMode = kind === "module";
        let compiled: CompiledModule | undefined;
        try {
          compiled = compileModule(source, { filename, loops, strict, coverage, strictMode });
        } catch (error) {
          if (error instanceof RecompilationError || (strict && error instanceof CompileError))
            throw located(error, file);
          if (!(error instanceof CompileError)) throw error;
          // The bundler may know a syntax that the compiler does not; if not, it says so itself.
          this.warn(`${filename} is left as it is, since it could not be read: ${error.message}`);
        }
        built.add(file, compiled?.report);
        if (isServer()) quiet.wait();
        if (compiled === undefined) return undefined;
        for (const { place, what, why } of compiled.report.notes)
          this.warn(`${filename}:${place}: ${what} has no effect: ${why}`);
        if (compiled.code === source) return undefined;
        const doubt = copies.doubtIn(file);
        if (doubt !== undefined) this.warn(doubt);
        return { code: compiled.code, map: sourcemap ? mapOf(compiled, file) : null };
      },
    },
    buildEnd: tell,
    // The optimiser of Vite's server would find the runtime only when a page asks for it, and load the page anew.
    vite: { config: () => ({ optimizeDeps: { include: ["cpmoptimize/runtime"] } }) },
  };
}

/** Bundlers know their modules by whole paths; messages and sites name files from the working directory. */
function mapOf({ map }: CompiledModule, file: string) {
  const { version, names, mappings, sourcesContent } = map;
  return {
    version,
    names: [...names],
    mappings,
    sources: [file],
    sourcesContent: [...(sourcesContent ?? [])],
  };
}

/** The error with what bundlers read off it to show the place: the message has the frame already. */
function located(error: RecompilationError | CompileError, file: string): Error {
  const [line = 1, column = 1] =
    error instanceof CompileError
      ? [error.line, error.column]
      : (error.refusals[0]?.where ?? "1:1").split(":").map(Number);
  return Object.assign(error, { id: file, loc: { file, line, column: column - 1 } });
}
