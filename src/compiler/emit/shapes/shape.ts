/** How a door is put in front of one kind of loop. One file per kind; the registry is `index.ts`. */
import type { Site } from "../../records/lifted-loop.ts";
import type { SyntaxNode } from "../../records/syntax.ts";
import type { SourceText } from "../../records/source-text.ts";
import type { GeneratedNames } from "../names.ts";

/** Insertions, at offsets of the syntax tree. */
export interface Edits {
  /** Text that belongs to what stands before the offset. */
  after(offset: number, text: string): void;
  /** Text that belongs to what stands behind the offset. */
  before(offset: number, text: string): void;
  /** Is it the first time that the node is asked about? */
  isNew(node: SyntaxNode): boolean;
  /** Goes in front of inserted declarations, statements and branches: what tells coverage tools not to count them, or "". */
  readonly uncounted: string;
}

export interface Shape {
  insert(site: Site, edits: Edits, names: GeneratedNames, text: SourceText): void;
}

/** `{ … }` around the loop and its labels, as one statement wherever it stands. */
export function wrapInBlock(site: Site, edits: Edits, opening: string): void {
  const { statement, ancestors } = site.candidate;
  // After a lone identifier the line break alone would not end the statement: `let` and `{` read as a pattern.
  const list = (ancestors.at(-1) as { body?: unknown } | undefined)?.body;
  const siblings = Array.isArray(list) ? (list as unknown[]) : [];
  const previous = siblings[siblings.indexOf(statement) - 1] as
    { readonly type: string; readonly expression?: { readonly type: string } } | undefined;
  const separator =
    previous?.type === "ExpressionStatement" && previous.expression?.type === "Identifier" ? ";" : "";
  edits.before(statement.start, `${separator}{ ${opening} `);
  edits.after(statement.end, " }");
}
