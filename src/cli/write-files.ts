/** Writes files that belong together: all or none, with the mode of the one that they were made from. */
import { chmodSync, lstatSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "./failure.ts";

export interface WriteOptions {
  /** The file whose mode the first one gets. */
  readonly like: string;
  /** May files that exist be overwritten? */
  readonly force: boolean;
  readonly makeFolder: boolean;
}

/** @throws Failure when one of them exists and `force` is not set, or cannot be written */
export function writeFiles(
  files: ReadonlyMap<string, string>,
  { like, force, makeFolder }: WriteOptions,
): void {
  const [first = ""] = files.keys();
  const inTheWay = force ? undefined : [...files.keys()].find((file) => exists(file));
  if (inTheWay !== undefined)
    throw new Failure(`${inTheWay} exists already; --force overwrites it`, inTheWay);
  try {
    if (makeFolder) mkdirSync(dirname(first), { recursive: true });
    for (const [file, text] of files) writeFileSync(file, text, { flag: force ? "w" : "wx" });
    chmodSync(first, statSync(like).mode & 0o777);
  } catch (error) {
    throw new Failure(`cannot write ${first}: ${(error as Error).message}`, first);
  }
}

/** Is there anything of the name, be it a link to nothing? */
function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
