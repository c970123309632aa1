/** The files of a run: results.json, summary.md, an SVG for every plot, and report.html. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { markdown } from "./markdown.mjs";
import { draw, plotsOf } from "./plots.mjs";
import { report } from "./report.mjs";

/** Times with four digits are more than was measured. */
const shortened = (_, value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;

/** One row a line, so that two runs can be compared by eye. */
export function json(results) {
  return JSON.stringify(results, shortened, 1)
    .replace(
      /\n\s+"(seconds|rounds)": \{([^}]*)\}/g,
      (_, key, list) => ` "${key}": {${list.replace(/\s*\n\s*/g, " ").trim()}}`,
    )
    .replace(/,\n\s+"match"/g, ', "match"');
}

/** @returns the paths of the files, relative to the working directory. */
export function writeResults(results, folder) {
  mkdirSync(folder, { recursive: true });
  const drawings = plotsOf(results).map((plot) => [plot, draw(plot)]);
  const files = [
    ["results.json", `${json(results)}\n`],
    ["summary.md", markdown(results)],
    ...drawings.map(([{ name }, svg]) => [`${name}.svg`, svg]),
    ["report.html", report(results, drawings)],
  ];
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return files.map(([name]) => relative(".", join(folder, name)));
}
