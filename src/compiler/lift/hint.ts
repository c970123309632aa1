/** `i < n; i++` read off a `for` header: enough to guess the number of turns cheaply, and used for nothing else. */
import type { LoopIR } from "../../trace/ir.ts";
import type { estree } from "../records/syntax.ts";
import { withoutTypes } from "../records/syntax.ts";
import type { Lifting } from "./lifting.ts";

type Hint = NonNullable<LoopIR["hint"]>;

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "!=", "!=="]);

export function readHint({ test, update }: estree.ForStatement, lifting: Lifting): Hint | undefined {
  const step = update && unitStep(withoutTypes(update));
  const comparison = test && withoutTypes(test);
  if (!step || comparison?.type !== "BinaryExpression" || !comparisons.has(comparison.operator))
    return undefined;
  const sides = [comparison.left, comparison.right].map(withoutTypes);
  const position = sides.findIndex((side) => side.type === "Identifier" && side.name === step.counter);
  const other = sides[1 - position];
  const bound = position < 0 || !other ? undefined : boundOf(other, lifting);
  if (bound === undefined) return undefined;
  return { counter: step.counter, bound, ...(step.down ? { down: true as const } : {}) };
}

function unitStep(update: estree.Node): { readonly counter: string; readonly down: boolean } | undefined {
  if (update.type === "UpdateExpression" && update.argument.type === "Identifier") {
    return { counter: update.argument.name, down: update.operator === "--" };
  }
  if (update.type !== "AssignmentExpression" || update.left.type !== "Identifier") return undefined;
  const isUnit = update.right.type === "Literal" && (update.right.value === 1 || update.right.value === 1n);
  if (!isUnit || (update.operator !== "+=" && update.operator !== "-=")) return undefined;
  return { counter: update.left.name, down: update.operator === "-=" };
}

function boundOf(node: estree.Node, lifting: Lifting): string | number | bigint | undefined {
  if (node.type === "Identifier") return lifting.isGlobal(node, "Infinity") ? Infinity : node.name;
  if (node.type !== "Literal") return undefined;
  return typeof node.value === "number" || typeof node.value === "bigint" ? node.value : undefined;
}
