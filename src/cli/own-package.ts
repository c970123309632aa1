/**
 * Where this package lives, for the bundle that has to contain its runtime: the folder above this file whose
 * package.json bears its name. Its code is under `src` when this file is TypeScript, under `dist` when it is built.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface OwnPackage {
  readonly version: string;
  /** The folder that holds the package's code. */
  readonly code: string;
  /** The file of an entry point: `cpmoptimize`, `cpmoptimize/runtime`. */
  entry(specifier: string): string;
}

export function ownPackage(): OwnPackage {
  const here = fileURLToPath(import.meta.url);
  const [folder, extension] = here.endsWith(".ts") ? ["src", "ts"] : ["dist", "js"];
  for (let root = dirname(here); root !== dirname(root); root = dirname(root)) {
    const version = versionIn(root);
    if (version === undefined) continue;
    const code = join(root, folder);
    const entry = (specifier: string): string =>
      join(code, specifier.slice("cpmoptimize".length), `index.${extension}`);
    return { version, code, entry };
  }
  throw new Error(`no package.json of cpmoptimize above ${here}`);
}

function versionIn(folder: string): string | undefined {
  try {
    const text = readFileSync(join(folder, "package.json"), "utf8");
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    return name === "cpmoptimize" ? version : undefined;
  } catch {
    // There is none here; it is further up.
    return undefined;
  }
}
