/**
 * Places in an edited text, as places in the original one.
 *
 * Edits cut the edited text into kept pieces, which are moved as a whole, and inserted ones, which shrink to the offset
 * where they were put (a replacement: to the two ends of what it replaced). So the map is monotone, and one binary
 * search per place.
 */
import type { Edit } from "../../compiler/index.ts";

/** One edit in the edited text. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly edit: Edit;
}

export class OriginalPlaces {
  private readonly pieces: readonly Piece[];
  private readonly lineStarts: readonly number[];

  constructor(source: string, edits: readonly Edit[]) {
    let growth = 0;
    this.pieces = edits.map((edit) => {
      const from = edit.start + growth;
      const to = from + edit.text.length;
      growth = to - edit.end;
      return { from, to, edit };
    });
    const starts = [0];
    for (const match of source.matchAll(/\r\n?|[\n\u2028\u2029]/g))
      starts.push(match.index + match[0].length);
    this.lineStarts = starts;
  }

  /** Is the character at the offset one that an edit put there? */
  isInserted(offset: number): boolean {
    const piece = this.pieces[last(this.pieces, ({ from }) => from <= offset)];
    return piece !== undefined && offset < piece.to;
  }

  /** The same, without replacing anything. */
  isAdded(offset: number): boolean {
    const piece = this.pieces[last(this.pieces, ({ from }) => from <= offset)];
    return piece !== undefined && offset < piece.to && piece.edit.start === piece.edit.end;
  }

  /** The original offset of where something begins or ends. */
  offset(offset: number, end: "start" | "end"): number {
    const at = end === "start" ? offset : offset - 1;
    const piece = this.pieces[last(this.pieces, ({ from }) => from <= at)];
    if (piece === undefined) return offset;
    return at < piece.to ? piece.edit[end] : offset - piece.to + piece.edit.end;
  }

  /** Line (from 1) and column (from 0) of an original offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const line = last(this.lineStarts, (start) => start <= offset);
    return { line: line + 1, column: offset - (this.lineStarts[line] ?? 0) };
  }
}

/** The index of the last item for which the predicate, true first and then false, holds; -1 if none. */
function last<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
