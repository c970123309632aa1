/**
 * What is put into a text, as data: for tools that have a tree of their own instead of a text.
 *
 * Edits that a shape makes at one offset stand in the order "belongs to what is before it", first made first, then
 * "belongs to what is behind it", first made last: so a text that was put around something stays around it. Replaced
 * text stands between the two.
 */

export interface Edit {
  /** Offsets in the original text: what is between them is replaced. Insertions have both the same. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class EditList {
  private readonly after: Edit[] = [];
  private readonly replaced: Edit[] = [];
  private readonly before: Edit[] = [];

  insertAfter(offset: number, text: string): void {
    this.after.push({ start: offset, end: offset, text });
  }

  insertBefore(offset: number, text: string): void {
    this.before.unshift({ start: offset, end: offset, text });
  }

  replace(start: number, end: number, text: string): void {
    this.replaced.push({ start, end, text });
  }

  /**
   * Where text begins that was inserted before something, or that opens a block around it: offsets in the edited text,
   * and of that something.
   */
  openings(): readonly { readonly edited: number; readonly original: number }[] {
    const openings = new Set(this.before);
    let growth = 0;
    return this.inOrder().flatMap((edit) => {
      const edited = edit.start + growth;
      growth += edit.text.length - (edit.end - edit.start);
      const isOpening = openings.has(edit) || /^\s*\{/.test(edit.text);
      return isOpening ? [{ edited: edited + edit.text.search(/\S|$/), original: edit.start }] : [];
    });
  }

  /** In the order of the text. */
  inOrder(): readonly Edit[] {
    // The sort is stable.
    return [...this.after, ...this.before, ...this.replaced].sort((a, b) => a.start - b.start);
  }
}
