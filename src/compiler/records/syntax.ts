/**
 * Syntax trees as the phases share them: ESTree with character offsets, plus TypeScript's own nodes, which no phase
 * needs to tell apart beyond "is a type" (skipped) and "wraps an expression" (looked through).
 */
import type * as estree from "estree";

declare module "estree" {
  interface BaseNodeWithoutComments {
    start: number;
    end: number;
  }
}

export type { estree };

/** Any node, TypeScript's and JSX's included. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export type LoopNode =
  | estree.ForStatement
  | estree.WhileStatement
  | estree.DoWhileStatement
  | estree.ForOfStatement
  | estree.ForInStatement;

const loopTypes: ReadonlySet<string> = new Set([
  "ForStatement",
  "WhileStatement",
  "DoWhileStatement",
  "ForOfStatement",
  "ForInStatement",
]);

export function isLoop(node: SyntaxNode): node is LoopNode {
  return loopTypes.has(node.type);
}

export type FunctionNode =
  estree.FunctionDeclaration | estree.FunctionExpression | estree.ArrowFunctionExpression;

export function isFunction(node: SyntaxNode): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

export function isClass(node: SyntaxNode): boolean {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

const transparent: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "ParenthesizedExpression",
]);

/** TypeScript nodes that stand for the expression inside them: `x as T`, `x!`, `<T>x`, `x satisfies T`. */
export function isTypeWrapper(
  node: SyntaxNode,
): node is SyntaxNode & { readonly expression: estree.Expression } {
  return transparent.has(node.type);
}

/** The expression without the TypeScript around it. */
export function withoutTypes(node: estree.Node): estree.Node {
  let inner: estree.Node = node;
  while (isTypeWrapper(inner)) inner = inner.expression;
  return inner;
}

const typeOnlyKeys: ReadonlySet<string> = new Set([
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
  "superTypeParameters",
  "superTypeArguments",
  "implements",
  "loc",
  "range",
]);

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}

/** A tree is walked a dozen times. */
const known = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** The children that can run, in the order of their keys; types and type declarations are left out. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  let children = known.get(node);
  if (children === undefined) {
    children = findChildren(node as unknown as Readonly<Record<string, unknown>>);
    known.set(node, children);
  }
  return children;
}

function findChildren(node: Readonly<Record<string, unknown>>): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  const add = (item: unknown): void => {
    if (isNode(item) && !isTypeOnly(item)) children.push(item);
  };
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value !== "object" || value === null || typeOnlyKeys.has(key)) continue;
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return children;
}

const runtimeTypeScript: ReadonlySet<string> = new Set([
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSParameterProperty",
  "TSExportAssignment",
  "TSImportEqualsDeclaration",
  "TSExternalModuleReference",
]);

/** Nodes that leave nothing at run time: interfaces, type aliases, `declare …`, overload signatures. */
export function isTypeOnly(node: SyntaxNode): boolean {
  if ((node as { declare?: boolean }).declare === true) return true;
  return node.type.startsWith("TS") && !transparent.has(node.type) && !runtimeTypeScript.has(node.type);
}

/** Does the text of `outer` include that of `inner`? */
export function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Visits `node` and what it contains, in source order of keys; `enter` may answer "skip". */
export function walk(
  node: SyntaxNode,
  enter: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => "skip" | undefined,
): void {
  const ancestors: SyntaxNode[] = [];
  const visit = (current: SyntaxNode): void => {
    if (enter(current, ancestors) === "skip") return;
    ancestors.push(current);
    for (const child of childrenOf(current)) visit(child);
    ancestors.pop();
  };
  visit(node);
}
