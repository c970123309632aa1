import { fileURLToPath } from "node:url";
import ts from "typescript";
import { defineConfig, type Plugin } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/**
 * No Node parses `@decorator` and the bundled transformer leaves standard decorators as they are, so files that
 * contain one are compiled by TypeScript itself, as a user of the package would.
 */
const standardDecorators: Plugin = {
  name: "standard-decorators",
  enforce: "pre",
  transform: {
    filter: { id: /\.ts$/, code: /(^|[\s{;])@[A-Za-z_$(]/m },
    handler(code, id) {
      const { outputText, sourceMapText } = ts.transpileModule(code, {
        fileName: id,
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
          verbatimModuleSyntax: true,
          sourceMap: true,
        },
      });
      return { code: outputText, map: sourceMapText ?? null };
    },
  },
};

export default defineConfig({
  plugins: [standardDecorators],
  resolve: {
    alias: [
      { find: /^cpmoptimize$/, replacement: source("index.ts") },
      { find: /^cpmoptimize\/(runtime|compiler)$/, replacement: source("$1/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    // By default one processor is left to the command itself, which has little to do.
    maxWorkers: "100%",
    // Many tests decorate functions that capture variables; what is said about it has a test of its own.
    execArgv: ["--disable-warning=CPM_CAPTURED_VARIABLES"],
    coverage: {
      provider: "v8",
      include: ["src/**"],
      reporter: ["text-summary", "html"],
      reportsDirectory: "coverage",
    },
  },
});
