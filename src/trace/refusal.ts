/**
 * A refusal: why a loop, or a part of it, is left as it was written. Data, never a bare string; every code has a page
 * under docs/refusals/. The program's behaviour is the same with and without it.
 */
import type { Place } from "./ir.ts";

export interface Refusal {
  /** Stable identifier, e.g. "product-grows": the name of the page that explains it. */
  readonly code: string;
  /** Where, `line:column` in the user's source ("" when the whole loop is meant). */
  readonly where: Place;
  /** What was met, e.g. "res * i". */
  readonly what: string;
  /** Why it cannot be accelerated. */
  readonly why: string;
  /** What rewriting would help. */
  readonly remedy: string;
}

/** What a text about a refusal mentions besides what was met: names and numbers, or the reason behind it. */
export type Detail = string | number | bigint | Reason;

/** A refusal before anybody asks why: the texts are made from it by `prose.ts`. */
export interface Reason extends Pick<Refusal, "code" | "where" | "what"> {
  readonly details: readonly Detail[];
}

/**
 * How a refusal travels inside the trace; caught at the door and by the verdict, and nowhere else. It is no Error: to make
 * one asks the engine for the stack, which costs more than many an attempt.
 */
export class RefusalSignal {
  readonly refusal: Reason;

  constructor(refusal: Reason) {
    this.refusal = refusal;
  }
}

/** What is known comes back, but not to what it is now: a turn or two later there may be a path. */
export class TransientSignal extends RefusalSignal {}
