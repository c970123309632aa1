import { defineConfig, type UserConfig } from "tsdown";
import { pureConstants } from "./scripts/pure-constants.mjs";

const entry = {
  index: "src/index.ts",
  "runtime/index": "src/runtime/index.ts",
  "compiler/index": "src/compiler/index.ts",
  ...Object.fromEntries(
    ["vite", "rollup", "rolldown", "webpack", "rspack", "esbuild"].map((name) => [
      `adapters/${name}`,
      `src/adapters/unplugin/${name}.ts`,
    ]),
  ),
  "adapters/babel": "src/adapters/babel/index.ts",
  "eslint/index": "src/eslint/index.ts",
};
/** Preloaded by Node, Bun and Deno; the thread's file stands beside the one that names it. */
const hooks = Object.fromEntries(
  ["node", "hooks-thread", "bun", "deno"].map((name) => [
    `adapters/register/${name}`,
    `src/adapters/register/${name}.ts`,
  ]),
);
const shared = {
  platform: "neutral",
  target: "es2022",
  fixedExtension: false,
  dts: true,
} satisfies UserConfig;

/** Published as ES modules only: the CommonJS build carries them, so that any `require` can load it. */
const esmOnly = ["@sveltejs/acorn-typescript", "magic-string", "@jridgewell/sourcemap-codec"];

export default defineConfig([
  // One ES build for the library and the command: they must share their module instances.
  {
    ...shared,
    format: "esm",
    entry: { ...entry, ...hooks, "cli/main": "src/cli/main.ts" },
    deps: { neverBundle: /^node:/ },
    plugins: [pureConstants()],
    // `range.from = from` is an effect of its file, which a bundle without ranges leaves out. Declarations end in .d.ts.
    outputOptions: {
      codeSplitting: {
        groups: [
          { name: "range", test: /src\/runtime\/range\/[\w-]+\.ts$/ },
          // Ranges use it, and so do bundles without any.
          { name: "written", test: /src\/runtime\/written\.ts$/, priority: 1 },
        ],
      },
    },
  },
  {
    ...shared,
    format: "cjs",
    entry: { ...entry, "adapters/register/compiler": "src/adapters/register/compiler.ts" },
    outputOptions: { exports: "named" },
    deps: { neverBundle: /^node:/, alwaysBundle: esmOnly, onlyBundle: false },
  },
]);
