/**
 * The whole compiler on one screen:
 *
 *     source text ─parse→ syntax tree ─scope→ names ─find→ loops ─lift→ IR ─judge→ sites ─emit→ source text + map
 *
 * Every arrow is one call below; what travels between them are the records of `records/`. The judge (the trace over
 * unknown values) is given: tests put doors in front of everything that can be lifted.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";
import { isExhaustion } from "../runtime/exhaustion.ts";
import type { Verdict } from "../trace/verdict.ts";
import type { Emitted } from "./emit/emit.ts";
import { emit } from "./emit/emit.ts";
import { GeneratedNames } from "./emit/names.ts";
import { completeIR } from "./find/complete-ir.ts";
import { findDirectives } from "./find/find-directives.ts";
import { findLoops } from "./find/find-loops.ts";
import { findMarks } from "./find/find-marks.ts";
import { findOwnOutput } from "./find/find-own-output.ts";
import { findRemains } from "./find/find-remains.ts";
import { isCommonJSModule } from "./find/module-kind.ts";
import type { ExportedName } from "./find/package-names.ts";
import { isModeSensitive } from "./find/mode-sensitive.ts";
import { packageExports } from "./find/package-names.ts";
import { liftLoop } from "./lift/lift-loop.ts";
import { isAlsoModule, parse, parseFunction, wrappedExpression } from "./parse/parse.ts";
import { withoutTypes } from "./records/syntax.ts";
import type { estree } from "./records/syntax.ts";
import { CompileError } from "./records/compile-error.ts";
import { isTooDeep } from "./records/depth.ts";
import { makeRefusal } from "./records/refusals.ts";
import type { Names } from "./records/bindings.ts";
import type { LoopCandidate, Mark } from "./records/loop-candidate.ts";
import type { Outcome } from "./records/outcome.ts";
import type { ParsedProgram } from "./records/parsed-program.ts";
import type { MarkReport } from "./records/report.ts";
import { noteCompiled, noteOwnRequire, noteIdle, noteScope, reportLoop } from "./records/report.ts";
import { analyseScopes } from "./scope/scope.ts";

export interface Questions {
  /** Can the trace do anything with the loop, for any values? */
  readonly judge: (ir: LoopIR, candidate: LoopCandidate) => Verdict;
  /** The loops to look at; by default all but those that are opted out. */
  readonly wants?: (candidate: LoopCandidate) => boolean;
  /** For a text whose free names somebody supplies: is the callee, as written, this package's `range`? */
  readonly isRange?: (callee: string) => boolean;
  /** What sites are called, before their number; `$cpm` by default. */
  readonly siteNames?: string;
  /** What a function without any name is called. */
  readonly anonymous?: string;
  /** Tell coverage tools, by comments, not to count what is inserted. */
  readonly coverage?: boolean;
}

export interface CompiledText extends Emitted {
  readonly parsed: ParsedProgram;
  readonly names: Names;
  readonly marks: readonly Mark[];
  readonly notes: readonly MarkReport[];
  /** All wanted loops, in source order. */
  readonly outcomes: readonly Outcome[];
}

/** A file: names are resolved exactly, and the runtime is imported. @throws CompileError */
export function compileFile(
  source: string,
  filename: string,
  runtime: {
    readonly from: string;
    readonly module: "esm" | "cjs" | undefined;
    readonly keepLines?: boolean;
    readonly types: readonly string[];
    readonly strictMode?: boolean;
  },
  questions: Questions,
): CompiledText {
  const parsed = parse(source, filename);
  const compiled = withinStack(() => compileParsed(parsed, runtime, questions));
  if (compiled === undefined) throw tooDeepText(parsed);
  return compiled;
}

function tooDeepText({ text }: ParsedProgram): CompileError {
  return new CompileError("nested too deeply to be compiled", text.text, text.filename, 1, 1);
}

