/**
 * The whole compiler on one screen:
 *
 *     source text ─parse→ syntax tree ─scope→ names ─find→ loops ─lift→ IR ─judge→ sites ─emit→ source text + map
 *
 * Every arrow is one call below; what travels between them are the records of `records/`.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";
import type { Verdict } from "../trace/verdict.ts";
import { GeneratedNames } from "./emit/names.ts";
import { findLoops } from "./find/find-loops.ts";
import { findMarks } from "./find/find-marks.ts";
import { initialisation } from "./find/initialised.ts";
import { isLiveAfter, isObservable } from "./find/live-after.ts";
import { findLiveness } from "./find/liveness.ts";
import { liftLoop } from "./lift/lift-loop.ts";
import { makeRefusal } from "./lift/refusals.ts";
import type { Binding, Names } from "./records/bindings.ts";
import type { LiftedLoop, Site } from "./records/lifted-loop.ts";
import type { LoopCandidate, Mark } from "./records/loop-candidate.ts";
import type { ParsedProgram } from "./records/parsed-program.ts";
import type { LoopReport } from "./report.ts";
import { analyseScopes } from "./scope/scope.ts";

export interface Question {
  /** The loops to look at. */
  readonly wants: (candidate: LoopCandidate) => boolean;
  /** Are names without a declaration variables that somebody else supplies? */
  readonly freeNamesAreInputs: boolean;
  /** What sites are called, before their number. */
  readonly siteNames: string;
  /** What a function without any name is called. */
  readonly anonymous: string;
  /** Can the trace do anything with the loop, for any values? */
  readonly judge: Judge;
}

export type Judge = (ir: LoopIR) => Verdict;

/** What is known before anything is emitted. */
export interface Compiled {
  readonly names: Names;
  readonly marks: readonly Mark[];
  readonly generated: GeneratedNames;
  readonly outcomes: readonly Outcome[];
}

/** One loop's end: a site, or refusals. */
export interface Outcome {
  readonly candidate: LoopCandidate;
  readonly report: LoopReport;
  readonly site?: Site;
}

export function compile(parsed: ParsedProgram, question: Question): Compiled {
  const names = analyseScopes(parsed);
  const marks = findMarks(parsed.program, names);
  const generated = new GeneratedNames(parsed.program);
  const outcomes = findLoops(parsed, names, marks, question.anonymous)
    .filter(question.wants)
    .map((candidate): Outcome => {
      const lifted = liftLoop(candidate, parsed.text, names, question.freeNamesAreInputs);
      const { inputs, late, refusals } = orderInputs(lifted, parsed);
      if (refusals.length > 0)
        return { candidate, report: reportOf(candidate, parsed, { accepted: false, refusals }) };
      const ir = completeIR(lifted, inputs, parsed);
      const judged = question.judge(ir);
      const report = reportOf(candidate, parsed, judged);
      if (!judged.accepted) return { candidate, report };
      return { candidate, report, site: { name: generated.next(question.siteNames), candidate, ir, late } };
    });
  return { names, marks, generated, outcomes };
}

/** The inputs that may be uninitialised come first; one that certainly is makes the loop as written throw. */
function orderInputs(
  { candidate, inputs, refusals }: LiftedLoop,
  { text }: ParsedProgram,
): {
  inputs: readonly Binding[];
  late: number;
  refusals: readonly Refusal[];
} {
  const states = new Map(inputs.map((binding) => [binding, initialisation(binding, candidate)]));
  const late = inputs.filter((binding) => states.get(binding) === "late");
  const never = inputs.filter((binding) => states.get(binding) === "never");
  return {
    inputs: [...late, ...inputs.filter((binding) => states.get(binding) === "certain")],
    late: late.length,
    refusals: [
      ...refusals,
      ...never.map((binding) => makeRefusal("temporal-dead-zone", text.place(candidate.loop), binding.name)),
    ],
  };
}

function completeIR(lifted: LiftedLoop, inputs: readonly Binding[], { text }: ParsedProgram): LoopIR {
  const { candidate, writes: _, inputs: __, refusals: ___, locals, body, ...parts } = lifted;
  const written = inputs.filter((binding) => lifted.writes.includes(binding));
  const writes = written.map((binding) => binding.name);
  const after = written.filter((binding) => isLiveAfter(binding, candidate));
  const observable = written.filter((binding) => isObservable(binding, candidate));
  const liveness = findLiveness({ ...parts, body, writes }, nameSet(after), nameSet(observable));
  return {
    name: candidate.name,
    file: text.filename,
    place: text.place(candidate.loop),
    inputs: inputs.map((binding) => binding.name),
    writes,
    locals,
    ...parts,
    body,
    ...liveness,
  };
}

function nameSet(bindings: readonly Binding[]): ReadonlySet<string> {
  return new Set(bindings.map((binding) => binding.name));
}

function reportOf(candidate: LoopCandidate, { text }: ParsedProgram, judged: Verdict): LoopReport {
  const { accepted, refusals, state, matrix, dimension, kernel } = judged;
  return {
    name: candidate.name,
    file: text.filename,
    place: text.place(candidate.loop),
    status: accepted ? "accelerable" : "refused",
    refusals,
    ...(state ? { state } : {}),
    ...(matrix ? { matrix } : {}),
    ...(dimension === undefined ? {} : { dimension }),
    ...(kernel === undefined ? {} : { kernel }),
  };
}
