/**
 * What a transformed file gets at its top: the import of the runtime, one variable per site, and `$compiled` for marks.
 *
 * It stands before anything runs (`top-of-file.ts`). Sites are `var`s: a function of this module that is called before they
 * are assigned (import cycles) finds undefined, and runs as written.
 */
import { defaultSettings } from "../../runtime/settings.ts";
import { linearLoop } from "../../trace/linear-loop.ts";
import type { ValueType } from "../../trace/value.ts";
import { USE_NOT } from "../records/directives.ts";
import type { Site } from "../records/lifted-loop.ts";
import type { Mark } from "../records/loop-candidate.ts";
import type { Outcome, RuntimeImport } from "../records/outcome.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import type { GeneratedNames } from "./names.ts";
import { neededRooms } from "./needed-rooms.ts";
import { printIR } from "./print-ir.ts";
import type { Edits } from "./shapes/shape.ts";
import { topOfFile } from "./top-of-file.ts";

export function emitPrologue(
  parsed: ParsedProgram,
  outcomes: readonly Outcome[],
  { from, isCommonJS, marks, keepLines, types }: RuntimeImport,
  names: GeneratedNames,
  edits: Edits,
  overwrite: (mark: Mark, replacement: string) => void,
): void {
  const sites = outcomes.flatMap(({ site, candidate: { mark } }) => {
    if (!site) return [];
    // The options of a mark may be known at run time only.
    const allowed = mark?.types ?? types;
    const mayRound = allowed === "unknown" || allowed.includes("float");
    const rooms = neededRooms(site.ir, mayRound);
    // Where settings may be given the loop is traced.
    const loop =
      mark?.hasOptions || rooms.length > 0 ? undefined : linearLoop(site.ir, typesOf(site), defaultSettings);
    return [
      { ...site, rooms, loop, parts: loop?.kernels.map(camelCase) ?? rooms, courses: loop?.cancels === true },
    ];
  });
  if (sites.length === 0 && marks.length === 0) return;
  const imported: [string, string][] = [];
  if (sites.some(({ loop }) => !loop)) imported.push(["site", names.plain("$cpm")]);
  if (sites.some(({ loop }) => loop)) imported.push(["linear", names.plain("$linear")]);
  for (const what of new Set(marks.map(exportFor))) imported.push([what, names.plain(`$${what}`)]);
  for (const part of new Set(sites.flatMap(({ parts }) => parts)))
    imported.push([part, names.plain(`$${part}`)]);
  if (sites.some(({ courses }) => courses)) imported.push(["courses", names.plain("$courses")]);
  const local = Object.fromEntries(imported);

  for (const mark of marks) {
    const loops = mark.isOptedOut
      ? [JSON.stringify(USE_NOT)]
      : outcomes.filter(({ candidate }) => candidate.mark === mark).map(argumentOf);
    const call = `${local[exportFor(mark)]}(${loops.join(", ")})`;
    // `@a(…)(…)` is no decorator; `@(a(…)(…))` is.
    overwrite(mark, mark.decoratorCall ? `(${call}` : call);
    if (mark.decoratorCall) edits.after(mark.decoratorCall.end, ")");
  }

  const separator = isCommonJS ? ": " : " as ";
  const bindings = imported.map(([name, as]) => `${name}${separator}${as}`).join(", ");
  const lines = [
    isCommonJS
      ? `const { ${bindings} } = require(${JSON.stringify(from)});`
      : `import { ${bindings} } from ${JSON.stringify(from)};`,
    ...sites.map(({ name, ir, loop, parts, courses }) => {
      const given = parts.length > 0 ? `, [${parts.map((part) => local[part]).join(", ")}]` : "";
      const map = loop && printIR({ ...loop, kernels: undefined, cancels: undefined });
      const what = [printIR(ir), ...(map === undefined ? [] : [map])].join(", ");
      const all = courses ? `${given}, ${local["courses"]}` : given;
      return `var ${name} = /* @__PURE__ */ ${local[loop ? "linear" : "site"]}(${what}${all});`;
    }),
  ];
  const { text } = parsed.text;
  const newline = keepLines ? " " : text.includes("\r\n") ? "\r\n" : "\n";
  const top = topOfFile(parsed);
  if ("before" in top) edits.before(top.before, lines.join(newline) + newline);
  else if (keepLines) edits.after(top.behind.statement, `; ${lines.join(" ")}`);
  else edits.after(top.behind.line, newline + lines.join(newline));
}

/** What a mark becomes a call of. */
function exportFor({ hasOptions, isOptedOut }: Mark): "compiled" | "marked" {
  return hasOptions || isOptedOut ? "compiled" : "marked";
}

function typesOf({ types }: Site): (input: string) => ValueType | undefined {
  return (input) => types.get(input);
}

/** A kernel's name as that of an export. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A loop as `$compiled` takes it: its site, or why there is none. */
function argumentOf({ site, report }: Outcome): string {
  if (site) return site.name;
  const { name, file, place, refusals } = report;
  return printIR({ name, file, place, refusals });
}
