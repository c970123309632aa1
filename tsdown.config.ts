import { defineConfig, type UserConfig } from "tsdown";

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
    entry: { ...entry, "cli/main": "src/cli/main.ts" },
    deps: { neverBundle: /^node:/ },
  },
  {
    ...shared,
    format: "cjs",
    entry,
    outputOptions: { exports: "named" },
    deps: { neverBundle: /^node:/, alwaysBundle: esmOnly, onlyBundle: false },
  },
]);
