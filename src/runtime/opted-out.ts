/** What `"use no cpm"` is for the record of a function: no refusal to be told, but what `explain` shows. */
import type { Refusal } from "../trace/refusal.ts";

/** The directive with which a function, or a whole file, stays as it is. */
export const USE_NOT = "use no cpm";

export function optedOut(): Refusal {
  return unchanged(
    "opted-out",
    `"${USE_NOT}"`,
    "the directive, in the function or in the file, asks for the function as it is written",
    "remove the directive",
  );
}

function unchanged(code: string, what: string, why: string, remedy: string): Refusal {
  return { code, where: "", what, why, remedy };
}
