/**
 * The state of one loop being lifted, which every visitor gets: names, places, and where refusals go.
 *
 * A refusal does not stop the lifting: the visitor returns a placeholder and goes on, so that a loop is told all its
 * reasons at once. The result counts only if there are none.
 */
import type { ArrayInput, Builtin, Expr, Place, Stmt } from "../../trace/ir.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Binding, Names, Use } from "../records/bindings.ts";
import type { CallbackLoop } from "../records/callback-loop.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { SourceText } from "../records/source-text.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { contains, walk, withoutTypes } from "../records/syntax.ts";
import type { RefusalCode } from "../records/refusals.ts";
import { makeRefusal } from "../records/refusals.ts";
import type { ArrayMember } from "./array-members.ts";
import { arrayMembers, describeArray } from "./array-members.ts";

export interface Visitors {
  /** An expression whose value is used. */
  expression(node: estree.Node, lifting: Lifting): Expr;
  /** An expression of which only the effect counts. */
  effect(node: estree.Node, lifting: Lifting): Expr;
  statement(node: estree.Node, lifting: Lifting): readonly Stmt[];
}

/** Names that the text does not declare: an unknown global, or a variable that somebody supplies. */
export type FreeNames = "refuse" | "supplied";

/**
 * What `break` and `continue` can mean, and where variables live: the loop that is lifted, a loop inside it, or a
 * statement that jumps can leave, which is described as a loop of one turn.
 */
export interface Level {
  readonly kind: "loop" | "switch" | "block";
  readonly labels: ReadonlySet<string>;
  /** What is new in every turn: variables of scopes in here. Absent where it is all that the level around it has. */
  readonly turn?: SyntaxNode;
  /** Of a function that a call inside runs for each element: its `return` ends the level's turn, with this result. */
  readonly callback?: Callback;
  /** Variables declared inside, by the IR's names. */
  readonly locals: string[];
}

interface Callback {
  /** The variable that takes what is returned. */
  readonly accumulator: string | undefined;
}

