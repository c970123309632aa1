/**
 * `cpmoptimize check [FILES|FOLDERS…]`: the health check of a code base. Every loop, whether it can be accelerated, and
 * how, or why not; below, what each reason means and what would help.
 *
 * Exit code 1 where something is wrong: a file that cannot be read or parsed, or a loop that is opted in (given to
 * `cpmoptimize`, or `"use cpm"`) and stays as written. Loops that nobody opted in are counted only, but with `--strict`.
 */
import Table from "cli-table3";
import { defineCommand } from "citty";
import pc from "picocolors";
import { CompileError, type LoopReport, type Refusal, type Report } from "../../compiler/index.ts";
import { compileModule } from "../../modules/compile-module.ts";
import { Failure } from "../failure.ts";
import { toJson } from "../json.ts";
import { readSource } from "../read-source.ts";
import { findSourceFiles, type Problem } from "../source-files.ts";
import { Unsuccessful } from "../unsuccessful.ts";

interface CheckedLoop extends LoopReport {
  /** Did somebody ask for it? */
  readonly optedIn: boolean;
}

interface Counts {
  readonly files: number;
  readonly loops: number;
  readonly accelerable: number;
  readonly refused: number;
  readonly optedIn: number;
  readonly optedInRefused: number;
}

export const check = defineCommand({
  meta: {
    name: "check",
    description: "Tell of every loop of a code base whether it can be optimised, how, or why not",
  },
  args: {
    paths: {
      type: "positional",
      description: "Files and folders of TypeScript and JavaScript; this folder if absent",
      required: false,
      valueHint: "PATH…",
    },
    loops: {
      type: "enum",
      options: ["all", "marked"],
      default: "all",
      description: 'Every loop, or those of functions given to cpmoptimize or with "use cpm"',
    },
    strict: { type: "boolean", description: "Every loop that can not be optimised is a failure" },
    json: { type: "boolean", description: "Print JSON" },
  },
  run({ args }) {
    const { files, problems: unreadable } = findSourceFiles(args._.length === 0 ? ["."] : args._);
    const problems: Problem[] = [...unreadable];
    const loops: CheckedLoop[] = [];
    for (const { path } of files) {
      try {
        loops.push(...loopsOf(path, args.loops === "marked"));
      } catch (error) {
        if (!(error instanceof CompileError) && !(error instanceof Failure)) throw error;
        problems.push({ file: path, message: error.message });
      }
    }
    const counts = count(files.length, loops);
    if (args.json === true) console.log(toJson({ counts, problems, loops }));
    else {
      if (loops.length > 0) console.log(`${table(loops)}\n`);
      for (const line of reasons(loops)) console.log(line);
      for (const { message } of problems) console.error(`${pc.red("error:")} ${message}\n`);
      console.log(summary(counts, problems.length));
    }
    const failed =
      problems.length > 0 || counts.optedInRefused > 0 || (args.strict === true && counts.refused > 0);
    if (failed) throw new Unsuccessful();
  },
});

function loopsOf(path: string, onlyMarked: boolean): CheckedLoop[] {
  const source = readSource(path);
  const report = (loops: "all" | "marked"): Report | undefined =>
    compileModule(source, { filename: path, loops })?.report;
  const marked = report("marked")?.loops ?? [];
  const places = new Set(marked.map(({ place }) => place));
  const all = onlyMarked ? marked : (report("all")?.loops ?? []);
  // Where it is opted in, the options that are written there count.
  const chosen = all.map((loop) => marked.find(({ place }) => place === loop.place) ?? loop);
  return chosen.map((loop) => ({ ...loop, optedIn: places.has(loop.place) }));
}

function count(files: number, loops: readonly CheckedLoop[]): Counts {
  const refused = loops.filter(({ status }) => status === "refused");
  return {
    files,
    loops: loops.length,
    accelerable: loops.length - refused.length,
    refused: refused.length,
    optedIn: loops.filter(({ optedIn }) => optedIn).length,
    optedInRefused: refused.filter(({ optedIn }) => optedIn).length,
  };
}

function table(loops: readonly CheckedLoop[]): string {
  const width = process.stdout.isTTY ? process.stdout.columns : 120;
  const rows = loops.map(({ file, place, name, status, optedIn, dimension, kernel, refusals }) => [
    `${file}:${place}`,
    name,
    optedIn ? "yes" : "",
    status === "accelerable" ? pc.green("can be") : optedIn ? pc.red("can not") : pc.yellow("can not"),
    status === "accelerable"
      ? [kernel, dimension === undefined ? undefined : `dimension ${dimension}`]
          .filter((part) => part)
          .join(", ")
      : whyNot(refusals),
  ]);
  const head = ["loop", "function", "opted in", "optimised", "how, or why not"];
  const widest = (column: number): number =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").replace(escapes, "").length)) + 2;
  // The last column takes what the others leave, and wraps.
  const limits = [60, 24, 10, 11];
  const widths = limits.map((limit, column) => Math.min(widest(column), limit));
  const rest = Math.max(24, width - widths.reduce((sum, each) => sum + each, 0) - 6);
  const printed = new Table({
    head,
    colWidths: [...widths, Math.min(rest, widest(4))],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  printed.push(...rows);
  return printed.toString();
}

/** The first reason, and what else there is; `explain` tells all of them in full. */
function whyNot(refusals: readonly Refusal[]): string {
  const [first, ...others] = refusals;
  if (first === undefined) return "";
  const codes = [...new Set(others.map(({ code }) => code))].filter((code) => code !== first.code);
  return [`${first.code}: ${first.what}`, codes.length > 0 ? `also ${codes.join(", ")}` : ""]
    .filter((line) => line !== "")
    .join("\n");
}

// eslint-disable-next-line no-control-regex -- colours
const escapes = /\u001b\[\d+m/g;

/** What the codes in the table mean, the most frequent first. */
function reasons(loops: readonly CheckedLoop[]): string[] {
  const byCode = new Map<string, { why: string; remedy: string; times: number }>();
  for (const { code, why, remedy } of loops.flatMap(({ refusals }) => refusals)) {
    const known = byCode.get(code);
    if (known) known.times++;
    else byCode.set(code, { why, remedy, times: 1 });
  }
  return [...byCode]
    .sort(([, a], [, b]) => b.times - a.times)
    .map(
      ([code, { why, remedy, times }]) =>
        `${pc.bold(code)} (${times})\n  why:    ${why}\n  remedy: ${remedy}\n`,
    );
}

const several = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function summary(counts: Counts, problems: number): string {
  const parts = [
    `${several(counts.files, "file")}, ${several(counts.loops, "loop")}: ${counts.accelerable} can be optimised, ${counts.refused} not`,
    counts.optedIn === 0 ? "" : `${counts.optedIn} opted in, ${counts.optedInRefused} of them in vain`,
    problems === 0 ? "" : `${several(problems, "file")} with errors`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}
