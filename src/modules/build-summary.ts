/**
 * What became of the loops of a whole program, told when it is compiled: never only a count, but every loop that stays as
 * written with its place, the reason, and what would help.
 *
 *     cpmoptimize: 12 loops: 9 accelerated, 3 not
 *       src/sums.ts:12:3 logistic: x * (1n - x) [product-grows]
 *         why:    …
 *         remedy: …
 *
 * A file that is compiled again (watch mode, a second environment of the same build) replaces what it said before.
 */
import type { LoopReport, MarkReport, Refusal, Report } from "../compiler/index.ts";

interface PrintOptions {
  /** List the accelerated loops, too. */
  readonly verbose?: boolean;
}

export class BuildSummary {
  private readonly reports = new Map<string, Report>();
  private readonly told = new Set<string>();
  private printed = "";

  /** `key` tells files apart; reports of the same key replace one another. */
  add(key: string, report: Report | undefined): void {
    if (report === undefined) this.reports.delete(key);
    else this.reports.set(key, report);
  }

  counts(): { readonly loops: number; readonly accelerated: number; readonly refused: number } {
    const loops = [...this.reports.values()].flatMap((report) => report.loops);
    const refused = loops.filter(({ status }) => status === "refused").length;
    return { loops: loops.length, accelerated: loops.length - refused, refused };
  }

  /** The text; "" where the program has no loops that were asked about. */
  print(options: PrintOptions = {}): string {
    return this.parts(options).flat().join("\n");
  }

  /** The text, or "" where it was printed before: what watch modes want. */
  printChanged(options: PrintOptions): string {
    const text = this.print(options);
    if (text === this.printed) return "";
    this.printed = text;
    return text;
  }

  /** The counts, and of the rest what was not told before: what servers want, whose files come one by one. */
  printNew(options: PrintOptions): string {
    if (this.printChanged(options) === "") return "";
    const [[head = ""] = [], ...parts] = this.parts(options);
    // An edit above a loop moves it.
    const keyOf = (part: readonly string[]): string => part.join("\n").replace(/:\d+:\d+/g, "");
    const untold = parts.filter((part) => !this.told.has(keyOf(part)));
    for (const part of untold) this.told.add(keyOf(part));
    return [head, ...untold.flat()].join("\n");
  }

  /** The counts; then what is told of each loop and mark. */
  private parts({ verbose = false }: PrintOptions): string[][] {
    const reports = [...this.reports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report);
    const { loops, accelerated, refused } = this.counts();
    const left = reports.flatMap(({ file, leftToRunTime }) => leftToRunTime.map((mark) => ({ file, mark })));
    if (loops + left.length === 0) return [];
    const head = `cpmoptimize: ${loops} ${loops === 1 ? "loop" : "loops"}: ${accelerated} accelerated, ${refused} not`;
    const parts = [[head]];
    for (const { file, loops, leftToRunTime } of reports) {
      for (const loop of loops) {
        if (loop.status === "refused") parts.push(printRefused(loop));
        else if (verbose) parts.push([printAccelerated(loop)]);
      }
      for (const mark of leftToRunTime) parts.push(printLeft(mark, file));
    }
    return parts;
  }
}

function printRefused({ name, file, place, refusals }: LoopReport): string[] {
  const head = `  ${file}:${place} ${name}`;
  const [only] = refusals;
  if (refusals.length === 1 && only) return [`${head}: ${only.what} [${only.code}]`, ...reasons(only)];
  const each = ({ where, what, code }: Refusal): string => `    ${where} ${what} [${code}]`;
  return [head, ...refusals.flatMap((one) => [each(one), ...reasons(one).map((line) => `  ${line}`)])];
}

function reasons({ why, remedy }: Refusal): string[] {
  return [`    why:    ${why}`, `    remedy: ${remedy}`];
}

function printAccelerated({ name, file, place, kernel }: LoopReport): string {
  return `  ${file}:${place} ${name}: accelerated${kernel === undefined ? "" : `, ${kernel}`}`;
}

function printLeft({ place, what, why }: MarkReport, file: string): string[] {
  return [`  ${file}:${place} ${what}: left to the run time`, `    why:    ${why}`];
}
