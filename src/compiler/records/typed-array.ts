/** Variables that hold a typed array from the start: `const s = new Uint32Array(4)`, `new Int8Array([1, 2])`. */
import { isElementKind } from "../../trace/expand-arrays.ts";
import type { ElementKind } from "../../trace/ir.ts";
import type { Binding, Names } from "./bindings.ts";
import type { estree } from "./syntax.ts";
import { withoutTypes } from "./syntax.ts";

export interface MadeArray {
  readonly kind: ElementKind;
  /** Undefined where the text does not tell. */
  readonly length: number | undefined;
}

/** What the variable's declaration makes, if that is a typed array. */
export function madeArray({ declaration }: Binding, names: Names): MadeArray | undefined {
  const { init, id } = (declaration ?? {}) as Partial<estree.VariableDeclarator>;
  const made = init ? withoutTypes(init) : undefined;
  if (made?.type !== "NewExpression" || id?.type !== "Identifier") return undefined;
  const { callee } = made;
  if (callee.type !== "Identifier" || names.useOf(callee)?.binding.kind !== "free") return undefined;
  return isElementKind(callee.name) ? { kind: callee.name, length: lengthOf(made.arguments) } : undefined;
}

/** Does the text show that a variable that is never assigned again holds something else? */
export function isOtherwiseMade({ declaration, kind }: Binding): boolean {
  const { init, id } = (declaration ?? {}) as Partial<estree.VariableDeclarator>;
  if (kind !== "const" || !init || id?.type !== "Identifier") return false;
  return otherwise.has(withoutTypes(init).type);
}

const otherwise: ReadonlySet<string> = new Set([
  "ArrayExpression",
  "ObjectExpression",
  "Literal",
  "TemplateLiteral",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassExpression",
]);

function lengthOf(parts: readonly estree.Node[]): number | undefined {
  const [first] = parts;
  if (first?.type === "Literal" && Number.isSafeInteger(first.value)) return first.value as number;
  if (first?.type !== "ArrayExpression") return undefined;
  return first.elements.some((element) => element?.type === "SpreadElement")
    ? undefined
    : first.elements.length;
}
