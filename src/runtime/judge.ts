/**
 * What decorating a function has to say at once: `strict` throws the reasons for which a loop can never be optimised,
 * a listener hears of the recompilation.
 *
 * Both need every loop's verdict, a trace over unknown values. It is not made where nobody asks: decorating a function
 * stays cheap.
 */
import type { Refusal } from "../trace/refusal.ts";
import { type DecoratedLoop, neverOptimised } from "./decorated.ts";
import { environment } from "./environment.ts";
import { RecompilationError } from "./recompilation-error.ts";
import type { Settings } from "./settings.ts";
import { recordOf } from "./site-record.ts";

export interface Judged {
  readonly name: string;
  readonly loops: readonly DecoratedLoop[];
  readonly settings: Settings;
  /** Why the function as a whole is given back as it is. */
  readonly unchanged?: Refusal | undefined;
  /** The text that places refer to, for code frames. */
  readonly source?: string | undefined;
}

/** @throws RecompilationError when `strict` is set and some loop can never be optimised. */
export function judge({ name, loops, settings, unchanged, source }: Judged): void {
  const { strict, onEvent } = settings;
  if ((!strict && onEvent === undefined) || environment.isDisabled()) return;
  const verdicts = loops.map(neverOptimised);
  const [first] = loops;
  const file = first === undefined ? "" : typeof first === "function" ? recordOf(first).ir.file : first.file;
  const refusals = [...(unchanged === undefined ? [] : [unchanged]), ...verdicts.flat()];
  if (strict && refusals.length > 0) throw new RecompilationError(name, file, refusals, source);
  if (unchanged !== undefined)
    onEvent?.({ kind: "declined", loop: name, file, place: "", refusal: unchanged });
  else {
    const refused = verdicts.filter((verdict) => verdict.length > 0).length;
    onEvent?.({ kind: "recompiled", function: name, file, loops: loops.length, refused });
  }
}
