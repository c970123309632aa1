/**
 * Doors into source text: the only file that knows the source editor.
 *
 * In: the program's text and its sites. Out: the same text with insertions (and `cpmoptimize` overwritten where it marks
 * a function, its import removed where nothing else uses it), and an exact source map. Nothing of the user's is printed anew.
 */
import MagicString from "magic-string";
import type { Mark } from "../records/loop-candidate.ts";
import type { Outcome, RuntimeImport } from "../records/outcome.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import type { SyntaxNode } from "../records/syntax.ts";
import type { GeneratedNames } from "./names.ts";
import { emitPrologue } from "./prologue.ts";
import { shapes } from "./shapes/index.ts";
import type { Edits } from "./shapes/shape.ts";

/** A source map, version 3. */
export interface SourceMap {
  readonly version: number;
  readonly file?: string;
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
  toString(): string;
  toUrl(): string;
}

export interface Emitted {
  readonly code: string;
  readonly map: () => SourceMap;
}

export function emit(
  parsed: ParsedProgram,
  outcomes: readonly Outcome[],
  names: GeneratedNames,
  runtime?: RuntimeImport,
): Emitted {
  const { text } = parsed;
  const source = new MagicString(text.text, { filename: text.filename });
  const seen = new Set<SyntaxNode>();
  const edits: Edits = {
    after: (offset, inserted) => void source.appendLeft(text.at(offset), inserted),
    before: (offset, inserted) => void source.prependRight(text.at(offset), inserted),
    isNew: (node) => !seen.has(node) && seen.add(node).size > 0,
  };
  for (const { start, end, text: replacement } of runtime?.remains ?? []) {
    if (replacement === "") source.remove(text.at(start), text.at(end));
    else source.update(text.at(start), text.at(end), replacement);
  }
  for (const { site } of outcomes)
    if (site) shapes[site.candidate.loop.type]?.insert(site, edits, names, text);
  // Last, so that it stands in front of what a loop at the very top has got.
  if (runtime) {
    const overwrite = (mark: Mark, replacement: string): void => {
      source.update(text.at(mark.callee.start), text.at(mark.callee.end), replacement);
    };
    emitPrologue(parsed, outcomes, runtime, names, edits, overwrite);
  }
  return {
    code: source.toString(),
    map: () =>
      source.generateMap({ source: text.filename, includeContent: true, hires: "boundary" }) as SourceMap,
  };
}
