/** The error of `strict` at decoration: a loop can never be optimised. It carries every reason, not the first one. */
import type { Refusal } from "../trace/refusal.ts";
import { codeFrame } from "./code-frame.ts";

/**
 * Thrown by `cpmoptimize({ strict: true })` when a loop of the function can never be optimised, whatever the values are.
 */
export class RecompilationError extends Error {
  override readonly name = "RecompilationError";
  /** All reasons, in the order of the source. */
  readonly refusals: readonly Refusal[];

  constructor(name: string, file: string, refusals: readonly Refusal[], source?: string) {
    const reasons = refusals.map((refusal) => describe(refusal, name, file, source));
    super(`${name || "the function"} can not be optimised, and strict is set:\n\n${reasons.join("\n\n")}`);
    this.refusals = refusals;
  }
}

function describe(
  { code, where, what, why, remedy }: Refusal,
  name: string,
  file: string,
  source?: string,
): string {
  const place = [file || name, where].filter((part) => part !== "").join(":");
  const frame = source === undefined || where === "" ? "" : codeFrame(source, where);
  return [
    `${place}${place === "" ? "" : ": "}${what} [${code}]`,
    ...(frame === "" ? [] : [frame]),
    `  why:    ${why}`,
    `  remedy: ${remedy}`,
  ].join("\n");
}
