/** The article's table in the terminal: every time with its ratio to the column on its left, and whether the values match. */
import Table from "cli-table3";

const chars = { top: "-", "top-mid": "+", "top-left": "+", "top-right": "+", bottom: "-", "bottom-mid": "+", "bottom-left": "+", "bottom-right": "+", left: "|", "left-mid": "", mid: "", "mid-mid": "", right: "|", "right-mid": "", middle: "|" }; // prettier-ignore

/** Rows of texts, the first one left-aligned where it is a word. */
export function grid(head, rows, alignment = "right") {
  const table = new Table({
    head,
    chars,
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, k) => (k === 0 ? alignment : "right")),
  });
  // The library rules every line off unless it is compact, and then the head, too.
  const [top, names, ...body] = (table.push(...rows), table.toString().split("\n"));
  return [top, names, top, ...body].join("\n");
}

/** 1.5e-6 → "1.50 µs". */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds === 0) return "0";
  const [factor, unit] = [[1, "s"], [1e3, "ms"], [1e6, "µs"]].find(([f]) => seconds * f >= 1) ?? [1e9, "ns"]; // prettier-ignore
  return `${(seconds * factor).toPrecision(3)} ${unit}`;
}

/** "2.5x": how many times faster than the column on the left. */
export function ratio(left, right) {
  if (!left || !right) return "";
  const value = left / right;
  return `(${value >= 100 ? Math.round(value) : value.toFixed(value >= 10 ? 1 : 2)}x)`;
}

export function testcaseTable({ unit, columns, rows }) {
  const cells = rows.map(({ arg, seconds, match }) => [
    arg,
    ...columns.map((name, k) => {
      const compared = k === 0 ? "" : ratio(seconds[columns[k - 1]], seconds[name]);
      return `${duration(seconds[name])}${k === 0 ? "" : compared.padStart(9)}`;
    }),
    match ? "yes" : "NO",
  ]);
  return grid([unit === "n" ? "arg" : `arg, ${unit}`, ...columns, "match"], cells);
}
