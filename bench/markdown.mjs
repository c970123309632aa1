/** A run in one Markdown table: of every case the largest n with the plain loop, and the largest n; and other programs. */
import { describeMachine } from "./machine.mjs";
import { largestRows, quotients } from "./summary.mjs";
import { duration } from "./table.mjs";

const row = (...cells) => `| ${cells.join(" | ")} |`;
const times = (value) =>
  value === undefined
    ? ""
    : value < 100
      ? value.toPrecision(value < 10 ? 3 : 2)
      : Number(value.toPrecision(3)).toLocaleString("en-US");

/** "10^6" for a million, digits grouped by commas for other numbers. */
function readable(arg, unit) {
  if (unit !== "n") return unit.replace(/[nN]$/, String(arg));
  const digits = Math.log10(arg);
  return digits >= 6 && Number.isInteger(digits) ? `10^${digits}` : arg.toLocaleString("en-US");
}

function rowsOf({ name, about, testcases }) {
  return largestRows(testcases).map(({ testcase, row: { arg, seconds } }, k) => {
    const { best, plain, bestName } = quotients(testcase, { seconds });
    return row(
      k === 0 ? `\`${name}\`, ${about.replace(/ \(the article.*\)/, "")}` : "",
      readable(arg, testcase.unit),
      duration(seconds.plain),
      duration(seconds.cpm),
      plain === undefined ? "" : times(1 / plain),
      `${duration(seconds[bestName])} (${bestName})`,
      times(best),
    );
  });
}

function peersTable({ name, columns, rows }) {
  return [
    `${name}:`,
    "",
    row("n", ...columns),
    row("---:", ...columns.map(() => "---:")),
    ...rows.map(({ arg, seconds }) => row(arg, ...columns.map((column) => duration(seconds[column])))),
  ].join("\n");
}

export function markdown({ machine, cases, peers = [] }) {
  const main = [
    row("loop", "n", "plain", "cpm", "times faster", "best by hand", "cpm ÷ best"),
    row("---", ...Array(6).fill("---:")),
    ...cases.flatMap(rowsOf),
  ];
  return `${describeMachine(machine)}.\n\n${[main.join("\n"), ...peers.map(peersTable)].join("\n\n")}\n`;
}
