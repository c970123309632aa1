/** What `explain` gives: data, and how it prints. */
import type { Refusal } from "../trace/refusal.ts";
import type { SiteReport } from "./inspect.ts";

/** One loop of an explained function. */
export type LoopExplanation = SiteReport;

/** What `explain` gives. */
export interface Explanation {
  /** The function's name. */
  readonly function: string;
  /** The file as the user knows it; "" when only the function's source text is known. */
  readonly file: string;
  /** Why the function was given back as it is; absent when it was recompiled. */
  readonly unchanged?: Refusal;
  /** What was taken for granted about names that the source text alone cannot resolve. */
  readonly assumptions: readonly string[];
  readonly loops: readonly LoopExplanation[];
  /** The printed form. */
  toString(): string;
}
