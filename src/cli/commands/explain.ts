/** `cpmoptimize explain FILE`: what would become of every loop of a file, over unknown values. */
import { defineCommand } from "citty";
import pc from "picocolors";
import { transform } from "../../compiler/index.ts";
import type { LoopReport } from "../../compiler/index.ts";
import { codeFrame } from "../../runtime/code-frame.ts";
import { printMatrix } from "../../runtime/print-explanation.ts";
import { toJson } from "../json.ts";
import { readSource } from "../read-source.ts";

export const explain = defineCommand({
  meta: {
    name: "explain",
    description: "Tell for every loop of a file whether it can be optimised, how, or why not",
  },
  args: {
    file: { type: "positional", description: "TypeScript or JavaScript file", required: true },
    json: { type: "boolean", description: "Print JSON" },
  },
  run({ args }) {
    const source = readSource(args.file);
    const { report } = transform(source, { filename: args.file, loops: "all" });
    if (args.json === true) {
      console.log(toJson({ file: report.file, loops: report.loops }));
      return;
    }
    for (const loop of report.loops) console.log(`${describeLoop(loop, source)}\n`);
    const accelerable = report.loops.filter((loop) => loop.status === "accelerable").length;
    console.log(
      `${report.loops.length} ${report.loops.length === 1 ? "loop" : "loops"}, ${accelerable} can be optimised`,
    );
  },
});

function describeLoop(loop: LoopReport, source: string): string {
  const { name, file, place, status, state, matrix, dimension, kernel, refusals } = loop;
  const position = `${file}:${place}`;
  if (status === "refused") {
    const reasons = refusals.map(({ code, where, what, why, remedy }) =>
      [`  ${what} [${code}]`, indent(codeFrame(source, where)), `  why:    ${why}`, `  remedy: ${remedy}`]
        .filter((line) => line !== "")
        .join("\n"),
    );
    return [`${pc.bold(name)} ${position}: ${pc.yellow("stays as written")}`, ...reasons].join("\n");
  }
  const facts = [
    dimension === undefined ? "" : `dimension ${dimension}`,
    kernel === undefined ? "" : `kernel ${kernel}`,
  ].filter((fact) => fact !== "");
  return [
    `${pc.bold(name)} ${position}: ${pc.green("can be optimised")}${facts.length > 0 ? `, ${facts.join(", ")}` : ""}`,
    ...(state !== undefined && matrix !== undefined ? printMatrix(state, matrix) : []),
  ].join("\n");
}

function indent(frame: string): string {
  return frame.replace(/^/gm, frame === "" ? "" : "  ");
}
