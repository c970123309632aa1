/**
 * The test files as modules that any engine loads: TypeScript and decorators compiled, `vitest` replaced, shared code in
 * chunks. Node's own modules stay imports; which of them a file needs is read from what esbuild says of its output.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const runtime = "test/engines/behaviour/run.ts";

/** @returns For each file its module, and the modules of the host that it imports. */
export async function bundle(root, files, folder) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [runtime, ...files],
    outdir: folder,
    outbase: root,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    metafile: true,
    external: ["node:*", "typescript"],
    logLevel: "error",
    plugins: [vitestInBundles(root)],
  });
  const outputs = metafile.outputs;
  const hostModules = (output, seen = new Set()) => {
    if (seen.has(output)) return [];
    seen.add(output);
    return outputs[output].imports.flatMap(({ path, external }) =>
      external ? [path] : hostModules(path, seen),
    );
  };
  const modules = new Map();
  for (const [output, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === undefined) continue;
    const needs = [...new Set(hostModules(output))].sort();
    modules.set(entryPoint, { module: relative(folder, join(root, output)).replaceAll("\\", "/"), needs });
  }
  return { runtime: modules.get(runtime).module, modules };
}

/** The adapter for `vitest`, and the places of test files as they were before they were bundled. */
function vitestInBundles(root) {
  return {
    name: "vitest in bundles",
    setup(builder) {
      builder.onResolve({ filter: /^vitest$/ }, () => ({
        path: join(root, "test/engines/behaviour/vitest.ts"),
      }));
      builder.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8")
          .replace(/(?<=, )import\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href))
          .replace(/(?<=\$\{)import\.meta\.dirname\b/g, JSON.stringify(dirname(path))),
        loader: "ts",
      }));
    },
  };
}
