/** A source text that is not a program: the message, the place, and the lines around it. */
export class CompileError extends SyntaxError {
  override readonly name: string = "CompileError";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line with a caret under the column, between its neighbours. */
  readonly frame: string;

  constructor(reason: string, source: string, file: string, line: number, column: number) {
    const frame = codeFrame(source, line, column);
    super(`${reason}\n  at ${file === "" ? "(source)" : file}:${line}:${column}\n${frame}`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.frame = frame;
  }
}

/**
 * Three lines around a place, the middle one marked.
 *
 * @example
 * codeFrame("a\nb c\nd", 2, 3)
 * // "  1 | a\n> 2 | b c\n    |   ^\n  3 | d"
 */
export function codeFrame(source: string, line: number, column: number): string {
  const lines = source.split(/\r\n?|[\n\u2028\u2029]/);
  const width = String(Math.min(line + 1, lines.length)).length;
  const frame: string[] = [];
  for (let number = Math.max(1, line - 1); number <= Math.min(lines.length, line + 1); number++) {
    // Minified files have one endless line: show a window of it.
    const text = lines[number - 1] ?? "";
    const from = column > 80 ? column - 60 : 0;
    const shown = text.slice(from, from + 100);
    frame.push(`${number === line ? ">" : " "} ${String(number).padStart(width)} | ${shown}`);
    if (number === line)
      frame.push(`  ${" ".repeat(width)} | ${" ".repeat(Math.max(0, column - 1 - from))}^`);
  }
  return frame.map((text) => text.trimEnd()).join("\n");
}
