/** The tests of the adapters: of the built package, in the tools themselves. `npm test` runs them behind the build. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/adapters/**/*.built.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
