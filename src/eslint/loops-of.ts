/**
 * The compiler's report on a file that ESLint lints: the loops that are opted in, and those that could be.
 *
 * ESLint asks each rule by itself; what is found is kept with the source, so that a file is compiled once. A text that the
 * compiler cannot read, but another parser can (Flow, a proposal, one part of a Vue file), has no loops here: whether a
 * file is a program is for the parser of the configuration to say.
 */
import { CompileError, type LoopReport, type MarkReport, type Report, transform } from "../compiler/index.ts";
import { mayHaveLoops } from "../modules/pre-filter.ts";

export interface Loops {
  /** Loops that `cpmoptimize` or `"use cpm"` opts in. */
  readonly optedIn: readonly LoopReport[];
  /** Loops that nobody has said anything about. */
  readonly others: readonly LoopReport[];
  /** What looks like an opt-in and is none. */
  readonly notes: readonly MarkReport[];
}

const none: Loops = { optedIn: [], others: [], notes: [] };
const known = new WeakMap<object, Partial<Record<"marked" | "all", Report>>>();

/** @param key what is the same for all rules on one file */
export function loopsOf(key: object, text: string, filename: string, asked: "optedIn" | "all"): Loops {
  const marked = reportOn(key, text, filename, "marked");
  const optedIn = marked?.loops ?? [];
  if (asked === "optedIn") return { ...none, optedIn, notes: marked?.notes ?? [] };
  const places = new Set(optedIn.map(({ place }) => place));
  const all = reportOn(key, text, filename, "all")?.loops ?? [];
  return { ...none, optedIn, others: all.filter(({ place }) => !places.has(place)) };
}

function reportOn(key: object, text: string, filename: string, loops: "marked" | "all"): Report | undefined {
  if (!mayHaveLoops(text, loops)) return undefined;
  const reports = known.get(key) ?? {};
  known.set(key, reports);
  try {
    return (reports[loops] ??= transform(text, { filename: nameFor(filename), loops }).report);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** ESLint's name for a text without a file says nothing about its language. */
function nameFor(filename: string): string {
  return /\.[cm]?[jt]sx?$/i.test(filename) ? filename : "file";
}
