/** Which visitor lifts which expression. A node type with no visitor is refused, under a code of its own if it has one. */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import type { RefusalCode } from "../../records/refusals.ts";
import { liftAssignment, liftAssignmentEffect, liftUpdate } from "./assignment.ts";
import { liftCall } from "./call.ts";
import { liftIdentifier } from "./identifier.ts";
import { liftMember } from "./member.ts";
import { liftLiteral, liftTemplate } from "./literal.ts";
import { liftBinary, liftConditional, liftLogical, liftUnary } from "./operators.ts";
import { liftSequence, liftSequenceEffect } from "./sequence.ts";

const refused: Readonly<Record<string, RefusalCode>> = {
  ArrayExpression: "array-literal",
  ArrowFunctionExpression: "function-in-loop",
  AwaitExpression: "await-in-loop",
  ChainExpression: "member-access",
  ClassExpression: "function-in-loop",
  FunctionExpression: "function-in-loop",
  NewExpression: "new-expression",
  ObjectExpression: "object-literal",
  SpreadElement: "spread",
  TaggedTemplateExpression: "tagged-template",
  YieldExpression: "yield-in-loop",
};

export function liftExpression(wrapped: estree.Node, lifting: Lifting): Expr {
  const node = withoutTypes(wrapped);
  switch (node.type) {
    case "Literal":
      return liftLiteral(node, lifting);
    case "TemplateLiteral":
      return liftTemplate(node, lifting);
    case "Identifier":
      return liftIdentifier(node, lifting);
    case "UnaryExpression":
      return liftUnary(node, lifting);
    case "BinaryExpression":
      return liftBinary(node, lifting);
    case "LogicalExpression":
      return liftLogical(node, lifting);
    case "ConditionalExpression":
      return liftConditional(node, lifting);
    case "AssignmentExpression":
      return liftAssignment(node, lifting);
    case "UpdateExpression":
      return liftUpdate(node, lifting);
    case "SequenceExpression":
      return liftSequence(node, lifting);
    case "CallExpression":
      return liftCall(node, lifting);
    case "MemberExpression":
      return liftMember(node, lifting);
    default:
      return lifting.refuse(refused[node.type] ?? "unsupported-syntax", node);
  }
}

/** An expression that stands as a statement, or as the third part of a `for` header. */
export function liftEffect(wrapped: estree.Node, lifting: Lifting): Expr {
  const node = withoutTypes(wrapped);
  if (node.type === "AssignmentExpression") return liftAssignmentEffect(node, lifting);
  if (node.type === "SequenceExpression") return liftSequenceEffect(node, lifting);
  return liftExpression(node, lifting);
}
