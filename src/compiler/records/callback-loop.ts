/**
 * A call that runs a function of its own for every element: a loop without a loop statement.
 *
 *     range(n).forEach((x) => …)           [...range(n)].forEach((x) => …)        [...range(n)].reduce((acc, x) => …, start)
 *     Array.from({ length: n }, (_, i) => …);                     and with Array(n).keys() wherever a range is spread
 */
import type { Builtin } from "../../trace/ir.ts";
import type { FunctionNode, SyntaxNode, estree } from "./syntax.ts";

export interface CallbackLoop extends SyntaxNode {
  readonly type: "CallbackLoop";
  readonly driver: "forEach" | "reduce" | "from";
  /** What is run for each element; every turn enters its scope anew. */
  readonly body: FunctionNode;
  /** What is visited; of `Array.from`, the length. */
  readonly over: Source;
  /** Of `reduce`: the accumulator's first value. */
  readonly initial?: estree.Expression;
  /** Functions that run the callback. */
  readonly intact: readonly Builtin[];
  /** Where the door's variables can be declared: in front of a statement, or in an arrow function that is an expression. */
  readonly home: estree.Statement | estree.ArrowFunctionExpression | undefined;
  /** Why it cannot be taken apart, if so. */
  readonly misfit: SyntaxNode | undefined;
}

/** An iterable that a door can shorten. */
export interface Source {
  /** `range(…)`; `Array(n)`, of which the keys are visited; a length. */
  readonly kind: "range" | "keys" | "length";
  readonly node: estree.Expression;
}
