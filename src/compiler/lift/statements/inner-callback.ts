/**
 * Calls inside the turn that run a function for every element, as the counted loops that they are:
 *
 *     range(n).forEach((x) => …);                          a statement
 *     y = [...range(n)].reduce((acc, x) => …, start);      the right side of an assignment or a declaration
 *
 * The function's `return` goes on to the next element. The accumulator is a variable of the turn around the loop.
 */
import type { Expr, Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { withoutTypes } from "../../records/syntax.ts";
import { isBinaryOperator } from "../expressions/operators.ts";
import { liftBody } from "../lift-callback.ts";
import type { Lifting } from "../lifting.ts";
import { countedRange, hasPlainParts } from "./inner-range.ts";

interface LiftedCall {
  readonly statements: readonly Stmt[];
  /** The call's value, behind the statements. */
  readonly result: Expr;
}

/** undefined: the expression is not a call that is a loop */
export function liftInnerCallback(node: estree.Node, lifting: Lifting): LiftedCall | undefined {
  const loop = lifting.callbackAt(node);
  if (loop === undefined) return undefined;
  const { driver, over, initial, misfit, intact, body } = loop;
  const call = withoutTypes(over.node);
  const isCounted = over.kind === "range" && call.type === "CallExpression" && hasPlainParts(call);
  if (misfit || !isCounted) {
    return { statements: [], result: lifting.refuse("callback-form", misfit ?? loop) };
  }
  for (const builtin of intact) lifting.intact.add(builtin);
  const place = lifting.place(loop);
  const [first, second] = body.params as estree.Identifier[];
  const accumulator = driver === "reduce" ? lifting.temporary("result") : undefined;
  if (first && accumulator !== undefined) lifting.carry(first, accumulator);
  const visited = driver === "reduce" ? second : first;
  const start = initial && lifting.expression(initial);
  const statements = countedRange(
    call,
    { kind: "loop", labels: new Set(), turn: body, callback: { accumulator } },
    lifting,
    () => {
      const element = visited ? lifting.declare(visited) : lifting.temporary("element");
      return { element: element ?? "", body: liftBody(loop, accumulator, lifting) };
    },
  );
  if (accumulator === undefined || start === undefined) return { statements, result: ["undefined", place] };
  // The start is evaluated behind the parts of the range.
  const begun: Stmt[] = [
    ...statements.slice(0, -1),
    ["set", place, accumulator, start],
    ...statements.slice(-1),
  ];
  return { statements: begun, result: accumulator };
}

/** The call alone, or `x = call`, `x += call`: the value of x is then the one from before. */
export function liftCallbackStatement(
  node: estree.Expression,
  lifting: Lifting,
): readonly Stmt[] | undefined {
  const expression = withoutTypes(node);
  if (expression.type !== "AssignmentExpression") return liftInnerCallback(expression, lifting)?.statements;
  const target = withoutTypes(expression.left);
  const operator = expression.operator.slice(0, -1);
  if (target.type !== "Identifier" || (operator !== "" && !isBinaryOperator(operator))) return undefined;
  if (lifting.callbackAt(expression.right) === undefined) return undefined;
  const name = lifting.assign(target);
  const call = liftInnerCallback(expression.right, lifting);
  if (name === undefined || call === undefined) return [];
  const place = lifting.place(expression);
  if (operator === "") return [...call.statements, ["set", place, name, call.result]];
  const before = lifting.temporary("before");
  return [
    ["set", place, before, name],
    ...call.statements,
    ["set", place, name, [operator, place, before, call.result]],
  ];
}
