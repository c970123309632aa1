/** What becomes of a loop, and how a file gets at the runtime. */
import type { LoopCandidate, Mark } from "./loop-candidate.ts";
import type { Site } from "./lifted-loop.ts";
import type { LoopReport } from "./report.ts";

/** One loop's end: a site, or refusals. */
export interface Outcome {
  readonly candidate: LoopCandidate;
  readonly report: LoopReport;
  readonly site?: Site;
}

/** Absent for a function whose sites are handed to it. */
export interface RuntimeImport {
  /** The module that exports `site` and `compiled`. */
  readonly from: string;
  readonly isCommonJS: boolean;
  /** Is no line to be added? */
  readonly keepLines?: boolean;
  /** Which types the sites' settings allow, where no mark says otherwise. */
  readonly types: readonly string[];
  /** The marks that become `$compiled(…)`. */
  readonly marks: readonly Mark[];
  /** What has no use any more then. */
  readonly remains: readonly Remains[];
}

/** A piece of the user's text, as tree offsets, that is replaced by another or by nothing. */
export interface Remains {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
