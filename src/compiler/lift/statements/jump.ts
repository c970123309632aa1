/**
 * `break` and `continue` of the loops that are lifted, and everything that leaves them: jumps of an outer statement, `return` and
 * `throw`, whose operands are not lifted, because the loop as written is the one that gets there.
 */
import type { Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftJump(node: estree.BreakStatement | estree.ContinueStatement, lifting: Lifting): Stmt {
  return lifting.jump(node.type === "BreakStatement" ? "break" : "continue", node.label?.name, node);
}

export function liftLeave(node: estree.ReturnStatement | estree.ThrowStatement, lifting: Lifting): Stmt {
  return ["leave", lifting.place(node)];
}
