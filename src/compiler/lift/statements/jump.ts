/**
 * `break` and `continue` of the loop itself, and everything that leaves it: jumps of an outer statement, `return` and
 * `throw`, whose operands are not lifted, because the loop as written is the one that gets there.
 */
import type { Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftJump(node: estree.BreakStatement | estree.ContinueStatement, lifting: Lifting): Stmt {
  const kind = node.type === "BreakStatement" ? "break" : "continue";
  if (node.label)
    return [lifting.candidate.labels.has(node.label.name) ? kind : "leave", lifting.place(node)];
  if (kind === "break" && lifting.switchDepth > 0) return lifting.refuse("switch-form", node);
  return [kind, lifting.place(node)];
}

export function liftLeave(node: estree.ReturnStatement | estree.ThrowStatement, lifting: Lifting): Stmt {
  return ["leave", lifting.place(node)];
}
