/** Reads the file of a command, with one line of explanation when it cannot be read. */
import { readFileSync } from "node:fs";
import { Failure } from "./failure.ts";
import { whyUnreadable } from "./source-files.ts";

export function readSource(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(whyUnreadable(file, error), file);
  }
}
