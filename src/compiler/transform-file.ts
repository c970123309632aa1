/**
 * A file's text, compiled in place: doors in front of its loops, the runtime imported at its top, types untouched.
 */
import type { SourceMap } from "./emit/emit.ts";
import { emit } from "./emit/emit.ts";
import { printIR } from "./emit/print-ir.ts";
import { parse } from "./parse/parse.ts";
import type { Judge, Outcome } from "./pipeline.ts";
import { compile } from "./pipeline.ts";
import type { Mark } from "./records/loop-candidate.ts";
import type { ParsedProgram } from "./records/parsed-program.ts";
import type { MarkReport, Report } from "./report.ts";
import { makeReport } from "./report.ts";

export interface FileOptions {
  /** Name of the file: reports and the source map show it, its ending tells the language. */
  readonly filename: string;
  /** `"marked"`: the loops of functions that `cpmoptimize` is applied to; `"all"`: every loop. */
  readonly loops?: "marked" | "all";
  /** What the transformed code imports. */
  readonly runtime?: string;
  /** `"esm"` or `"cjs"` where the text does not tell: neither import nor export, nor `require` or `module`. */
  readonly module?: "esm" | "cjs";
}

export interface Transformed {
  readonly code: string;
  readonly map: SourceMap;
  readonly report: Report;
}

/**
 * The transform, given who judges loops.
 *
 * @throws CompileError when the text is not a program
 */
export function transformFile(source: string, options: FileOptions, judge: Judge): Transformed {
  const { filename, loops = "marked", runtime = "cpmoptimize/runtime" } = options;
  const parsed = parse(source, filename);
  const compiled = compile(parsed, {
    wants: loops === "all" ? () => true : ({ mark }) => mark !== undefined,
    freeNamesAreInputs: false,
    siteNames: "$cpm",
    anonymous: "(anonymous)",
    judge,
  });
  const { names, marks, generated, outcomes } = compiled;
  const sites = outcomes.flatMap(({ site }) => (site ? [site] : []));
  const free = new Set(names.free.map((binding) => binding.name));
  const usesCommonJS = ["require", "module", "exports"].some((name) => free.has(name));
  const isCommonJS =
    !parsed.isModule &&
    (/\.c[jt]s$/i.test(filename) || (options.module ?? (usesCommonJS ? "cjs" : "esm")) === "cjs");
  const emitted = emit(parsed, sites, generated, {
    from: runtime,
    isCommonJS,
    marks,
    loopsOf: (mark) => outcomes.filter(({ candidate }) => candidate.mark === mark).map(argumentOf),
  });
  let map: SourceMap | undefined;
  return {
    code: emitted.code,
    get map() {
      return (map ??= emitted.map());
    },
    report: makeReport(
      filename,
      outcomes.map(({ report }) => report),
      marks.filter(({ target }) => target === undefined).map((mark) => reportMark(mark, parsed)),
    ),
  };
}

/** A loop as `$compiled` takes it: its site, or why there is none. */
function argumentOf({ site, report }: Outcome): string {
  if (site) return site.name;
  const { name, file, place, refusals } = report;
  return printIR({ name, file, place, refusals });
}

function reportMark({ callee }: Mark, { text }: ParsedProgram): MarkReport {
  return {
    place: text.place(callee),
    what: text.quote(callee),
    why: "the function is given by name, or is no member with a body: the text of the function stays as it was, and the run time compiles it anew",
  };
}
