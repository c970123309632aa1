/**
 * Has something come to its end: memory, the stack, the length of BigInts? Such an error says nothing about the program nor
 * about this package, and whether it comes again at the next call nobody knows.
 */
export function isExhaustion(error: unknown): boolean {
  // What SpiderMonkey throws at the end of the stack is no RangeError.
  return error instanceof RangeError || (error instanceof Error && error.name === "InternalError");
}

/**
 * Was there no room for a call? Of what a listener throws, this is not the listener's: at the end of the stack any call throws.
 * By the message, since a program may throw RangeErrors of its own; V8's, and JavaScriptCore's with a full stop.
 */
export function isEndOfStack(error: unknown): boolean {
  if (!(error instanceof RangeError)) return error instanceof Error && error.name === "InternalError";
  const { message } = error;
  return message === "Maximum call stack size exceeded" || message === "Maximum call stack size exceeded.";
}
