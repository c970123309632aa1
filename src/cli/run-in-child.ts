/**
 * Runs a bundle in a process of its own, so that a loop that does not end can be given up and the user's program can do
 * to its process what it likes.
 *
 * The child gets two files in a temporary folder: the bundle, and the driver below, which imports it, makes the call,
 * and sends back the value (by structured clone, so that bigints of any size travel as they are), how it prints, and
 * the time of the call alone. Errors come back with their place in the user's file, found through the source map.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { callName } from "./bundle.ts";

export type Outcome =
  | { readonly kind: "value"; readonly value: unknown; readonly text: string; readonly time: number }
  | { readonly kind: "error"; readonly message: string; readonly stack: string }
  | { readonly kind: "gave-up"; readonly after: number }
  | { readonly kind: "exit"; readonly code: number | null; readonly signal: string | null };

const driver = `
import { inspect } from "node:util";
const send = (message) => new Promise((resolve) => process.send(message, () => resolve()));
const describe = (error) => error instanceof Error
  ? { message: (error.name || "Error") + ": " + error.message, stack: String(error.stack) }
  : { message: "thrown: " + inspect(error), stack: "" };
try {
  const module = await import("./bundle.mjs");
  const call = module.${callName} ?? module.default.${callName};
  await send({ kind: "started" });
  const begin = performance.now();
  const value = await call();
  const time = performance.now() - begin;
  const text = typeof value === "bigint" ? "" : inspect(value, { depth: 6, breakLength: 120 });
  try {
    structuredClone(value);
    await send({ kind: "value", value, text, time });
  } catch {
    await send({ kind: "value", value: text, text, time });
  }
} catch (error) {
  await send({ kind: "error", ...describe(error) });
}
process.exit(0);
`;

export interface RunOptions {
  /** The call is given up after so many milliseconds; absent: never. */
  readonly giveUpAfter?: number;
  /** Runs with every optimisation off. */
  readonly disabled: boolean;
  /** What the program prints goes to standard error, because standard output is for programs. */
  readonly quiet: boolean;
}

/** Runs the code from the folder, which must exist and is left to the caller. */
export async function runInChild(
  code: string,
  folder: string,
  { giveUpAfter, disabled, quiet }: RunOptions,
): Promise<Outcome> {
  writeFileSync(join(folder, "bundle.mjs"), code);
  writeFileSync(join(folder, "driver.mjs"), driver);
  const child = spawn(process.execPath, ["--enable-source-maps", join(folder, "driver.mjs")], {
    stdio: ["inherit", quiet ? process.stderr : "inherit", "inherit", "ipc"],
    serialization: "advanced",
    env: { ...process.env, ...(disabled && { CPM_DISABLE: "1" }) },
  });
  return new Promise<Outcome>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      resolve(outcome);
    };
    child.on("message", (message: Outcome | { readonly kind: "started" }) => {
      if (message.kind !== "started") finish(message);
      else if (giveUpAfter !== undefined) {
        timer = setTimeout(() => finish({ kind: "gave-up", after: giveUpAfter }), giveUpAfter);
      }
    });
    child.on("error", (error) => finish({ kind: "error", message: error.message, stack: "" }));
    child.on("exit", (exitCode, signal) => finish({ kind: "exit", code: exitCode, signal }));
  });
}
