/** Is a tree still the one that a text parses to? Compared by kinds of nodes and their places. */
import type { BabelAst } from "./babel.ts";
import { nodesOf } from "./babel.ts";

export function isSameTree(
  tree: BabelAst,
  fresh: BabelAst,
  visitorKeys: Readonly<Record<string, readonly string[]>>,
): boolean {
  const others = nodesOf(fresh.program, visitorKeys);
  for (const node of nodesOf(tree.program, visitorKeys)) {
    const other = others.next().value as typeof node | undefined;
    if (node.type !== other?.type || node.start !== other.start || node.end !== other.end) return false;
  }
  return others.next().done === true;
}
