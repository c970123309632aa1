/**
 * What a function needs that only a transform in place can give is told once: nobody reads `explain` for a function that
 * seems to work. The same text decorated again, as a factory does, says no more.
 */
import type { Refusal } from "../trace/refusal.ts";

interface Processlike {
  readonly process?: {
    readonly emitWarning?: (
      message: string,
      options: { readonly type: string; readonly code: string },
    ) => void;
  };
}

/** The texts that were told of; beyond this many, nobody reads the next. */
const told = new Set<string>();
const ENOUGH = 1000;

export function warnOfCaptured(name: string, source: string, { what, remedy }: Refusal): void {
  if (told.has(source) || told.size >= ENOUGH) return;
  told.add(source);
  const message =
    `cpmoptimize: ${name || "a function"} runs as written, since it captures ${what}, which its source text alone ` +
    `does not show; ${remedy}. Options: { verbose: "silent" }, or "use no cpm" in the function, silence this.`;
  const { process } = globalThis as Processlike;
  if (typeof process?.emitWarning === "function")
    process.emitWarning(message, { type: "CpmoptimizeWarning", code: "CPM_CAPTURED_VARIABLES" });
  else console.warn(message);
}
