/**
 * Programs of others: whether they are there, and what they say. Each reports `seconds value` by its own inner timer, so that
 * starting it, reading and printing count for nothing; the value is F(n) modulo 2^61 - 1, or a residue.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PRIME = 2n ** 61n - 1n;

/** The output of a command, or undefined where it is missing or fails. */
export function output(command, words, input = "") {
  try {
    return execFileSync(command, words.map(String), {
      input,
      encoding: "utf8",
      stdio: "pipe",
      timeout: 60_000,
    });
  } catch {
    return undefined;
  }
}

/** `seconds value` in words. */
export function answer(text) {
  const [seconds, value] = (text ?? "").trim().split(/\s+/);
  if (value === undefined) throw new Error(`not an answer: ${text}`);
  return { seconds: Number(seconds), value: BigInt(value) };
}

/**
 * Compiles a C file of this folder for as long as the process lives.
 *
 * @param options of the compiler, such as definitions. @returns the program's path, undefined where that fails.
 */
export function compiled(name, libraries, options = []) {
  const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, name);
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  const flags = libraries.map((library) => `-l${library}`);
  return output("cc", ["-O2", ...options, source, "-o", program, ...flags]) === undefined
    ? undefined
    : program;
}
