/**
 * Names resolved: which variable every identifier means, and where that variable lives.
 */
import type { SyntaxNode, estree } from "./syntax.ts";

export type BindingKind =
  | "let"
  | "const"
  | "var"
  | "using"
  | "parameter"
  | "function"
  | "function-name"
  | "class"
  | "import"
  | "catch"
  | "enum"
  | "arguments"
  /** Declared nowhere in the text: a global, or a name that somebody else supplies. */
  | "free";

export type ScopeKind =
  | "global"
  | "module"
  | "function"
  | "function-name"
  | "block"
  | "for"
  | "switch"
  | "catch"
  | "class"
  | "class-field"
  | "static-block"
  | "namespace"
  | "with";

export interface Scope {
  readonly kind: ScopeKind;
  readonly node: estree.Node;
  readonly upper: Scope | undefined;
  /** The scope in which a `var` of this place would live; itself for functions, modules and scripts. */
  readonly functionScope: Scope;
  readonly strict: boolean;
}

/** One mention of a variable. */
export interface Use {
  readonly identifier: estree.Identifier;
  readonly binding: Binding;
  readonly scope: Scope;
  readonly isRead: boolean;
  readonly isWrite: boolean;
}

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  /** Where the declaration that initialises it ends, as a tree offset; -1 when there is none to wait for. */
  readonly initialisedAt: number;
  /** The declaring node: a declarator, a specifier, a function, a class. */
  readonly declaration: estree.Node | undefined;
  readonly uses: readonly Use[];
}

export interface Names {
  /** The use that an identifier node is; undefined for property names, labels and types. */
  useOf(identifier: estree.Identifier): Use | undefined;
  /** The binding that an identifier declares. */
  declaredBy(identifier: estree.Identifier): Binding | undefined;
  /** The bindings that live in the scope which a node opens. */
  declaredIn(node: SyntaxNode): readonly Binding[];
  /** The innermost scope around a node with these ancestors (outermost first). */
  scopeAround(ancestors: readonly SyntaxNode[]): Scope;
  /** Names that are declared nowhere, in order of appearance. */
  readonly free: readonly Binding[];
}
