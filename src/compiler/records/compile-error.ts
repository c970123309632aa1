import { codeFrame } from "../../runtime/code-frame.ts";

/** A source text that is not a program: the message, the place, and the lines around it. */
export class CompileError extends SyntaxError {
  override readonly name: string = "CompileError";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line with a caret under the column, between its neighbours. */
  readonly frame: string;

  constructor(reason: string, source: string, file: string, line: number, column: number) {
    const frame = codeFrame(source, `${line}:${column}`);
    super(`${reason}\n  at ${file === "" ? "(source)" : file}:${line}:${column}\n${frame}`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.frame = frame;
  }
}
