/** Conditions that are one affine form: a bit, its complement, a sign. */
import type { Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { BitInteger } from "./bit-integers.ts";
import { isNonzero, subtract, xor } from "./bit-integers.ts";
import type { Form } from "./forms.ts";
import { one } from "./forms.ts";

/** @returns undefined when it is no form */
export function readCondition(condition: Value, of: (value: Value) => BitInteger): Form | undefined {
  if (!isTerm(condition)) return undefined;
  const [x, y] = condition.args;
  const isLess = (left: Value, right: Value): Form | undefined => subtract(of(left), of(right))?.sign;
  switch (condition.op) {
    case "!":
      return complement(readCondition(x, of));
    case "<":
      return isLess(x, y);
    case ">":
      return isLess(y, x);
    case "<=":
      return complement(isLess(y, x));
    case ">=":
      return complement(isLess(x, y));
    case "==":
      return complement(isNonzero(xor(of(x), of(y))));
    case "!=":
      return isNonzero(xor(of(x), of(y)));
    default:
      return condition.type === "boolean" ? undefined : isNonzero(of(condition));
  }
}

function complement(form: Form | undefined): Form | undefined {
  return form === undefined ? undefined : form ^ one;
}
