/** What is wrong with a program of the interpreter's language: what, where, why, and what to write instead. */
import { codeFrame } from "../runtime/code-frame.ts";
import type { Place } from "../trace/ir.ts";

export interface Complaint {
  readonly what: string;
  readonly remedy: string;
}

export class CpmError extends Error {
  override readonly name = "CpmError";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly remedy: string;

  constructor({ what, remedy }: Complaint, source: string, file: string, place: Place) {
    super(
      `${what}\n  at ${file === "" ? "(source)" : file}:${place}\n${codeFrame(source, place)}\n  remedy: ${remedy}`,
    );
    const [line = 0, column = 0] = place.split(":").map(Number);
    this.file = file;
    this.line = line;
    this.column = column;
    this.remedy = remedy;
  }
}
