/** The whole run as one HTML file that needs nothing else: machine, plots, every table. */
import { describeMachine } from "./machine.mjs";
import { duration, ratio } from "./table.mjs";

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #f6f6f4; margin: 0 auto; max-width: 1500px; padding: 2rem }
  h1, h2, h3 { line-height: 1.2; font-weight: 600 } h2 { margin-top: 3rem; border-top: 1px solid #ccc; padding-top: 1rem }
  nav a { margin-right: 1em; white-space: nowrap } a { color: #1f6fb2 }
  figure { display: inline-block; margin: 0 1rem 1rem 0; background: white; border: 1px solid #ddd; border-radius: 4px; padding: 6px; max-width: 100% }
  figure svg { max-width: 100%; height: auto; display: block }
  .scroll { overflow-x: auto }
  table { border-collapse: collapse; background: white; font-variant-numeric: tabular-nums; font-size: 13px }
  th, td { border: 1px solid #ddd; padding: 3px 9px; text-align: right; white-space: nowrap } th { background: #eee; font-weight: 600 }
  td small { color: #777; margin-left: .5em } .no { color: white; background: #c0392b }
`;

function tableOf({ columns, rows, unit }) {
  const head = [unit === "n" || !unit ? "arg" : `arg, ${unit}`, ...columns, "match"].map(
    (name) => `<th>${escaped(name)}</th>`,
  );
  const body = rows.map(({ arg, seconds, match }) => {
    const cells = columns.map((name, k) => {
      const compared = k === 0 ? "" : ratio(seconds[columns[k - 1]], seconds[name]);
      return `<td>${duration(seconds[name])}${compared && `<small>${escaped(compared)}</small>`}</td>`;
    });
    return `<tr><td>${escaped(arg)}</td>${cells.join("")}<td${match ? "" : ' class="no"'}>${match ? "yes" : "NO"}</td></tr>`;
  });
  return `<div class="scroll"><table><tr>${head.join("")}</tr>${body.join("\n")}</table></div>`;
}

const section = (id, title, ...parts) =>
  `<h2 id="${escaped(id)}">${escaped(title)}</h2>\n${parts.join("\n")}`;

/** @param drawings `[plot, svg]` pairs. */
export function report({ machine, cases, optionsOff, peers = [] }, drawings) {
  const figures = (prefix) =>
    drawings.flatMap(([{ name }, svg]) => (name.startsWith(`${prefix}-`) ? [`<figure>${svg}</figure>`] : []));
  const sections = [
    ...cases.map(({ name, about, testcases, firstCall }) =>
      section(
        name,
        `${name}: ${about}`,
        firstCall
          ? `<p>First call in a new wrapper, n = ${escaped(firstCall.arg)}: ${duration(firstCall.seconds)}.</p>`
          : "",
        ...figures(name),
        ...testcases.map(
          (testcase) =>
            `<h3>${escaped(testcase.name)}</h3>${tableOf(testcase)}<p>cpm: ${escaped(testcase.loops.join("; "))}</p>`,
        ),
      ),
    ),
    ...(optionsOff
      ? [section("options", "Options switched off", ...figures("options"), tableOf(optionsOff))]
      : []),
    ...peers.map((table) => section(table.name, table.name, tableOf(table))),
  ];
  const names = [
    ...cases.map(({ name }) => name),
    ...(optionsOff ? ["options"] : []),
    ...peers.map(({ name }) => name),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>cpmoptimize: measured</title>
<style>${style}</style>
<h1>cpmoptimize: measured</h1>
<p>${escaped(describeMachine(machine))}.</p>
<p>Processor time of one call, medians of rounds in one process, the methods taking turns. In brackets: how many times faster than the column on the left.</p>
<nav>${names.map((name) => `<a href="#${escaped(name)}">${escaped(name)}</a>`).join(" ")}</nav>
${sections.join("\n")}
</html>
`;
}
