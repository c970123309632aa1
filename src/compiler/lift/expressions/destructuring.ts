/**
 * Simultaneous assignment: `[a, b] = [b, a + b]`, with plain variables on the left and an array literal on the right.
 * Elements of arrays on the left are assigned one after the other, from left to right, as the variables are.
 *
 * The array never needs to exist: its elements are evaluated in order, then the variables are set in order, which is
 * what the array iterator does as long as it is the built-in one (the door checks that).
 */
import type { Expr, Place } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import { storeTo } from "./member.ts";

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
  const isPlain = targets.every(
    (target) => target && (target.type === "Identifier" || lifting.isArrayMember(target)),
  );
  if (array.type !== "ArrayExpression" || !isPlain) return lifting.refuse("destructuring", node);

  const values: Expr[] = [];
  for (const element of array.elements) {
    if (element === null) return lifting.refuse("destructuring", node);
    values.push(lifting.expression(element));
  }
  const members = targets.filter((target) => target && lifting.isArrayMember(target));
  if (members.length > 0) return assignInTurn(targets as estree.Node[], values, place, nameOf, lifting);
  const names = targets.map((target) => nameOf(target as estree.Identifier));
  if (new Set(names).size < names.length && !names.includes(undefined))
    return lifting.refuse("destructuring", node);
  while (values.length < names.length) values.push(["undefined", place]);
  lifting.destructures = true;
  return ["swap", place, names.map((name) => name ?? ""), values];
}

/** The right sides to variables of the IR's own, and from there. */
function assignInTurn(
  targets: readonly estree.Node[],
  values: readonly Expr[],
  place: Place,
  nameOf: (identifier: estree.Identifier) => string | undefined,
  lifting: Lifting,
): Expr {
  lifting.destructures = true;
  const parts = targets.map(() => lifting.temporary("part"));
  const given = [...values, ...parts.slice(values.length).map((): Expr => ["undefined", place])];
  const assignments = targets.map((target, k): Expr => {
    const part = parts[k] as string;
    if (lifting.isArrayMember(target)) return storeTo(target, lifting, () => part);
    const name = nameOf(target as estree.Identifier);
    return name === undefined ? ["undefined", place] : ["set", place, name, part];
  });
  return ["seq", place, [["swap", place, parts, given], ...assignments]];
}
