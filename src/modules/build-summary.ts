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

export class BuildSummary {
  private readonly reports = new Map<string, Report>();
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
  print({ verbose = false }: { readonly verbose?: boolean } = {}): string {
    const reports = [...this.reports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report);
    const { loops, accelerated, refused } = this.counts();
    const left = reports.flatMap(({ file, leftToRunTime }) => leftToRunTime.map((mark) => ({ file, mark })));
    if (loops + left.length === 0) return "";
    const lines = [
      `cpmoptimize: ${loops} ${loops === 1 ? "loop" : "loops"}: ${accelerated} accelerated, ${refused} not`,
    ];
    for (const { file, loops, leftToRunTime } of reports) {
      for (const loop of loops) {
        if (loop.status === "refused") lines.push(...printRefused(loop));
        else if (verbose) lines.push(printAccelerated(loop));
      }
      for (const mark of leftToRunTime) lines.push(...printLeft(mark, file));
    }
    return lines.join("\n");
  }

  /** The text, or "" where it was printed before: what watch modes want. */
  printChanged(options: { readonly verbose?: boolean }): string {
    const text = this.print(options);
    if (text === this.printed) return "";
    this.printed = text;
    return text;
  }
}

function printRefused({ name, file, place, refusals }: LoopReport): string[] {
  const head = `  ${file}:${place} ${name}`;
  const [only] = refusals;
  if (refusals.length === 1 && only) return [`${head}: ${only.what} [${only.code}]`, ...reasons(only)];
  return [
    head,
    ...refusals.flatMap((one) => [`    ${one.where} ${one.what} [${one.code}]`, ...reasons(one)]),
  ];
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
