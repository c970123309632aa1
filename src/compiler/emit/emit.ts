/**
 * Doors into source text: the only file that knows the source editor.
 *
 * In: the program's text and its sites. Out: the same text with insertions (and `cpmoptimize` overwritten where it marks
 * a function, its import removed where nothing else uses it), and an exact source map. Nothing of the user's is printed anew.
 */
import MagicString, { SourceMap as EncodedMap } from "magic-string";
import type { Mark } from "../records/loop-candidate.ts";
import type { Site } from "../records/lifted-loop.ts";
import type { Outcome, RuntimeImport } from "../records/outcome.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import type { SyntaxNode } from "../records/syntax.ts";
import type { Edit } from "./edits.ts";
import { EditList } from "./edits.ts";
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
  /** What leads from the original text to `code`, in order. */
  readonly edits: () => readonly Edit[];
}

export function emit(
  parsed: ParsedProgram,
  outcomes: readonly Outcome[],
  names: GeneratedNames,
  runtime?: RuntimeImport,
  coverage = false,
): Emitted {
  const { text } = parsed;
  const source = new MagicString(text.text, { filename: text.filename });
  const list = new EditList();
  const seen = new Set<SyntaxNode>();
  const edits: Edits = {
    after: (offset, inserted) => {
      list.insertAfter(text.at(offset), inserted);
      source.appendLeft(text.at(offset), inserted);
    },
    before: (offset, inserted) => {
      list.insertBefore(text.at(offset), inserted);
      source.prependRight(text.at(offset), inserted);
    },
    isNew: (node) => !seen.has(node) && seen.add(node).size > 0,
    uncounted: coverage ? "/* istanbul ignore next */ " : "",
  };
  const replace = ({ start, end }: { start: number; end: number }, replacement: string): void => {
    const [from, to] = [text.at(start), text.at(end)];
    list.replace(from, to, replacement);
    if (replacement === "") source.remove(from, to);
    else source.update(from, to, replacement);
  };
  for (const remain of runtime?.remains ?? []) replace(remain, remain.text);
  // What is inserted last at a place stands outside: a loop that is a call may begin where a statement's iterable does.
  const sites = outcomes.flatMap(({ site }) => (site ? [site] : []));
  const isCall = ({ candidate }: Site): boolean => candidate.loop.type === "CallbackLoop";
  for (const site of [...sites.filter(isCall), ...sites.filter((each) => !isCall(each))])
    shapes[site.candidate.loop.type]?.insert(site, edits, names, text);
  // Last, so that it stands in front of what a loop at the very top has got.
  if (runtime) {
    const overwrite = ({ callee }: Mark, replacement: string): void => replace(callee, replacement);
    emitPrologue(parsed, outcomes, runtime, names, edits, overwrite);
  }
  return {
    code: source.toString(),
    edits: () => list.inOrder(),
    map: () => {
      const options = { source: text.filename, includeContent: true, hires: "boundary" } as const;
      const map = source.generateDecodedMap(options);
      mapOpenings(map.mappings, list, source);
      return new EncodedMap(map) as SourceMap;
    },
  };
}

/**
 * Inserted text has no place, so that whoever looks one up finds that of what is before it. Where a statement or a branch
 * now begins with inserted text, that would be the place of something else: it gets its own.
 */
function mapOpenings(mappings: DecodedMap["mappings"], list: EditList, source: MagicString): void {
  const { original } = source;
  const [code, origin] = [new Lines(source.toString()), new Lines(original)];
  for (const opening of list.openings()) {
    const [line, column] = code.position(opening.edited);
    const behind = opening.original + original.slice(opening.original).search(/\S|$/);
    const segments = mappings[line] ?? [];
    const at = segments.findIndex(([start]) => start >= column);
    const segment: [number, number, number, number] = [column, 0, ...origin.position(behind)];
    if (at < 0) segments.push(segment);
    else if (segments[at]?.[0] !== column) segments.splice(at, 0, segment);
  }
}

type DecodedMap = ReturnType<MagicString["generateDecodedMap"]>;

/** Lines as source maps count them, from 0. */
class Lines {
  private readonly starts = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  position(offset: number): [line: number, column: number] {
    let low = 0;
    for (let high = this.starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return [low, offset - (this.starts[low] ?? 0)];
  }
}
