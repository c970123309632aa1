/**
 * The user's text, and how offsets of the syntax tree become places in it.
 *
 * A tree may have been parsed from a text with something in front (the wrapper of a function's own source) or without
 * its first character (a byte order mark): `shift` is added to a tree offset to get the offset in the user's text.
 */
import type { Place } from "../../trace/ir.ts";
import type { SyntaxNode } from "./syntax.ts";

export class SourceText {
  readonly text: string;
  readonly filename: string;
  readonly shift: number;
  private readonly lineStarts: readonly number[];

  constructor(text: string, filename: string, shift = 0) {
    this.text = text;
    this.filename = filename;
    this.shift = shift;
    const starts = [0];
    for (const match of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) starts.push(match.index + match[0].length);
    this.lineStarts = starts;
  }

  /** The offset in the user's text. */
  at(treeOffset: number): number {
    return treeOffset + this.shift;
  }

  /** Line and column of a tree offset, both from 1. */
  position(treeOffset: number): { readonly line: number; readonly column: number } {
    const offset = this.at(treeOffset);
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  place(node: SyntaxNode): Place {
    const { line, column } = this.position(node.start);
    return `${line}:${column}`;
  }

  /** The node as it is written, on one line and not too long: what a report quotes. */
  quote(node: SyntaxNode): string {
    const written = this.text.slice(this.at(node.start), this.at(node.end)).replace(/\s+/g, " ").trim();
    return written.length > 60 ? `${written.slice(0, 57)}...` : written;
  }

  /** Offset in the user's text of the first `character` at or after it that is not inside a comment. */
  findOutsideComments(character: string, offset: number): number {
    const pattern = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/|[\s\S]/g;
    pattern.lastIndex = offset;
    for (let match = pattern.exec(this.text); match !== null; match = pattern.exec(this.text)) {
      if (match[0] === character) return match.index;
    }
    throw new Error(`no ${character} after offset ${offset} of ${this.filename}`);
  }
}
