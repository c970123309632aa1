/** What is not in the package's interface, such as single kernels, comes from its source. */
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param exports lines such as `export { prepare } from "./src/kernels/residues/prepare.ts";`. */
export async function fromSource(exports) {
  const { outputFiles } = await build({
    stdin: { contents: exports, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
