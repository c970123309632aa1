/**
 * What ties a function to the place where it was written, so that its text means something else anywhere else:
 *
 *     #name        of a class around it
 *     super        of the class or object around it
 *     new.target   the function itself
 *     import.meta, import()   of the module around it
 *     this, arguments         in an arrow function: those of the function around it
 *
 * Each counts where it belongs to the outside only: a class inside the function may use its own private names, a
 * function inside it has a `this` of its own.
 */
import type { SyntaxNode, estree } from "../compiler/records/syntax.ts";
import { isClass, isFunction, walk } from "../compiler/records/syntax.ts";
import type { Refusal } from "../trace/refusal.ts";
import { refuse } from "./refusals.ts";

/** The first kind of tie found in the function, as the reason not to move it. */
export function findImmovable(
  fn: estree.FunctionExpression | estree.ArrowFunctionExpression,
): Refusal | undefined {
  const privateNames = new Set<string>();
  const lexical = new Set<string>();
  const found = new Set<"super" | "new.target" | "module">();
  walk(fn, (node, ancestors) => {
    switch (node.type) {
      case "PrivateIdentifier": {
        const { name } = node as estree.PrivateIdentifier;
        if (!ancestors.some((ancestor) => declaresPrivate(ancestor, name))) privateNames.add(`#${name}`);
        break;
      }
      case "Super":
        if (isOutermost(node, ancestors)) found.add("super");
        break;
      case "MetaProperty":
        if ((node as estree.MetaProperty).meta.name === "import") found.add("module");
        else if (isOutermost(node, ancestors)) found.add("new.target");
        break;
      case "ImportExpression":
        found.add("module");
        break;
      case "ThisExpression":
        if (isOutermost(node, ancestors)) lexical.add("this");
        break;
      case "Identifier":
        if (
          (node as estree.Identifier).name === "arguments" &&
          isOutermost(node, ancestors) &&
          !isPropertyName(node, ancestors.at(-1))
        ) {
          lexical.add("arguments");
        }
        break;
    }
    return undefined;
  });
  if (privateNames.size > 0) return refuse.privateName([...privateNames]);
  if (found.has("super")) return refuse.superProperty();
  if (found.has("new.target")) return refuse.newTarget();
  if (found.has("module")) return refuse.importMeta();
  if (fn.type === "ArrowFunctionExpression" && lexical.size > 0) return refuse.lexicalThis([...lexical]);
  return undefined;
}

function declaresPrivate(node: SyntaxNode, name: string): boolean {
  if (!isClass(node)) return false;
  return (node as estree.ClassExpression).body.body.some(
    (member) => "key" in member && member.key.type === "PrivateIdentifier" && member.key.name === name,
  );
}

/**
 * Does a node with these ancestors (the decorated function first) take its `this` from the decorated function? Inside
 * another function that is no arrow, a static block or a field's initialiser it has another one.
 */
function isOutermost(inside: SyntaxNode, ancestors: readonly SyntaxNode[]): boolean {
  return !ancestors.slice(1).some((node, k, inner) => {
    if (node.type === "PropertyDefinition")
      return (node as estree.PropertyDefinition).value === (inner[k + 1] ?? inside);
    return node.type === "StaticBlock" || (isFunction(node) && node.type !== "ArrowFunctionExpression");
  });
}

function isPropertyName(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === "MemberExpression") {
    const { property, computed } = parent as estree.MemberExpression;
    return property === node && !computed;
  }
  if (parent?.type === "Property") {
    const { key, computed, shorthand } = parent as estree.Property;
    return key === node && !computed && !shorthand;
  }
  return false;
}
