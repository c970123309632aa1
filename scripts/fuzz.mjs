/** `npm run fuzz [-- --minutes 10 --seed S]`: new programs, as written, wrapped and transformed (test/differential/fuzz.ts). */
import { rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
// Inside the project, so that the bundle finds its packages.
const folder = `${root}/.cache/fuzz-${process.pid}`;
await build({
  entryPoints: [`${root}/test/differential/fuzz.ts`],
  outfile: `${folder}/fuzz.mjs`,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: {
    cpmoptimize: `${root}/src/index.ts`,
    "cpmoptimize/runtime": `${root}/src/runtime/index.ts`,
    "cpmoptimize/compiler": `${root}/src/compiler/index.ts`,
  },
});
const worker = `${folder}/worker.mjs`;
await writeFile(
  worker,
  'import { batch } from "./fuzz.mjs";\nprocess.on("message", (seed) => process.send(batch(seed)));\n',
);
try {
  const { main } = await import(pathToFileURL(`${folder}/fuzz.mjs`).href);
  process.exitCode = await main(root, worker, process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}
