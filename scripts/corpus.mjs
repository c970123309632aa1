/** `npm run corpus [-- --list] [-- --write]`: the outcomes of the corpus of real loops (test/corpora/README.md). */
import { rm } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
// Inside the project, so that the bundle finds its packages.
const file = `${root}/.cache/corpora/main-${process.pid}.mjs`;
await build({
  entryPoints: [`${root}/test/corpora/main.ts`],
  outfile: file,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
});
try {
  const { main } = await import(pathToFileURL(file).href);
  process.exitCode = await main(root, process.argv.slice(2));
} finally {
  await rm(file, { force: true });
}
