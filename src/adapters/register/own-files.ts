/** Which files a hook looks at: the program's own JavaScript and TypeScript. */
import { fileURLToPath } from "node:url";
import type { Settings } from "./settings.ts";

const source = /\.[cm]?[jt]sx?$/i;
/** The innermost package that a file is installed in, as Node and as Deno's cache have them. */
const installed =
  /^.*[\\/](?:node_modules|npm[\\/][\w-]+(?:\.[\w-]+)+)[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/s;

/** @param ownCode the folder of this package's code, which is never compiled */
export function isOwnFile(path: string, ownCode: string, { packages }: Settings): boolean {
  if (!source.test(path) || path.startsWith(ownCode)) return false;
  const name = installed.exec(path)?.[1];
  return name === undefined || packages.includes("*") || packages.includes(name.replaceAll("\\", "/"));
}

/** The path behind an address; undefined where it is of another kind, such as `node:`, `data:`, `https:`. */
export function pathOf(url: string): string | undefined {
  if (!url.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
