/** Loops and functions as found in a program, before anything is known about what they compute. */
import type { Builtin } from "../../trace/ir.ts";
import type { CallbackLoop } from "./callback-loop.ts";
import type { Scope } from "./bindings.ts";
import type { Choice } from "./directives.ts";
import type { LoopNode, SyntaxNode, estree } from "./syntax.ts";

export interface LoopCandidate {
  readonly loop: LoopNode | CallbackLoop;
  /** The loop with the labels before it. */
  readonly statement: SyntaxNode;
  /** Of a `for…of` over the keys of an array: that array. */
  readonly keys?: { readonly array: estree.Expression; readonly intact: readonly Builtin[] };
  readonly labels: ReadonlySet<string>;
  /** The nodes around `statement`, outermost first. */
  readonly ancestors: readonly SyntaxNode[];
  /** How reports call it: the name of the function around it. */
  readonly name: string;
  /** The scope that the loop stands in (not the one that its own header opens). */
  readonly scope: Scope;
  /** Reasons that lie around the loop: `eval`, `with`, sloppy `arguments`, a namespace. */
  readonly surroundings: readonly Surrounding[];
  /** The marked function that it belongs to, if any. */
  readonly mark: Mark | undefined;
  /** What the nearest directive says. */
  readonly choice: Choice | undefined;
}

/** Something around a loop that makes its variables unpredictable. */
export interface Surrounding {
  readonly code: "direct-eval" | "with-statement" | "arguments-object" | "namespace";
  readonly node: SyntaxNode;
}

/** A use of `cpmoptimize` that optimises a function. */
export interface Mark {
  /** The expression to overwrite: `cpmoptimize` or `cpm.cpmoptimize`. */
  readonly callee: estree.Expression;
  /** The whole decorator expression when it is a call, which then needs parentheses. */
  readonly decoratorCall: estree.Expression | undefined;
  /** The function (or class member) whose loops are meant; undefined when it is given by name. */
  readonly target: SyntaxNode | undefined;
  /** `"use no cpm"` holds for it. */
  readonly isOptedOut: boolean;
  /** May options be given? */
  readonly hasOptions: boolean;
  /** The option `types`; "unknown" where only the run time knows the options. */
  readonly types: readonly string[] | "unknown" | undefined;
  /** What the option `scope` says of a variable that is not simply its own value. */
  readonly idleScope: SyntaxNode | undefined;
}
