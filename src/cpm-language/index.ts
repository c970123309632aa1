/**
 * The language of the interpreter that the method comes from, as a second front end: assignments, `+=`, `-=`, `*=` by an
 * integer, and `loop … end`. It writes the same IR as the compiler and shares no code with it.
 */
export { CpmError } from "./cpm-error.ts";
export { parse } from "./parse.ts";
export { run } from "./run.ts";
