/**
 * Is the package that a compiled file imports the one that compiled it? Where two copies are installed, each has its own
 * ranges and its own record of functions: a `range` of one is no range for the other, and `explain` does not know what the
 * other has decorated.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

interface Copy {
  readonly folder: string;
  readonly version: string;
}

export class PackageCopies {
  private readonly found = new Map<string, Copy | undefined>();
  private readonly own = copyFor(import.meta.url);
  private told = false;

  /** Is it a file of this package itself, linked into a program? */
  isOwn(file: string): boolean {
    const { own } = this;
    return (
      own !== undefined &&
      file.startsWith(own.folder) &&
      /^[\\/]dist[\\/]/.test(file.slice(own.folder.length))
    );
  }

  /** What to say, the first time that there is something. */
  doubtIn(file: string): string | undefined {
    if (this.told || this.own === undefined) return undefined;
    const folder = dirname(file);
    if (!this.found.has(folder)) this.found.set(folder, copyFor(file));
    const copies = [...this.found.values()].filter((copy) => copy !== undefined);
    const other = copies.find((copy) => copy.folder !== copies[0]?.folder);
    if (other !== undefined) {
      this.told = true;
      return `two copies of cpmoptimize are in this program, ${show(copies[0]!)} and ${show(other)}: ranges and explanations of one mean nothing to the other; install it once (npm ls cpmoptimize)`;
    }
    const [used] = copies;
    if (used === undefined || used.version === this.own.version) return undefined;
    this.told = true;
    return `the plugin is of cpmoptimize ${show(this.own)}, but the program imports ${show(used)}; install it once (npm ls cpmoptimize)`;
  }
}

function show({ folder, version }: Copy): string {
  return `${version} in ${folder}`;
}

/** The copy that a file gets by the package's name; undefined where that is not known, as with aliases. */
function copyFor(file: string): Copy | undefined {
  try {
    const manifest = createRequire(file).resolve("cpmoptimize/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
    return { folder: dirname(manifest), version };
  } catch {
    return undefined;
  }
}
