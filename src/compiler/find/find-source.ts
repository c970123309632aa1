/** Is an expression something that a door can shorten: `range(…)`, or `Array(n).keys()`? */
import type { Names } from "../records/bindings.ts";
import type { Source } from "../records/callback-loop.ts";
import type { estree } from "../records/syntax.ts";
import { withoutTypes } from "../records/syntax.ts";

export interface Callees {
  readonly names: Names;
  readonly isRange: (callee: estree.Node) => boolean;
}

export function findSource(expression: estree.Node, { names, isRange }: Callees): Source | undefined {
  const node = withoutTypes(expression);
  if (node.type !== "CallExpression" || node.optional) return undefined;
  if (isRange(node.callee)) return { kind: "range", node };
  const array = node.arguments.length === 0 ? receiverOf(node, "keys") : undefined;
  if (array?.type !== "CallExpression" && array?.type !== "NewExpression") return undefined;
  const { callee, arguments: lengths } = array;
  const isArray =
    isGlobalName(callee, "Array", names) && lengths.length === 1 && lengths[0]?.type !== "SpreadElement";
  return isArray && !("optional" in array && array.optional) ? { kind: "keys", node: array } : undefined;
}

/** `receiver` of `receiver.method(…)`. */
export function receiverOf(call: estree.SimpleCallExpression, method: string): estree.Expression | undefined {
  const callee = withoutTypes(call.callee);
  if (callee.type !== "MemberExpression" || callee.computed || callee.optional || call.optional)
    return undefined;
  if (callee.property.type !== "Identifier" || callee.property.name !== method) return undefined;
  const receiver = withoutTypes(callee.object);
  return receiver.type === "Super" ? undefined : (receiver as estree.Expression);
}

export function isGlobalName(node: estree.Node, name: string, names: Names): boolean {
  return node.type === "Identifier" && node.name === name && names.useOf(node)?.binding.kind === "free";
}
