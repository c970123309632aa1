/**
 * The state of one loop being lifted, which every visitor gets: names, places, and where refusals go.
 *
 * A refusal does not stop the lifting: the visitor returns a placeholder and goes on, so that a loop is told all its
 * reasons at once. The result counts only if there are none.
 */
import type { Expr, Place, Stmt } from "../../trace/ir.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Binding, Names, Use } from "../records/bindings.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { SourceText } from "../records/source-text.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { walk } from "../records/syntax.ts";
import type { RefusalCode } from "../records/refusals.ts";
import { makeRefusal } from "../records/refusals.ts";

export interface Visitors {
  /** An expression whose value is used. */
  expression(node: estree.Node, lifting: Lifting): Expr;
  /** An expression of which only the effect counts. */
  effect(node: estree.Node, lifting: Lifting): Expr;
  statement(node: estree.Node, lifting: Lifting): readonly Stmt[];
}

/** Names that the text does not declare: an unknown global, or a variable that somebody supplies. */
export type FreeNames = "refuse" | "supplied";

const unassignable: ReadonlySet<Binding["kind"]> = new Set([
  "const",
  "using",
  "import",
  "function-name",
  "class",
  "enum",
  "arguments",
]);

export class Lifting {
  readonly candidate: LoopCandidate;
  readonly text: SourceText;
  readonly names: Names;
  readonly refusals: Refusal[] = [];
  readonly inputs = new Set<Binding>();
  readonly writes = new Set<Binding>();
  readonly locals: string[] = [];
  destructures = false;
  /** Inside a `switch`, where a plain `break` is not the loop's. */
  switchDepth = 0;
  private readonly freeNames: FreeNames;
  private readonly visitors: Visitors;
  private readonly localNames = new Map<Binding, string>();
  private readonly taken = new Set<string>();

  constructor(
    candidate: LoopCandidate,
    text: SourceText,
    names: Names,
    freeNames: FreeNames,
    visitors: Visitors,
  ) {
    this.candidate = candidate;
    this.text = text;
    this.names = names;
    this.freeNames = freeNames;
    this.visitors = visitors;
    // The door mentions inputs by their own names, so locals that shadow them are the ones renamed.
    walk(candidate.loop, (node) => {
      const use = node.type === "Identifier" ? names.useOf(node as estree.Identifier) : undefined;
      if (use && !this.isLocal(use.binding)) this.taken.add(use.binding.name);
      return undefined;
    });
  }

  expression(node: estree.Node): Expr {
    return this.visitors.expression(node, this);
  }

  effect(node: estree.Node): Expr {
    return this.visitors.effect(node, this);
  }

  statements(nodes: readonly estree.Node[]): Stmt[] {
    return nodes.flatMap((node) => this.visitors.statement(node, this));
  }

  place(node: SyntaxNode): Place {
    return this.text.place(node);
  }

  /** Notes a reason and returns a placeholder. */
  refuse(code: RefusalCode, node: SyntaxNode): Expr {
    this.refusals.push(makeRefusal(code, this.place(node), this.text.quote(node)));
    return ["undefined", this.place(node)];
  }

  /** Is the variable new in every turn? */
  isLocal({ scope }: Binding): boolean {
    const { loop } = this.candidate;
    if (scope.node === loop) return loop.type === "ForOfStatement" || loop.type === "ForInStatement";
    return loop.body.start <= scope.node.start && scope.node.end <= loop.body.end;
  }

  /** Does the name mean the language's own global, like `Math`? */
  isGlobal(node: estree.Node, name: string): boolean {
    return (
      node.type === "Identifier" && node.name === name && this.names.useOf(node)?.binding.kind === "free"
    );
  }

  /** The IR's name for a variable that is read here. */
  read(identifier: estree.Identifier): Expr {
    const use = this.names.useOf(identifier);
    if (!use) return this.refuse("unresolved-name", identifier);
    return this.mention(use, identifier) ?? ["undefined", this.place(identifier)];
  }

  /** The IR's name for a variable that is assigned here; undefined if that is refused. */
  assign(identifier: estree.Identifier): string | undefined {
    const use = this.names.useOf(identifier);
    if (use && unassignable.has(use.binding.kind)) {
      this.refuse("assignment-to-constant", identifier);
      return undefined;
    }
    const name = use && this.mention(use, identifier);
    if (use && name !== undefined && !this.isLocal(use.binding)) this.writes.add(use.binding);
    return name;
  }

  /** The IR's name for a variable that a declaration in the body, or the head of a `for…of`, initialises. */
  declare(identifier: estree.Identifier): string | undefined {
    const binding = this.names.declaredBy(identifier);
    if (!binding) return undefined;
    if (this.isLocal(binding)) return this.nameLocal(binding);
    this.inputs.add(binding);
    this.writes.add(binding);
    return binding.name;
  }

  /** A variable of the IR's own, new in every turn. */
  temporary(prefix: string): string {
    const name = this.unusedName(prefix);
    this.locals.push(name);
    return name;
  }

  private mention({ binding }: Use, identifier: estree.Identifier): string | undefined {
    if (binding.kind === "arguments") {
      this.refuse("unsupported-syntax", identifier);
      return undefined;
    }
    if (binding.kind === "free" && this.freeNames === "refuse") {
      this.refuse("unresolved-name", identifier);
      return undefined;
    }
    if (!this.isLocal(binding)) {
      this.inputs.add(binding);
      return binding.name;
    }
    if (binding.initialisedAt > identifier.start && binding.scope.node !== this.candidate.loop) {
      this.refuse("temporal-dead-zone", identifier);
      return undefined;
    }
    return this.nameLocal(binding);
  }

  private nameLocal(binding: Binding): string {
    const known = this.localNames.get(binding);
    if (known !== undefined) return known;
    const name = this.unusedName(binding.name);
    this.localNames.set(binding, name);
    this.locals.push(name);
    return name;
  }

  private unusedName(base: string): string {
    let name = base;
    for (let number = 2; this.taken.has(name); number++) name = `${base}$${number}`;
    this.taken.add(name);
    return name;
  }
}
