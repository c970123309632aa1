/**
 * Assignments: `x = e`, `x += e` as `x = x + e`, `x &&= e` as `x && (x = e)`, and `x++`.
 *
 * The left operand of `x += e` is read before e runs, which is the order of operands in the IR too.
 */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import { liftSwap } from "./destructuring.ts";
import { liftElementAssignment, liftElementUpdate } from "./member.ts";
import { isBinaryOperator, logicalOf } from "./operators.ts";

export function liftAssignment(node: estree.AssignmentExpression, lifting: Lifting): Expr {
  const target = withoutTypes(node.left);
  if (target.type === "ArrayPattern" || target.type === "ObjectPattern")
    return lifting.refuse("destructuring", node);
  if (lifting.isArrayMember(target)) return liftElementAssignment(node, target, lifting);
  const name = liftTarget(target, lifting);
  const value = lifting.expression(node.right);
  const place = lifting.place(node);
  if (name === undefined) return value;
  if (node.operator === "=") return ["set", place, name, value];
  const shortCircuit = logicalOf(node.operator);
  if (shortCircuit) return [shortCircuit, place, name, ["set", place, name, value]];
  const operator = node.operator.slice(0, -1);
  if (!isBinaryOperator(operator)) return lifting.refuse("unsupported-operator", node);
  return ["set", place, name, [operator, place, name, value]];
}

/** As a statement an assignment may also be simultaneous. */
export function liftAssignmentEffect(node: estree.AssignmentExpression, lifting: Lifting): Expr {
  const target = withoutTypes(node.left);
  return target.type === "ArrayPattern"
    ? liftSwap(node, target, node.right, (identifier) => lifting.assign(identifier), lifting)
    : liftAssignment(node, lifting);
}

export function liftUpdate(node: estree.UpdateExpression, lifting: Lifting): Expr {
  const target = withoutTypes(node.argument);
  if (lifting.isArrayMember(target)) return liftElementUpdate(node, target, lifting);
  const name = liftTarget(target, lifting);
  const sign = node.operator === "++" ? "+" : "-";
  if (name === undefined) return ["undefined", lifting.place(node)];
  return [node.prefix ? `pre${sign}` : `post${sign}`, lifting.place(node), name];
}

function liftTarget(target: estree.Node, lifting: Lifting): string | undefined {
  if (target.type === "Identifier") return lifting.assign(target);
  lifting.refuse(target.type === "MemberExpression" ? "member-write" : "unsupported-syntax", target);
  return undefined;
}
