/** Outcomes as tables: how many loops of each category at each scale, and why loops were not moved ahead. */
import type { Category, Outcome } from "./examine.ts";

const categories: readonly Category[] = [
  "fast-forwarded",
  "fast-forwarded in part",
  "as written",
  "refused",
  "time limit",
  "guard false at once",
  "few turns",
  "does not end",
  "result cannot exist",
  "wrong",
];

/** Reasons for which a loop that should be moved ahead is not. */
const short: ReadonlySet<Category> = new Set(["fast-forwarded in part", "refused", "time limit"]);

const scaleName = (scale: number): string => (scale === 1 ? "the witness" : `times 10^${Math.log10(scale)}`);

export function printTables(outcomes: readonly Outcome[]): string {
  const scales = [...new Set(outcomes.map(({ scale }) => scale))].sort((a, b) => a - b);
  const count = (test: (outcome: Outcome) => boolean): string[] =>
    scales.map((scale) =>
      String(outcomes.filter((outcome) => outcome.scale === scale && test(outcome)).length),
    );
  const head = ["", ...scales.map(scaleName)];
  const rows = categories.map((category) => [category, ...count((outcome) => outcome.category === category)]);
  const scaled = outcomes.filter(({ scale }) => scale > 1);
  const moved = scaled.filter(({ category }) => category === "fast-forwarded");
  const shouldMove = moved.length + scaled.filter(({ category }) => short.has(category)).length;
  const independent = moved.filter((outcome) => outcome.independent).length;
  const reasons = [...new Set(outcomes.filter(isShort).map(reasonOf))].sort();
  return [
    table(head, rows),
    `Of the scaled loops, ${shouldMove} take 1000 turns or more and may end in a result that can exist; ${moved.length} are ` +
      `fast-forwarded (${percent(moved.length, shouldMove)}), ${independent} of these states agree with one computed independently.`,
    ...(reasons.length === 0
      ? []
      : [
          "Why loops are not moved ahead:",
          table(
            ["reason", ...scales.map(scaleName)],
            reasons.map((reason) => [
              reason,
              ...count((outcome) => isShort(outcome) && reasonOf(outcome) === reason),
            ]),
          ),
        ]),
  ].join("\n\n");
}

/** Loops that are not moved ahead, and wrong ones, one by one. */
export function listShort(outcomes: readonly Outcome[]): string {
  return outcomes
    .filter((outcome) => isShort(outcome) || outcome.category === "wrong")
    .map(({ id, scale, category, code = "", note = "" }) =>
      [id, scaleName(scale), category, code, note].join(" | "),
    )
    .join("\n");
}

function isShort({ category }: Outcome): boolean {
  return short.has(category) || category === "as written";
}

function reasonOf({ category, code, note }: Outcome): string {
  const outlook = category === "refused" ? `, ${note?.replace(/ by turn.*/, "") ?? ""}` : "";
  return `${code ?? category}${outlook}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "100 %" : `${((100 * part) / whole).toFixed(1)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, k) => Math.max(...[head, ...rows].map((row) => row[k]!.length), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, k) => (k === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
