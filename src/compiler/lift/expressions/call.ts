/** Calls: only of the functions of the language that do arithmetic, and only by their own global names. */
import type { Expr, Intrinsic } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

const mathFunctions = [
  "Math.imul",
  "Math.max",
  "Math.min",
  "Math.abs",
  "Math.floor",
  "Math.trunc",
  "Math.sign",
] as const;
const conversions = ["BigInt.asIntN", "BigInt.asUintN", "BigInt", "Number", "Number.isSafeInteger"] as const;
const intrinsics: ReadonlySet<string> = new Set<Intrinsic>([...mathFunctions, ...conversions]);

export function liftCall(node: estree.SimpleCallExpression, lifting: Lifting): Expr {
  const name = intrinsicName(withoutTypes(node.callee), lifting);
  const args = node.arguments.map((argument) => lifting.expression(argument));
  if (name === undefined || node.optional) return lifting.refuse("unknown-call", node);
  return ["call", lifting.place(node), name, args];
}

function intrinsicName(callee: estree.Node, lifting: Lifting): Intrinsic | undefined {
  const name = globalPath(callee, lifting);
  return name !== undefined && intrinsics.has(name) ? (name as Intrinsic) : undefined;
}

function globalPath(callee: estree.Node, lifting: Lifting): string | undefined {
  if (callee.type === "Identifier") return lifting.isGlobal(callee, callee.name) ? callee.name : undefined;
  if (callee.type !== "MemberExpression" || callee.computed || callee.optional) return undefined;
  const { object, property } = callee;
  if (object.type !== "Identifier" || property.type !== "Identifier") return undefined;
  return lifting.isGlobal(object, object.name) ? `${object.name}.${property.name}` : undefined;
}
