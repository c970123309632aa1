/**
 * Elements of arrays: `s[k]`, `s[k] = e`, `s[k] += e` as `s[k] = s[k] + e`, `s[k]++`.
 *
 * The index is evaluated once, before the right side. An assignment's own value is its right side, not what the array makes
 * of it.
 */
import type { Expr } from "../../../trace/ir.ts";
import { literalIndex } from "../../../trace/expand-arrays.ts";
import type { estree } from "../../records/syntax.ts";
import type { ArrayMember } from "../array-members.ts";
import type { Lifting } from "../lifting.ts";
import { isBinaryOperator, logicalOf } from "./operators.ts";

export function liftMember(node: estree.MemberExpression, lifting: Lifting): Expr {
  if (!lifting.isArrayMember(node)) return lifting.refuse("member-access", node);
  const place = lifting.place(node);
  const array = lifting.arrayOf(node);
  return node.computed
    ? ["element", place, array, lifting.expression(node.property)]
    : ["length", place, array];
}

export function liftElementAssignment(
  node: estree.AssignmentExpression,
  target: ArrayMember,
  lifting: Lifting,
): Expr {
  if (node.operator === "=") return storeTo(target, lifting, () => lifting.expression(node.right));
  const shortCircuit = logicalOf(node.operator);
  const operator = node.operator.slice(0, -1);
  return change(target, lifting, ({ element, store }) => {
    const value = lifting.expression(node.right);
    const place = lifting.place(node);
    if (shortCircuit) return [shortCircuit, place, element, store(value)];
    if (!isBinaryOperator(operator)) return lifting.refuse("unsupported-operator", node);
    return store([operator, place, element, value]);
  });
}

export function liftElementUpdate(
  node: estree.UpdateExpression,
  target: ArrayMember,
  lifting: Lifting,
): Expr {
  const sign = node.operator === "++" ? "+" : "-";
  const place = lifting.place(node);
  return change(target, lifting, ({ element, store }) => {
    const [old, next] = [lifting.temporary("old"), lifting.temporary("next")];
    const changed = store([`pre${sign}`, place, next]);
    const read: Expr = ["set", place, next, element];
    if (node.prefix) return ["seq", place, [read, changed]];
    return ["seq", place, [["set", place, old, read], changed, old]];
  });
}

/** @param lift the right side, which is evaluated behind the index */
export function storeTo(target: ArrayMember, lifting: Lifting, lift: () => Expr): Expr {
  if (!target.computed) return lifting.refuse("member-write", target);
  lifting.stores = true;
  const array = lifting.arrayOf(target);
  const index = lifting.expression(target.property);
  return ["store", lifting.place(target), array, index, lift()];
}

interface Access {
  readonly element: Expr;
  readonly store: (value: Expr) => Expr;
}

/** What reads an element and assigns to it, its index evaluated once. */
function change(target: ArrayMember, lifting: Lifting, make: (access: Access) => Expr): Expr {
  if (!target.computed) return lifting.refuse("member-write", target);
  lifting.stores = true;
  const place = lifting.place(target);
  const array = lifting.arrayOf(target);
  const access = (index: Expr): Access => ({
    element: ["element", place, array, index],
    store: (value) => ["store", place, array, index, value],
  });
  const index = lifting.expression(target.property);
  if (literalIndex(index) !== undefined) return make(access(index));
  const name = lifting.temporary("index");
  return ["seq", place, [["set", place, name, index], make(access(name))]];
}
