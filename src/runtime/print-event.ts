/** How `verbose: true` tells a decision: one line on standard error, a warning where a loop stays as written. */
import type { CpmEvent } from "./settings.ts";

/** The line for an event. */
function describeEvent(event: CpmEvent): string {
  switch (event.kind) {
    case "recompiled": {
      const refused = event.refused === 0 ? "" : `, ${event.refused} of them stay as written`;
      return `cpmoptimize: ${event.function}${inFile(event.file)} recompiled, ${event.loops} ${event.loops === 1 ? "loop" : "loops"}${refused}`;
    }
    case "accelerated":
      return `cpmoptimize: ${at(event)} skipped ${event.turns} turns by ${event.kernel}`;
    case "declined":
      return `cpmoptimize: ${at(event)} runs as written: ${event.refusal.what}: ${event.refusal.why} [${event.refusal.code}]`;
  }
}

/** `fib (fib.ts:3:3)`, or `fib:3:3` where only the function's own text is known. */
function at({
  loop,
  file,
  place,
}: {
  readonly loop: string;
  readonly file: string;
  readonly place: string;
}): string {
  if (file !== "") return `${loop} (${file}:${place})`;
  return place === "" ? loop : `${loop}:${place}`;
}

function inFile(file: string): string {
  return file === "" ? "" : ` (${file})`;
}

/** Prints an event. */
export function printEvent(event: CpmEvent): void {
  if (event.kind === "declined") console.warn(describeEvent(event));
  else console.error(describeEvent(event));
}
