/**
 * What became of the loops of a file: data, and the same as text.
 */
import type { Place } from "../../trace/ir.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Verdict } from "../../trace/verdict.ts";
import type { LoopCandidate, Mark } from "./loop-candidate.ts";
import type { SourceText } from "./source-text.ts";

/** One loop: accelerable (it got a door), or why not. */
export interface LoopReport {
  /** The function that the loop is in. */
  readonly name: string;
  readonly file: string;
  /** Of the loop statement, `line:column`, both from 1. */
  readonly place: Place;
  readonly status: "accelerable" | "refused";
  readonly refusals: readonly Refusal[];
  /** The state vector. */
  readonly state?: readonly string[] | undefined;
  readonly matrix?: readonly (readonly string[])[] | undefined;
  readonly dimension?: number | undefined;
  readonly kernel?: string | undefined;
}

/** A use of `cpmoptimize` that the run time has to handle, and why. */
export interface MarkReport {
  readonly place: Place;
  readonly what: string;
  readonly why: string;
}

export interface Report {
  readonly file: string;
  readonly loops: readonly LoopReport[];
  readonly leftToRunTime: readonly MarkReport[];
  print(): string;
}

/** What is known of an accelerable loop's structure is found out when somebody reads it. */
export function reportLoop(candidate: LoopCandidate, text: SourceText, verdict: Verdict): LoopReport {
  return {
    name: candidate.name,
    file: text.filename,
    place: text.place(candidate.loop),
    status: verdict.accepted ? "accelerable" : "refused",
    refusals: verdict.refusals,
    get state() {
      return verdict.state;
    },
    get matrix() {
      return verdict.matrix;
    },
    get dimension() {
      return verdict.dimension;
    },
    get kernel() {
      return verdict.kernel;
    },
  };
}

export function makeReport(loops: readonly LoopReport[], marks: readonly Mark[], text: SourceText): Report {
  const file = text.filename;
  const leftToRunTime = marks
    .filter(({ target }) => target === undefined)
    .map(({ callee }): MarkReport => ({
      place: text.place(callee),
      what: text.quote(callee),
      why: "the function is not written here but given by name, so it stays as it is and the run time compiles it anew",
    }));
  return {
    file,
    loops,
    leftToRunTime,
    print: () => [...loops.map(printLoop), ...leftToRunTime.map((mark) => printMark(mark, file))].join("\n"),
  };
}

function printLoop(loop: LoopReport): string {
  const head = `${loop.name} (${loop.file}:${loop.place}): ${loop.status}`;
  if (loop.status === "refused") return [head, ...loop.refusals.map(printRefusal)].join("\n");
  const facts = [
    loop.state ? `state [${loop.state.join(", ")}]` : "",
    loop.dimension === undefined ? "" : `dimension ${loop.dimension}`,
    loop.kernel ?? "",
  ].filter((fact) => fact !== "");
  return facts.length > 0 ? `${head}\n  ${facts.join(", ")}` : head;
}

function printRefusal({ code, where, what, why, remedy }: Refusal): string {
  return `  ${where} ${code}: ${what}\n    ${why}\n    ${remedy}`;
}

function printMark({ place, what, why }: MarkReport, file: string): string {
  return `${what} (${file}:${place}): left to the run time\n    ${why}`;
}
