/**
 * How deep what is lifted may be nested: a loop's IR is printed as a literal, which is to be parsed wherever its text is.
 *
 * V8 parses a literal of 1000 levels and not one of 2000, with the stack that it has by default; a sum of 2000 operands,
 * which is a tree of 2000 levels, is parsed by a loop. So there are loops that can be compiled, but whose compiled text can
 * not be read.
 */
const DEEPEST = 500;

/** Asked without recursion, of nested tuples. */
export function isTooDeep(ir: unknown): boolean {
  let level: readonly unknown[] = [ir];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((node): unknown[] =>
      typeof node === "object" && node !== null ? Object.values(node) : [],
    );
  }
  return false;
}
