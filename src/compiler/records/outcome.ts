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
  /** Which types the sites' settings allow, where no mark says otherwise. */
  readonly types: readonly string[];
  /** The marks that become `$compiled(…)`. */
  readonly marks: readonly Mark[];
}
