import cpmoptimize from "cpmoptimize/rolldown";
import { defineConfig } from "rolldown";

export default defineConfig({
  input: "src/main.ts",
  output: { file: "dist/main.js", sourcemap: true },
  platform: "node",
  plugins: [cpmoptimize()],
});
