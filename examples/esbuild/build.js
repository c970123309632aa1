import cpmoptimize from "cpmoptimize/esbuild";
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/main.js",
  bundle: true,
  format: "esm",
  platform: "node",
  sourcemap: true,
  plugins: [cpmoptimize()],
});
