/** `let`, `const` and `var` in the body. Without an initialiser a `let` is undefined already, and a `var` keeps its value. */
import type { Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { liftSwap } from "../expressions/destructuring.ts";
import type { Lifting } from "../lifting.ts";
import { liftInnerCallback } from "./inner-callback.ts";

export function liftDeclaration(node: estree.VariableDeclaration, lifting: Lifting): Stmt[] {
  if (node.kind !== "let" && node.kind !== "const" && node.kind !== "var") {
    return [lifting.refuse("using-declaration", node)];
  }
  return node.declarations.flatMap((declarator) => liftDeclarator(declarator, node.kind === "var", lifting));
}

function liftDeclarator(node: estree.VariableDeclarator, isVar: boolean, lifting: Lifting): Stmt[] {
  const { id, init } = node;
  if (id.type === "ArrayPattern" && init) {
    return [liftSwap(node, id, init, (identifier) => lifting.declare(identifier), lifting)];
  }
  if (id.type !== "Identifier") return [lifting.refuse("destructuring", node)];
  if (!init) {
    if (!isVar) lifting.declare(id);
    return [];
  }
  const loop = liftInnerCallback(init, lifting);
  const value = loop ? loop.result : lifting.expression(init);
  const name = lifting.declare(id);
  return [
    ...(loop?.statements ?? []),
    ...(name === undefined ? [] : [["set", lifting.place(node), name, value] as const]),
  ];
}
