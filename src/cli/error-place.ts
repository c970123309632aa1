/** Where in the user's file an error was thrown, read from its stack, whose lines the source map has put right. */

export interface ErrorPlace {
  readonly line: number;
  readonly column: number;
}

/** The innermost place in the file, if the stack has one. */
export function errorPlace(stack: string, file: string): ErrorPlace | undefined {
  for (const line of stack.split("\n")) {
    const match = /\(?([^()\s][^()]*):(\d+):(\d+)\)?$/.exec(line.trim().replace(/^at (?:async )?/, ""));
    if (match?.[1]?.replace(/^file:\/\//, "").endsWith(file) === true)
      return { line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}
