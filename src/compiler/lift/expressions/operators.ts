/** Operators that only compute: unary, binary, short-circuit, conditional. */
import type { BinaryOperator, Expr, UnaryOperator } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

const unaryOperators: Readonly<Partial<Record<estree.UnaryOperator, UnaryOperator>>> = {
  "-": "neg",
  "+": "plus",
  "!": "!",
  "~": "~",
  typeof: "typeof",
  void: "void",
};

export function liftUnary(node: estree.UnaryExpression, lifting: Lifting): Expr {
  const operator = unaryOperators[node.operator];
  if (!operator) return lifting.refuse("delete-operator", node);
  return [operator, lifting.place(node), lifting.expression(node.argument)];
}

const arithmetic = ["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"] as const;
const comparisons = ["<", "<=", ">", ">=", "==", "!=", "===", "!=="] as const;
const binaryOperators: ReadonlySet<string> = new Set<BinaryOperator>([...arithmetic, ...comparisons]);

export function isBinaryOperator(operator: string): operator is BinaryOperator {
  return binaryOperators.has(operator);
}

const logicalAssignments: Readonly<Partial<Record<string, "&&" | "||" | "??">>> = {
  "&&=": "&&",
  "||=": "||",
  "??=": "??",
};

/** The short circuit of `x &&= e`. */
export function logicalOf(assignment: string): "&&" | "||" | "??" | undefined {
  return logicalAssignments[assignment];
}

export function liftBinary(node: estree.BinaryExpression, lifting: Lifting): Expr {
  if (!isBinaryOperator(node.operator)) return lifting.refuse("unsupported-operator", node);
  return [node.operator, lifting.place(node), lifting.expression(node.left), lifting.expression(node.right)];
}

export function liftLogical(node: estree.LogicalExpression, lifting: Lifting): Expr {
  return [node.operator, lifting.place(node), lifting.expression(node.left), lifting.expression(node.right)];
}

export function liftConditional(node: estree.ConditionalExpression, lifting: Lifting): Expr {
  const [test, yes, no] = [node.test, node.consequent, node.alternate].map((part) =>
    lifting.expression(part),
  );
  return ["?:", lifting.place(node), test as Expr, yes as Expr, no as Expr];
}
