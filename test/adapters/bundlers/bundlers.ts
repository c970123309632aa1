/** Each bundler, with and without its plugin: an entry to one file that Node can run, and its source map beside it. */
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { rollup, type Plugin as RollupPlugin } from "rollup";
import ts from "typescript";
import { build as viteBuild, type Plugin as VitePlugin } from "vite";
import webpack from "webpack";
import esbuildCpm from "cpmoptimize/esbuild";
import rolldownCpm from "cpmoptimize/rolldown";
import rollupCpm from "cpmoptimize/rollup";
import rspackCpm from "cpmoptimize/rspack";
import viteCpm from "cpmoptimize/vite";
import type { PluginOptions } from "cpmoptimize/vite";
import webpackCpm from "cpmoptimize/webpack";

interface Job {
  readonly entry: string;
  readonly outfile: string;
  /** Undefined: without the plugin. */
  readonly options?: PluginOptions | undefined;
  /** Minified, with the package left outside. */
  readonly minify?: boolean;
}

/** Warnings of the build. @throws what the bundler reports as an error */
export type Bundle = (job: Job) => Promise<readonly string[]>;

/** `[plugin()]`, or nothing: what is handed to the tool has the tool's own type. */
function given<P>(plugin: (options: PluginOptions) => P, { options }: Job): P[] {
  return options === undefined ? [] : [plugin(options)];
}

const packageNames = ["cpmoptimize", "cpmoptimize/runtime"] as const;

const withEsbuild: Bundle = async (job) => {
  const plugins: esbuild.Plugin[] = given(esbuildCpm, job);
  const { warnings } = await esbuild.build({
    entryPoints: [job.entry],
    outfile: job.outfile,
    plugins,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "node",
    sourcemap: true,
    logLevel: "silent",
    minify: job.minify === true,
    external: job.minify ? [...packageNames] : [],
  });
  return warnings.map(({ text }) => text);
};

/** Rollup knows neither types nor packages by itself. */
const erase: RollupPlugin = {
  name: "erase-types",
  resolveId(source) {
    if (!source.startsWith("cpmoptimize")) return null;
    return fileURLToPath(import.meta.resolve(source));
  },
  transform(code, id) {
    if (!/\.tsx?$/.test(id)) return null;
    const { outputText, sourceMapText } = transpile(code, id);
    return { code: outputText, map: sourceMapText ?? null };
  },
};

function transpile(code: string, id: string) {
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: id,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      verbatimModuleSyntax: true,
      sourceMap: true,
    },
  });
  return { outputText: outputText.replace(/\/\/# sourceMappingURL=.*/, ""), sourceMapText };
}

const external = [/^node:/, "acorn", "eslint-scope", "magic-string", "@sveltejs/acorn-typescript"];

const withRollup: Bundle = async (job) => {
  const warnings: string[] = [];
  const plugins: RollupPlugin[] = [...given(rollupCpm, job), erase];
  const bundle = await rollup({
    input: job.entry,
    plugins,
    // The plain program needs the compiler, which is slow to bundle.
    external: job.options === undefined ? [...external, /^cpmoptimize/] : external,
    treeshake: { moduleSideEffects: false },
    onLog: (level, { message }) => void (level === "warn" && warnings.push(message)),
  });
  await bundle.write({ file: job.outfile, format: "esm", sourcemap: true });
  await bundle.close();
  return warnings;
};

const withRolldown: Bundle = async (job) => {
  const warnings: string[] = [];
  const bundle = await rolldown({
    input: job.entry,
    plugins: given(rolldownCpm, job),
    platform: "node",
    external: job.minify ? [...packageNames] : [],
    transform: { decorator: { legacy: true } },
    onLog: (level, { message }) => void (level === "warn" && warnings.push(message)),
  });
  await bundle.write({ file: job.outfile, format: "esm", sourcemap: true, minify: job.minify === true });
  await bundle.close();
  return warnings;
};

const withVite: Bundle = async (job) => {
  const warnings: string[] = [];
  const plugins: VitePlugin[] = given(viteCpm, job).flat();
  await viteBuild({
    configFile: false,
    logLevel: "silent",
    plugins,
    oxc: { decorator: { legacy: true } },
    ssr: job.minify ? { external: [...packageNames] } : { noExternal: true },
    build: {
      ssr: job.entry,
      outDir: dirname(job.outfile),
      emptyOutDir: false,
      sourcemap: true,
      minify: job.minify === true,
      rolldownOptions: {
        output: { format: "esm", entryFileNames: basename(job.outfile) },
        onLog: (level, { message }) => void (level === "warn" && warnings.push(message)),
      },
    },
  });
  return warnings;
};

const externals = ({ minify }: Job) =>
  minify ? { externals: Object.fromEntries(packageNames.map((name) => [name, `commonjs ${name}`])) } : {};

const output = ({ outfile }: Job) => ({
  path: dirname(outfile),
  filename: basename(outfile),
  devtoolModuleFilenameTemplate: "[absolute-resource-path]",
});

const withWebpack: Bundle = (job) =>
  new Promise((resolve, reject) => {
    const plugins: webpack.WebpackPluginInstance[] = given(webpackCpm, job);
    webpack(
      {
        mode: "production",
        target: "node20",
        devtool: "source-map",
        entry: job.entry,
        output: output(job),
        optimization: { minimize: job.minify === true },
        ...externals(job),
        module: {
          rules: [{ test: /\.tsx?$/, loader: new URL("erase-types.cjs", import.meta.url).pathname }],
        },
        plugins,
      },
      (error, stats) => {
        const { errors = [], warnings = [] } = stats?.toJson({ errors: true, warnings: true }) ?? {};
        if (error ?? errors.length)
          reject(error ?? new Error(errors.map(({ message }) => message).join("\n")));
        else resolve(warnings.map(({ message }) => message));
      },
    );
  });

const withRspack: Bundle = (job) =>
  new Promise((resolve, reject) => {
    rspack(
      {
        mode: "production",
        target: "node20",
        devtool: "source-map",
        entry: job.entry,
        output: output(job),
        optimization: { minimize: job.minify === true },
        ...externals(job),
        module: {
          rules: [
            {
              test: /\.tsx?$/,
              loader: "builtin:swc-loader",
              options: {
                jsc: {
                  parser: { syntax: "typescript", tsx: job.entry.endsWith("x"), decorators: true },
                  transform: { decoratorVersion: "2022-03" },
                  target: "es2022",
                },
              },
            },
          ],
        },
        plugins: given(rspackCpm, job),
      },
      (error, stats) => {
        const { errors = [], warnings = [] } = stats?.toJson({ errors: true, warnings: true }) ?? {};
        if (error ?? errors.length)
          reject(error ?? new Error(errors.map(({ message }) => message).join("\n")));
        else resolve(warnings.map(({ message }) => message));
      },
    );
  });

export const bundlers: Readonly<Record<string, Bundle>> = {
  esbuild: withEsbuild,
  rollup: withRollup,
  rolldown: withRolldown,
  vite: withVite,
  webpack: withWebpack,
  rspack: withRspack,
};
