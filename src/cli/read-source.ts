/** Reads the file of a command, with one line of explanation when it cannot be read. */
import { readFileSync } from "node:fs";
import { Failure } from "./failure.ts";

export function readSource(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a directory" : message;
    throw new Failure(`cannot read ${file}: ${why}`, file);
  }
}
