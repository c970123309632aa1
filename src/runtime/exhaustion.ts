/**
 * Has something come to its end: memory, the stack, the length of BigInts? Such an error says nothing about the program nor
 * about this package, and whether it comes again at the next call nobody knows.
 */
export function isExhaustion(error: unknown): boolean {
  // What SpiderMonkey throws at the end of the stack is no RangeError.
  return error instanceof RangeError || (error instanceof Error && error.name === "InternalError");
}
