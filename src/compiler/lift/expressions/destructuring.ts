/**
 * Simultaneous assignment: `[a, b] = [b, a + b]`, with plain variables on the left and an array literal on the right.
 *
 * The array never needs to exist: its elements are evaluated in order, then the variables are set in order, which is
 * what the array iterator does as long as it is the built-in one (the door checks that).
 */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftSwap(
  node: estree.Node,
  pattern: estree.ArrayPattern,
  source: estree.Node,
  nameOf: (identifier: estree.Identifier) => string | undefined,
  lifting: Lifting,
): Expr {
  const array = withoutTypes(source);
  const place = lifting.place(node);
  const targets = pattern.elements.map((element) => element && withoutTypes(element));
  const isPlain = targets.every((target) => target?.type === "Identifier");
  if (array.type !== "ArrayExpression" || !isPlain) return lifting.refuse("destructuring", node);

  const values: Expr[] = [];
  for (const element of array.elements) {
    if (element === null) return lifting.refuse("destructuring", node);
    values.push(lifting.expression(element));
  }
  const names = targets.map((target) => nameOf(target));
  if (new Set(names).size < names.length && !names.includes(undefined))
    return lifting.refuse("destructuring", node);
  while (values.length < names.length) values.push(["undefined", place]);
  lifting.destructures = true;
  return ["swap", place, names.map((name) => name ?? ""), values];
}
