/**
 * The whole compiler on one screen:
 *
 *     source text ─parse→ syntax tree ─scope→ names ─find→ loops ─lift→ IR ─judge→ sites ─emit→ source text + map
 *
 * Every arrow is one call below; what travels between them are the records of `records/`. The judge (the trace over
 * unknown values) is given: tests put doors in front of everything that can be lifted.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Verdict } from "../trace/verdict.ts";
import type { Emitted } from "./emit/emit.ts";
import { emit } from "./emit/emit.ts";
import { GeneratedNames } from "./emit/names.ts";
import { completeIR } from "./find/complete-ir.ts";
import { findLoops } from "./find/find-loops.ts";
import { findMarks } from "./find/find-marks.ts";
import { isModeSensitive } from "./find/mode-sensitive.ts";
import { liftLoop } from "./lift/lift-loop.ts";
import { parse, parseFunction, wrappedExpression } from "./parse/parse.ts";
import type { Names } from "./records/bindings.ts";
import type { LoopCandidate, Mark } from "./records/loop-candidate.ts";
import type { Outcome } from "./records/outcome.ts";
import type { ParsedProgram } from "./records/parsed-program.ts";
import { reportLoop } from "./records/report.ts";
import { analyseScopes } from "./scope/scope.ts";

export interface Questions {
  /** Can the trace do anything with the loop, for any values? */
  readonly judge: (ir: LoopIR) => Verdict;
  /** The loops to look at; all by default. */
  readonly wants?: (candidate: LoopCandidate) => boolean;
  /** What sites are called, before their number; `$cpm` by default. */
  readonly siteNames?: string;
  /** What a function without any name is called. */
  readonly anonymous?: string;
}

export interface CompiledText extends Emitted {
  readonly parsed: ParsedProgram;
  readonly names: Names;
  readonly marks: readonly Mark[];
  /** All wanted loops, in source order. */
  readonly outcomes: readonly Outcome[];
}

/** A file: names are resolved exactly, and the runtime is imported. @throws CompileError */
export function compileFile(
  source: string,
  filename: string,
  runtime: { readonly from: string; readonly module: "esm" | "cjs" | undefined },
  questions: Questions,
): CompiledText {
  const parsed = parse(source, filename);
  const found = findSites(parsed, "refuse", questions);
  const isCommonJS = isCommonJSModule(parsed, found.names, runtime.module);
  const emitted = emit(parsed, found.outcomes, found.generated, {
    ...runtime,
    isCommonJS,
    marks: found.marks,
  });
  return { parsed, ...found, ...emitted };
}

/** One function's source: names that it does not declare are supplied by whoever evaluates it. @throws CompileError */
export function compileExpression(
  source: string,
  filename: string,
  strictMode: boolean,
  questions: Questions,
): CompiledText & { readonly modeSensitive: boolean } {
  const parsed = parseFunction(source, filename, strictMode);
  const found = findSites(parsed, "supplied", questions);
  const emitted = emit(parsed, found.outcomes, found.generated);
  return {
    parsed,
    ...found,
    ...emitted,
    modeSensitive: isModeSensitive(wrappedExpression(parsed.program), found.names, parsed.text),
  };
}

function findSites(parsed: ParsedProgram, freeNames: "refuse" | "supplied", questions: Questions) {
  const { judge, wants = () => true, siteNames = "$cpm", anonymous = "(anonymous)" } = questions;
  const { text, program } = parsed;
  const names = analyseScopes(parsed);
  const marks = findMarks(program, names);
  const generated = new GeneratedNames(program);
  const outcomes = findLoops(program, names, marks, anonymous)
    .filter(wants)
    .map((candidate): Outcome => {
      const complete = completeIR(liftLoop(candidate, text, names, freeNames), text);
      if (!("ir" in complete)) {
        return { candidate, report: reportLoop(candidate, text, { accepted: false, refusals: complete }) };
      }
      const verdict = judge(complete.ir);
      const report = reportLoop(candidate, text, verdict);
      if (!verdict.accepted) return { candidate, report };
      return { candidate, report, site: { name: generated.next(siteNames), candidate, ...complete } };
    });
  return { names, marks, generated, outcomes };
}

/** The name decides, then import and export, then the use of `require`, then whoever asks. */
function isCommonJSModule(
  { text, isModule }: ParsedProgram,
  { free }: Names,
  asked: "esm" | "cjs" | undefined,
): boolean {
  if (isModule) return false;
  if (/\.c[jt]s$/i.test(text.filename)) return true;
  const usesRequire = free.some(({ name }) => name === "require" || name === "module" || name === "exports");
  return asked === undefined ? usesRequire : asked === "cjs";
}
