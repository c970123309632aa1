/** `a, b, c`: all but the last count only by their effect. */
import type { Expr } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

export function liftSequence(node: estree.SequenceExpression, lifting: Lifting): Expr {
  const last = node.expressions.length - 1;
  const parts = node.expressions.map((part, i) =>
    i === last ? lifting.expression(part) : lifting.effect(part),
  );
  return ["seq", lifting.place(node), parts];
}

export function liftSequenceEffect(node: estree.SequenceExpression, lifting: Lifting): Expr {
  return ["seq", lifting.place(node), node.expressions.map((part) => lifting.effect(part))];
}
