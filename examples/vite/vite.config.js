import cpmoptimize from "cpmoptimize/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [cpmoptimize()],
  // A program for Node instead of a page, so that `npm start` can run it.
  build: { ssr: "src/main.ts", sourcemap: true },
});
