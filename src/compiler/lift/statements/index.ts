/** Which visitor lifts which statement. */
import type { Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { isLoop, isTypeOnly } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import type { RefusalCode } from "../../records/refusals.ts";
import { liftDeclaration } from "./declaration.ts";
import { liftCallbackStatement } from "./inner-callback.ts";
import { liftJump, liftReturn, liftThrow } from "./jump.ts";
import { liftLabelled } from "./labelled.ts";
import { liftInnerLoop } from "./loop.ts";
import { liftSwitch } from "./switch.ts";

const refused: Readonly<Record<string, RefusalCode>> = {
  ClassDeclaration: "function-in-loop",
  FunctionDeclaration: "function-in-loop",
  TryStatement: "try-in-loop",
  WithStatement: "with-statement",
};

export function liftStatement(node: estree.Node, lifting: Lifting): readonly Stmt[] {
  if (isLoop(node)) return liftInnerLoop(node, new Set(), lifting);
  switch (node.type) {
    case "ExpressionStatement":
      return liftCallbackStatement(node.expression, lifting) ?? [lifting.effect(node.expression)];
    case "BlockStatement":
      return lifting.statements(node.body);
    case "EmptyStatement":
      return [];
    case "VariableDeclaration":
      return liftDeclaration(node, lifting);
    case "IfStatement":
      return [
        [
          "if",
          lifting.place(node),
          lifting.expression(node.test),
          lifting.statements([node.consequent]),
          node.alternate ? lifting.statements([node.alternate]) : [],
        ],
      ];
    case "BreakStatement":
    case "ContinueStatement":
      return [liftJump(node, lifting)];
    case "ReturnStatement":
      return liftReturn(node, lifting);
    case "ThrowStatement":
      return [liftThrow(node, lifting)];
    case "SwitchStatement":
      return liftSwitch(node, lifting);
    case "LabeledStatement":
      return liftLabelled(node, lifting);
    default:
      return isTypeOnly(node) ? [] : [lifting.refuse(refused[node.type] ?? "unsupported-syntax", node)];
  }
}
