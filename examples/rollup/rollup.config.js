import cpmoptimize from "cpmoptimize/rollup";

export default {
  input: "src/main.js",
  output: { file: "dist/main.js", sourcemap: true },
  external: /^cpmoptimize/,
  // First: a plugin that compiles TypeScript comes behind it.
  plugins: [cpmoptimize()],
};