function compileParsed(
  parsed: ParsedProgram,
  runtime: Parameters<typeof compileFile>[2],
  questions: Questions,
): CompiledText {
  const { program, text } = parsed;
  const unchanged = (note: MarkReport): CompiledText => ({
    parsed,
    names: analyseScopes(parsed),
    marks: [],
    outcomes: [],
    notes: [note],
    ...emit(parsed, [], new GeneratedNames(program)),
  });
  const own = findOwnOutput(program, runtime.from);
  if (own) return unchanged(noteCompiled(own, text));
  const found = findSites(parsed, "refuse", questions);
  const { names, outcomes, generated } = found;
  const marks = found.marks.filter(({ target, isOptedOut }) => target !== undefined || isOptedOut);
  const isChanged = marks.length > 0 || outcomes.some(({ site }) => site);
  const known = { names, text, compiled: marks, runtime: runtime.from, isChanged };
  const runtimeImport = {
    ...runtime,
    isCommonJS:
      isChanged && isCommonJSModule(parsed, names, { ...runtime, isAlsoModule: () => isAlsoModule(parsed) }),
    marks,
    remains: findRemains(program, found.directives, known),
  };
  // A declared function is there before the first statement; a variable leaves the module's `require` alone till then.
  const require = program.body.find(
    (node) => node.type === "FunctionDeclaration" && node.id.name === "require",
  );
  if (require && runtimeImport.isCommonJS) return unchanged(noteOwnRequire(require, text));
  const emitted = emit(parsed, outcomes, generated, runtimeImport, questions.coverage);
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
  const compiled = withinStack(() => {
    const found = findSites(parsed, "supplied", questions);
    const emitted = emit(parsed, found.outcomes, found.generated);
    const modeSensitive = isModeSensitive(wrappedExpression(parsed.program), found.names, parsed.text);
    return { parsed, ...found, ...emitted, modeSensitive };
  });
  if (compiled === undefined) throw tooDeepText(parsed);
  return compiled;
}

/** undefined where the stack, or memory, is not enough. */
function withinStack<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (!isExhaustion(error)) throw error;
    return undefined;
  }
}

function findSites(parsed: ParsedProgram, freeNames: "refuse" | "supplied", questions: Questions) {
  const {
    judge,
    wants = ({ choice }) => choice !== "out",
    siteNames = "$cpm",
    anonymous = "(anonymous)",
  } = questions;
  const { text, program } = parsed;
  const names = analyseScopes(parsed);
  const exportedAs = packageExports(program, names);
  const directives = findDirectives(program);
  const marks = findMarks(program, exportedAs, directives);
  const generated = new GeneratedNames(program);
  const isRange = rangeCallees(names, exportedAs, questions);
  const candidates = findLoops(program, { names, isRange }, marks, directives, anonymous);
  const callbacks = new Map(
    candidates.flatMap(({ loop, statement }) => (loop.type === "CallbackLoop" ? [[statement, loop]] : [])),
  );
  const knowledge = { text, names, freeNames, isRange, callbacks };
  const refused = (candidate: LoopCandidate, refusals: readonly Refusal[]): Outcome => ({
    candidate,
    report: reportLoop(candidate, text, { accepted: false, refusals }),
  });
  const tooDeep = (candidate: LoopCandidate): Outcome =>
    refused(candidate, [makeRefusal("too-deep", text.place(candidate.loop), text.quote(candidate.loop))]);
  const lifted = (candidate: LoopCandidate): Outcome => {
    const complete = completeIR(liftLoop(candidate, knowledge), text);
    if (!("ir" in complete)) return refused(candidate, complete);
    if (isTooDeep(complete.ir)) return tooDeep(candidate);
    const verdict = judge(complete.ir, candidate);
    const report = reportLoop(candidate, text, verdict);
    if (!verdict.accepted) return { candidate, report };
    return { candidate, report, site: { name: generated.next(siteNames), candidate, ...complete } };
  };
  const outcomes = candidates
    .filter(wants)
    .map((candidate) => withinStack(() => lifted(candidate)) ?? tooDeep(candidate));
  const notes = [
    ...directives.idle.map((node) => noteIdle(node, text)),
    ...marks.flatMap(({ idleScope, target, isOptedOut }) =>
      idleScope && target && !isOptedOut ? [noteScope(idleScope, text)] : [],
    ),
  ];
  return { names, marks, directives, notes, generated, outcomes };
}

/** `range`, `cpm.range`, and as compilers write it, `(0, cpm.range)`: an export of this package, or supplied as one. */
function rangeCallees(
  names: Names,
  exportedAs: ExportedName,
  { isRange = () => false }: Questions,
): (callee: estree.Node) => boolean {
  const isFree = (node: estree.Node): boolean =>
    node.type === "Identifier" && names.useOf(node)?.binding.kind === "free";
  return (callee) => {
    const bare = withoutTypes(callee);
    const called = bare.type === "SequenceExpression" ? (bare.expressions.at(-1) as estree.Node) : bare;
    const name = exportedAs(called);
    if (name !== undefined) return name === "range" || name === "xrange";
    if (isFree(called)) return isRange((called as estree.Identifier).name);
    if (called.type !== "MemberExpression" || called.computed || called.optional) return false;
    const { object, property } = called;
    if (object.type !== "Identifier" || property.type !== "Identifier" || !isFree(object)) return false;
    return isRange(`${object.name}.${property.name}`);
  };
}
