/** Something in the user's program or files that stops a command: exit code 1. The message says what and where. */
export class Failure extends Error {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, file = "", line?: number, column?: number) {
    super(message);
    this.file = file;
    this.line = line;
    this.column = column;
  }
}
