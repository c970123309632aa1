/**
 * What became of the loops of a file: data, and the same as text.
 */
import type { Place } from "../../trace/ir.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Verdict } from "../../trace/verdict.ts";
import type { LoopCandidate, Mark } from "./loop-candidate.ts";
import type { SourceText } from "./source-text.ts";
import type { SyntaxNode } from "./syntax.ts";

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

/** A use of `cpmoptimize` that the run time has to handle, or something that looks like one and is none; and why. */
export interface MarkReport {
  readonly place: Place;
  readonly what: string;
  readonly why: string;
}

export interface Report {
  readonly file: string;
  readonly loops: readonly LoopReport[];
  readonly leftToRunTime: readonly MarkReport[];
  /** What is written to no effect, and why. */
  readonly notes: readonly MarkReport[];
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

export function makeReport(
  loops: readonly LoopReport[],
  marks: readonly Mark[],
  text: SourceText,
  notes: readonly MarkReport[] = [],
): Report {
  const file = text.filename;
  const leftToRunTime = marks
    .filter(({ target, isOptedOut }) => target === undefined && !isOptedOut)
    .map(({ callee }): MarkReport => ({
      place: text.place(callee),
      what: text.quote(callee),
      why: "the function is given by name, or its decorator was compiled away before, so it stays as it is here and the run time compiles it anew from its source text",
    }));
  return {
    file,
    loops,
    leftToRunTime,
    notes,
    print: () =>
      [
        ...loops.map(printLoop),
        ...leftToRunTime.map((mark) => printMark(mark, file, "left to the run time")),
        ...notes.map((note) => printMark(note, file, "no effect")),
      ].join("\n"),
  };
}

export function noteIdle(node: SyntaxNode, text: SourceText): MarkReport {
  return {
    place: text.place(node),
    what: text.quote(node),
    why: 'the directives are "use cpm" and "use no cpm", each a statement of its own at the beginning of a function or of the file',
  };
}

export function noteScope(node: SyntaxNode, text: SourceText): MarkReport {
  return {
    place: text.place(node),
    what: `${text.quote(node)} in the option scope`,
    why: "compiled in place, the function reads the variable itself; scope stands for it in the wrapper only, where this value is used",
  };
}

export function noteCompiled(node: SyntaxNode, text: SourceText): MarkReport {
  return {
    place: text.place(node),
    what: "compiling this file",
    why: "it has been compiled before: two of the tools that read it do so, such as a plugin of the bundler and one of Babel; leave one of them out",
  };
}

/** A CommonJS file with a function `require` of its own stays as it is: nothing can be imported at its top. */
export function noteOwnRequire(node: SyntaxNode, text: SourceText): MarkReport {
  return {
    place: text.place(node),
    what: "compiling this file",
    why: "it declares a function of its own called require, by which it could not get the runtime; give that another name",
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

function printMark({ place, what, why }: MarkReport, file: string, state: string): string {
  return `${what} (${file}:${place}): ${state}\n    ${why}`;
}
