/**
 * The lines around a place, with a caret under it, as compilers print them:
 *
 *       2 |   for (const i of range(n)) {
 *     > 3 |     res *= i;
 *         |     ^
 */
import type { Place } from "../trace/ir.ts";

/** The frame, or "" when the place is not in the text. Tabs are kept, so that the caret stays under its character. */
export function codeFrame(source: string, place: Place): string {
  const [line = NaN, column = NaN] = place.split(":").map(Number);
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
  const text = lines[line - 1];
  if (text === undefined || !(column >= 1)) return "";
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const width = String(last).length;
  // Of a minified file's endless line, a window around the place.
  const from = column > 100 ? column - 60 : 0;
  const frame: string[] = [];
  for (let at = first; at <= last; at++) {
    const shown = (lines[at - 1] ?? "").slice(from, from + 120);
    frame.push(`${at === line ? ">" : " "} ${String(at).padStart(width)} | ${shown}`.trimEnd());
    if (at === line) {
      frame.push(`  ${" ".repeat(width)} | ${text.slice(from, column - 1).replace(/[^\t]/g, " ")}^`);
    }
  }
  return frame.join("\n");
}