/** What the lifting has to know about the world outside the loop. */
export interface Knowledge {
  readonly text: SourceText;
  readonly names: Names;
  readonly freeNames: FreeNames;
  /** Is the function that is called certainly this package's `range`? */
  readonly isRange: (callee: estree.Node) => boolean;
  /** The calls that are loops. */
  readonly callbacks: ReadonlyMap<SyntaxNode, CallbackLoop>;
}

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
  /** Variables that are new in every turn of the loop itself. */
  readonly locals: string[] = [];
  readonly isRange: Knowledge["isRange"];
  private readonly callbacks: Knowledge["callbacks"];
  /** Functions that the lifted loop runs without a call of its own. */
  readonly intact = new Set<Builtin>();
  /** The variable that takes what the function of a `reduce` returns. */
  accumulator: string | undefined;
  destructures = false;
  /** The arrays that are mentioned so far; does the turn assign to an element? */
  readonly arrays = new Map<Binding, ArrayInput>();
  stores = false;
  private readonly members: ReadonlySet<SyntaxNode>;
  private readonly levels: Level[];
  private readonly freeNames: FreeNames;
  private readonly visitors: Visitors;
  private readonly localNames = new Map<Binding, string>();
  private readonly taken = new Set<string>();

  constructor(
    candidate: LoopCandidate,
    { text, names, freeNames, isRange, callbacks }: Knowledge,
    visitors: Visitors,
  ) {
    this.candidate = candidate;
    this.text = text;
    this.names = names;
    this.freeNames = freeNames;
    this.isRange = isRange;
    this.callbacks = callbacks;
    this.levels = [{ kind: "loop", labels: candidate.labels, locals: this.locals }];
    this.visitors = visitors;
    const canBeArray = (binding: Binding): boolean =>
      !this.isLocal(binding) && (binding.kind !== "free" || freeNames === "supplied");
    this.members = arrayMembers(candidate, names, canBeArray);
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

  /** Lifts what stands inside a loop of the turn, or inside a statement that jumps can leave. */
  within<T>(
    level: Omit<Level, "locals">,
    lift: () => T,
  ): { readonly locals: readonly string[]; readonly lifted: T } {
    const locals: string[] = [];
    this.levels.push({ ...level, locals });
    const lifted = lift();
    this.levels.pop();
    return { locals, lifted };
  }

  /** A jump, by the number of levels that it leaves on its way; out of the lifted loop it is "leave". */
  jump(kind: "break" | "continue", label: string | undefined, node: SyntaxNode): Stmt {
    const isTarget = (level: Level): boolean => {
      if (label !== undefined) return level.labels.has(label);
      return level.kind === "loop" || (kind === "break" && level.kind === "switch");
    };
    const depth = this.levels.length - 1 - this.levels.findLastIndex(isTarget);
    const place = this.place(node);
    if (depth === this.levels.length) return ["leave", place];
    return depth === 0 ? [kind, place] : [kind, place, depth];
  }

  /** Is the variable new in every turn? */
  isLocal({ scope }: Binding): boolean {
    const { loop } = this.candidate;
    if (loop.type !== "CallbackLoop" && scope.node === loop) {
      return loop.type === "ForOfStatement" || loop.type === "ForInStatement";
    }
    return contains(loop.body, scope.node);
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

  /** The turn calls `range`: its variable has to be initialised, and ranges have to be what they were. */
  requireRange(callee: estree.Node): void {
    this.intact.add("range iteration");
    walk(callee, (node) => {
      const use = node.type === "Identifier" ? this.names.useOf(node as estree.Identifier) : undefined;
      if (use && use.binding.kind !== "import" && use.binding.kind !== "free") this.inputs.add(use.binding);
      return undefined;
    });
  }

  /** The IR's name for a parameter whose value comes from the turn before. */
  carry(identifier: estree.Identifier, name: string = this.unused(identifier.name)): string {
    const binding = this.names.declaredBy(identifier);
    if (binding) this.localNames.set(binding, name);
    return name;
  }

  /** A name that means nothing yet. */
  unused(base: string): string {
    let name = base;
    for (let number = 2; this.taken.has(name); number++) name = `${base}$${number}`;
    this.taken.add(name);
    return name;
  }

  /** The function that a `return` here is of, if it is run for each element, and the jump to the end of its turn. */
  callbackAround(node: SyntaxNode): (Callback & { readonly end: Stmt }) | undefined {
    const place = this.place(node);
    const inner = this.levels.findLastIndex(({ callback }) => callback);
    const callback = inner < 0 ? { accumulator: this.accumulator } : this.levels[inner]?.callback;
    if (callback === undefined || (inner < 0 && this.candidate.loop.type !== "CallbackLoop"))
      return undefined;
    const depth = this.levels.length - 1 - Math.max(inner, 0);
    return { ...callback, end: depth === 0 ? ["continue", place] : ["continue", place, depth] };
  }

  /** Is the node an element, or the length, of an array that the loop mentions in no other way? */
  isArrayMember(node: SyntaxNode): node is ArrayMember {
    return this.members.has(node);
  }

  /** The IR's name for the array of a member. */
  arrayOf({ object }: ArrayMember): string {
    const identifier = withoutTypes(object) as estree.Identifier;
    const { binding } = this.names.useOf(identifier) as Use;
    this.inputs.add(binding);
    if (!this.arrays.has(binding)) this.arrays.set(binding, describeArray(binding, this.names));
    return binding.name;
  }

  /** The call as the loop that it is. */
  callbackAt(node: estree.Node): CallbackLoop | undefined {
    return this.callbacks.get(withoutTypes(node));
  }

  /** A variable of the IR's own, new in every turn. */
  temporary(prefix: string): string {
    const name = this.unused(prefix);
    this.localsAt(undefined).push(name);
    return name;
  }

  private mention({ binding }: Use, identifier: estree.Identifier): string | undefined {
    // A function expression's own name is in its callback, and arguments hold more than the element.
    if (binding.kind === "arguments" || (binding.kind === "function-name" && this.isLocal(binding))) {
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
    const waits = binding.kind !== "parameter" && binding.initialisedAt > identifier.start;
    if (waits && binding.scope.node !== this.candidate.loop) {
      this.refuse("temporal-dead-zone", identifier);
      return undefined;
    }
    return this.nameLocal(binding);
  }

  private nameLocal(binding: Binding): string {
    const known = this.localNames.get(binding);
    if (known !== undefined) return known;
    const name = this.unused(binding.name);
    this.localNames.set(binding, name);
    this.localsAt(binding.scope.node).push(name);
    return name;
  }

  /** The list for the variables of a scope: that of the innermost loop of which every turn enters the scope anew. */
  private localsAt(scope: SyntaxNode | undefined): string[] {
    const level = this.levels.findLast(({ turn }) => turn && (scope === undefined || contains(turn, scope)));
    return level?.locals ?? this.locals;
  }
}
