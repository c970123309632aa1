/** The printed form of an explanation: one block for each loop, matrices aligned by column. */
import type { Refusal } from "../trace/refusal.ts";
import type { Explanation, LoopExplanation } from "./explanation.ts";

type Data = Omit<Explanation, "toString">;

/** Prints what `explain` gathered. */
export function printExplanation({ function: name, file, unchanged, assumptions, loops }: Data): string {
  return [
    `${name || "(anonymous)"}${file === "" ? "" : ` (${file})`}`,
    ...(unchanged === undefined ? [] : ["  unchanged:", ...printRefusal(unchanged)]),
    ...loops.flatMap(printLoop),
    ...assumptions.map((assumption) => `  assumes ${assumption}`),
  ].join("\n");
}

function printLoop(loop: LoopExplanation): string[] {
  const facts = [
    loop.turns === undefined ? "" : `${loop.turns} turns skipped`,
    loop.kernel === undefined ? "" : `kernel ${loop.kernel}`,
    loop.dimension === undefined ? "" : `dimension ${loop.dimension}`,
  ].filter((fact) => fact !== "");
  return [
    `  loop ${loop.place}: ${[loop.status, ...facts].join(", ")}`,
    ...printTransition(loop),
    ...printPhases(loop),
    ...printStop(loop),
    ...loop.refusals.flatMap(printRefusal),
  ];
}

/** More phases than this are counted, not listed. */
const LISTED_PHASES = 12;

function printPhases({ phases = [], phaseCount = phases.length }: LoopExplanation): string[] {
  if (phases.length === 0) return [];
  const rest = phaseCount - LISTED_PHASES;
  return [
    "    phases:",
    ...phases
      .slice(0, LISTED_PHASES)
      .map(
        ({ turns, endedBy }) => `      ${turns} ${turns === 1n ? "turn" : "turns"}, until ${endedBy} changes`,
      ),
    ...(rest > 0 ? [`      and ${rest} more`] : []),
  ];
}

/** Where and why the phases ended before the loop did. */
function printStop({ turns, stopped }: LoopExplanation): string[] {
  if (stopped === undefined) return [];
  return [`    after these ${turns} turns it goes on as written:`, ...printRefusal(stopped)];
}

function printTransition({ state, matrix, groups }: LoopExplanation): readonly string[] {
  if (groups !== undefined && groups.length > 1)
    return groups.flatMap(({ basis, matrix: of }) => printMatrix(basis, of));
  return state === undefined || matrix === undefined ? [] : printMatrix(state, matrix);
}

/** Matrices of more rows are told by their size, cells and names of more characters by their ends. */
const MOST_ROWS = 64;
const MOST_CHARACTERS = 120;

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, 60)}…${text.slice(-20)} (${text.length} characters)`;
}

/** Row i says how the next value of state i is made of the present ones. */
export function printMatrix(
  names: readonly string[],
  cells: readonly (readonly string[])[],
): readonly string[] {
  if (names.length > MOST_ROWS) {
    const some = names.slice(0, 8).map(shortened).join(", ");
    return [`    ${names.length} × ${names.length} matrix of ${some}, …`];
  }
  const state = names.map(shortened);
  const matrix = cells.map((row) => row.map(shortened));
  const label = Math.max(0, ...state.map((name) => name.length));
  const widths = state.map((name, column) =>
    Math.max(name.length, ...matrix.map((row) => row[column]?.length ?? 0)),
  );
  const line = (head: string, cells: readonly string[], [open, close]: readonly [string, string]): string =>
    `    ${head.padEnd(label)} ${open} ${cells.map((cell, k) => cell.padStart(widths[k] ?? 0)).join("  ")} ${close}`.trimEnd();
  return [line("", state, [" ", " "]), ...matrix.map((row, k) => line(state[k] ?? "", row, ["|", "|"]))];
}

function printRefusal({ code, where, what, why, remedy }: Refusal): string[] {
  return [
    `    ${where === "" ? "" : `${where} `}${what} [${code}]`,
    `      why:    ${why}`,
    `      remedy: ${remedy}`,
  ];
}
