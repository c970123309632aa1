/** Variables, and the three global names that are really literals. */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftIdentifier(node: estree.Identifier, lifting: Lifting): Expr {
  if (lifting.isGlobal(node, "undefined")) return ["undefined", lifting.place(node)];
  if (lifting.isGlobal(node, "NaN")) return NaN;
  if (lifting.isGlobal(node, "Infinity")) return Infinity;
  return lifting.read(node);
}
