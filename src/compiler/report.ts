/**
 * What became of the loops of a file: data, and the same as text.
 */
import type { Place } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";

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
  readonly state?: readonly string[];
  readonly matrix?: readonly (readonly string[])[];
  readonly dimension?: number;
  readonly kernel?: string;
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

export function makeReport(
  file: string,
  loops: readonly LoopReport[],
  leftToRunTime: readonly MarkReport[],
): Report {
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
