/**
 * `break` and `continue` of the loops that are lifted, and everything that leaves them: jumps of an outer statement, `return` and
 * `throw`, whose operands are not lifted, because the loop as written is the one that gets there. In a callback, `return`
 * ends the turn.
 */
import type { Expr, Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftJump(node: estree.BreakStatement | estree.ContinueStatement, lifting: Lifting): Stmt {
  return lifting.jump(node.type === "BreakStatement" ? "break" : "continue", node.label?.name, node);
}

export function liftThrow(node: estree.ThrowStatement, lifting: Lifting): Stmt {
  return ["leave", lifting.place(node)];
}

export function liftReturn(node: estree.ReturnStatement, lifting: Lifting): readonly Stmt[] {
  const place = lifting.place(node);
  const callback = lifting.callbackAround(node);
  if (callback === undefined) return [["leave", place]];
  const { accumulator, end } = callback;
  if (node.argument && accumulator === undefined) return [lifting.effect(node.argument), end];
  if (accumulator === undefined) return [end];
  const result: Expr = node.argument ? lifting.expression(node.argument) : ["undefined", place];
  return [["set", place, accumulator, result], end];
}
