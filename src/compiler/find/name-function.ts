/** How people call the function around a node: its own name, or that of the variable, property or member that holds it. */
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, isTypeWrapper } from "../records/syntax.ts";

/** `anonymous`: what to call a function without any. */
export function nameOfFunctionAround(ancestors: readonly SyntaxNode[], anonymous: string): string {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const node = ancestors[i];
    if (node && (isFunction(node) || node.type === "StaticBlock"))
      return nameOf(node, ancestors.slice(0, i)) ?? anonymous;
  }
  return "(module)";
}

function nameOf(node: SyntaxNode, ancestors: readonly SyntaxNode[]): string | undefined {
  if (node.type === "StaticBlock") return `${className(ancestors)}.static`;
  const own = (node as estree.FunctionExpression).id?.name;
  if (own !== undefined) return own;
  for (const holder of ancestors.toReversed()) {
    switch (holder.type) {
      case "VariableDeclarator":
        return patternName((holder as estree.VariableDeclarator).id);
      case "AssignmentExpression":
        return patternName((holder as estree.AssignmentExpression).left);
      case "AssignmentPattern":
        return patternName((holder as estree.AssignmentPattern).left);
      case "Property":
        return keyName(holder as estree.Property);
      case "MethodDefinition":
      case "PropertyDefinition":
        return `${className(ancestors)}.${keyName(holder as estree.MethodDefinition)}`;
      case "ExportDefaultDeclaration":
        return "default";
      case "CallExpression":
        // `const f = wrap(function () {})`: called by the variable's name.
        continue;
      default:
        if (isTypeWrapper(holder)) continue;
        return undefined;
    }
  }
  return undefined;
}

function patternName(pattern: estree.Node): string {
  if (pattern.type === "Identifier") return pattern.name;
  if (pattern.type === "MemberExpression")
    return keyName({ key: pattern.property, computed: pattern.computed });
  return "(anonymous)";
}

function keyName({ key, computed }: { readonly key: estree.Node; readonly computed: boolean }): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Identifier" && !computed) return key.name;
  if (key.type === "Literal") return String(key.value);
  return "[…]";
}

function className(ancestors: readonly SyntaxNode[]): string {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const node = ancestors[i];
    if (node?.type !== "ClassDeclaration" && node?.type !== "ClassExpression") continue;
    const own = (node as estree.ClassExpression).id?.name;
    if (own !== undefined) return own;
    const holder = ancestors[i - 1];
    return holder?.type === "VariableDeclarator"
      ? patternName((holder as estree.VariableDeclarator).id)
      : "(class)";
  }
  return "(class)";
}
