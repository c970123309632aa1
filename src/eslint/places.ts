/** The compiler's `line:column`, both from 1, as a range that ESLint underlines: the word or sign that begins there. */
import type { AST, SourceCode } from "eslint";

export function rangeAt(place: string, sourceCode: SourceCode): AST.SourceLocation {
  const [line = 1, column = 1] = place.split(":").map(Number);
  const start = { line, column: column - 1 };
  const token = sourceCode.getTokenByRangeStart(sourceCode.getIndexFromLoc(start));
  return token ? token.loc : { start, end: { line, column } };
}
