/** Literals, and templates that are nothing but a string. */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftLiteral(node: estree.Literal, lifting: Lifting): Expr {
  if ("regex" in node) return lifting.refuse("regular-expression", node);
  const { value } = node;
  if (typeof value === "string") return ["str", lifting.place(node), value];
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean" || value === null)
    return value;
  return lifting.refuse("unsupported-syntax", node);
}

export function liftTemplate(node: estree.TemplateLiteral, lifting: Lifting): Expr {
  const cooked = node.quasis[0]?.value.cooked;
  if (node.expressions.length > 0 || typeof cooked !== "string")
    return lifting.refuse("template-substitution", node);
  return ["str", lifting.place(node), cooked];
}
