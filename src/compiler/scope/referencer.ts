/**
 * eslint-scope's traversal, taught the syntax that it leaves out: decorators, and TypeScript's declarations and
 * wrappers. Types are not visited at all, so a type's name is never a use of a variable.
 *
 * Reference: the scope rules of ECMA-262 (8.2, 14.2, 14.3) as implemented by eslint-scope.
 */
import { Referencer } from "eslint-scope";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { childrenOf, isTypeOnly, isTypeWrapper, withoutTypes } from "../records/syntax.ts";

/** The part of a scope that a definition needs; eslint-scope's own name for it starts with underscores. */
interface Defining {
  __define(identifier: estree.Node, definition: object): void;
  __referencing(identifier: estree.Node, flag: number, writeExpression: estree.Node | null): void;
}

const readAndWrite = 3;

type Decorated = SyntaxNode & { readonly decorators?: readonly estree.Node[] };

/** Which children of a node unknown to ESTree are visited. */
export function visitorKeys(node: SyntaxNode): string[] {
  if (isTypeOnly(node)) return [];
  const children = new Set<unknown>(childrenOf(node));
  return Object.entries(node)
    .filter(
      ([, value]) =>
        children.has(value) || (Array.isArray(value) && value.some((item) => children.has(item))),
    )
    .map(([key]) => key);
}

export class TypeScriptReferencer extends Referencer {
  private here(): Defining {
    return this.currentScope() as unknown as Defining;
  }

  private define(identifier: estree.Node, type: string, node: SyntaxNode): void {
    this.here().__define(identifier, { type, name: identifier, node, parent: null, index: null, kind: null });
  }

  private decorators(node: Decorated): void {
    for (const decorator of node.decorators ?? []) this.visit(decorator);
  }

  override visit(node: estree.Node | null | undefined): void {
    if (node && isTypeOnly(node)) return;
    super.visit(node);
  }

  override visitClass(node: estree.Class): void {
    this.decorators(node);
    super.visitClass(node);
  }

  override visitFunction(node: estree.Function): void {
    for (const parameter of node.params) this.decorators(parameter);
    super.visitFunction(node);
  }

  override MethodDefinition(node: estree.MethodDefinition): void {
    this.decorators(node);
    super.MethodDefinition(node);
  }

  override PropertyDefinition(node: estree.PropertyDefinition): void {
    this.decorators(node);
    super.PropertyDefinition(node);
  }

  /** `x! += 1` assigns x. */
  override AssignmentExpression(node: estree.AssignmentExpression): void {
    const target = withoutTypes(node.left);
    if (isTypeWrapper(node.left) && target.type === "Identifier") {
      this.here().__referencing(target, readAndWrite, node.right);
      this.visit(node.right);
    } else super.AssignmentExpression(node);
  }

  override UpdateExpression(node: estree.UpdateExpression): void {
    const target = withoutTypes(node.argument);
    if (target.type === "Identifier") this.here().__referencing(target, readAndWrite, null);
    else super.UpdateExpression(node);
  }

  TSEnumDeclaration(node: SyntaxNode & { readonly id: estree.Identifier }): void {
    this.define(node.id, "TSEnumName", node);
    for (const child of childrenOf(node)) if (child.type !== "Identifier") this.visit(child as estree.Node);
  }

  TSEnumMember(node: SyntaxNode & { readonly initializer?: estree.Node }): void {
    this.visit(node.initializer);
  }

  TSModuleDeclaration(node: SyntaxNode & { readonly id: estree.Node; readonly body?: estree.Node }): void {
    if (node.id.type === "Identifier") this.define(node.id, "TSModuleName", node);
    this.visit(node.body);
  }

  /** A namespace's body is a block; its exported names become properties, so loops inside it are left alone. */
  TSModuleBlock(node: SyntaxNode): void {
    this.BlockStatement(node as estree.BlockStatement);
  }

  TSImportEqualsDeclaration(node: SyntaxNode & { readonly id: estree.Identifier }): void {
    this.define(node.id, "ImportBinding", node);
  }
}
