/**
 * Does a text mean the same in strict and in sloppy mode? The wrapper asks when it cannot tell in which one a function
 * was written. "Yes" is certain; what may differ:
 *
 *     this outside arrows · arguments · eval · with · delete
 *     writing to members (failing silently or not), but for elements of a typed array that the text makes: it never fails
 *     function declarations in blocks · octal literals and escapes · assigning names declared nowhere, or constants
 */
import type { Names } from "../records/bindings.ts";
import type { SourceText } from "../records/source-text.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { madeArray } from "../records/typed-array.ts";
import { isFunction, walk, withoutTypes } from "../records/syntax.ts";

export function isModeSensitive(root: SyntaxNode, names: Names, text: SourceText): boolean {
  let found = false;
  walk(root, (node, ancestors) => {
    found ||= differs(node as estree.Node, ancestors, names, text);
    return found ? "skip" : undefined;
  });
  return found;
}

function differs(
  node: estree.Node,
  ancestors: readonly SyntaxNode[],
  names: Names,
  text: SourceText,
): boolean {
  switch (node.type) {
    case "ThisExpression":
    case "WithStatement":
      return true;
    case "Identifier":
      return node.name === "arguments" || node.name === "eval";
    case "UnaryExpression":
      return node.operator === "delete";
    case "AssignmentExpression":
      return writes(node.left, names);
    case "UpdateExpression":
      return writes(node.argument, names);
    case "ForInStatement":
    case "ForOfStatement":
      return node.left.type !== "VariableDeclaration" && writes(node.left, names);
    case "FunctionDeclaration":
      return !isFunctionBody(ancestors);
    case "Literal":
    case "TemplateElement":
      return /^0\d|\\[1-9]|\\0\d/.test(text.quote(node));
    default:
      return false;
  }
}

/** A function declaration directly in a function's body, or a file's, is the same in both modes; in a block it is not. */
function isFunctionBody(ancestors: readonly SyntaxNode[]): boolean {
  const parent = ancestors.at(-1);
  const above = ancestors.at(-2);
  if (parent?.type === "Program") return true;
  return parent?.type === "BlockStatement" && above !== undefined && isFunction(above);
}

/** Is something assigned whose failure only strict mode reports: a member, a constant, a name declared nowhere? */
function writes(target: estree.Node, names: Names): boolean {
  const node = withoutTypes(target);
  switch (node.type) {
    case "Identifier": {
      const kind = names.useOf(node)?.binding.kind;
      return kind === undefined || kind === "free" || kind === "function-name";
    }
    case "MemberExpression":
      return !isOwnElement(node, names);
    case "ArrayPattern":
      return node.elements.some((element) => element !== null && writes(element, names));
    case "ObjectPattern":
      return node.properties.some((property) =>
        writes(property.type === "Property" ? property.value : property, names),
      );
    case "RestElement":
      return writes(node.argument, names);
    case "AssignmentPattern":
      return writes(node.left, names);
    default:
      return true;
  }
}

const numeric: ReadonlySet<string> = new Set(["-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"]);

/** An element of a typed array that a constant has held from the start; beyond the array a write vanishes in both modes. */
function isOwnElement({ object, property, computed }: estree.MemberExpression, names: Names): boolean {
  const array = withoutTypes(object);
  const binding = array.type === "Identifier" ? names.useOf(array)?.binding : undefined;
  if (!computed || binding?.kind !== "const" || madeArray(binding, names)?.length === undefined) return false;
  const index = withoutTypes(property);
  if (index.type === "Literal") return typeof index.value === "number";
  return index.type === "BinaryExpression" && numeric.has(index.operator);
}
