/**
 * The intermediate representation of one loop: what a front end writes and the trace reads.
 *
 * A loop is the program of ONE TURN, as nested tuples `[operator, place, ...operands]`, an S-expression that
 * prints as an ordinary literal and needs no parser at run time:
 *
 *     for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
 *
 *     test:   ["<", "1:18", "i", "n"]
 *     body:   [["swap", "1:32", ["a", "b"], ["b", ["+", "1:45", "a", "b"]]]]
 *     update: ["post+", "1:27", "i"]
 *
 * The IR knows no JavaScript syntax, only JavaScript's operators on primitive values: other languages with the same
 * arithmetic are front ends too (`test` absent, `body` a list of `set`s, …).
 *
 * Invariants: variable names are unique within a loop (a front end renames shadowed ones); every name that the program
 * mentions is in `inputs` or in `locals`; a name is assigned only through `set`, `swap`, `put`, `post+` and `post-`.
 */

/** A position in the user's source, `line:column`, both from 1. */
export type Place = string;

/** A literal of the program; strings are wrapped, because a bare string is a variable. */
type Literal =
  bigint | number | boolean | null | readonly ["str", Place, string] | readonly ["undefined", Place];

export type UnaryOperator = "neg" | "plus" | "!" | "~" | "typeof" | "void";

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | "&"
  | "|"
  | "^"
  | "<<"
  | ">>"
  | ">>>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "==="
  | "!==";

/** Functions of the language whose identity is checked at the door before a call is believed. */
export type Intrinsic =
  | "Math.imul"
  | "Math.max"
  | "Math.min"
  | "Math.abs"
  | "Math.floor"
  | "Math.trunc"
  | "Math.sign"
  | "BigInt.asIntN"
  | "BigInt.asUintN"
  | "BigInt"
  | "Number"
  | "Number.isSafeInteger";

/** Functions that a loop runs without being asked, on the way from one turn to the next. */
export type Builtin =
  /** Iterating a range visits its elements. */
  | "range iteration"
  | "Range.prototype.forEach"
  | "Array.prototype.forEach"
  | "Array.prototype.reduce"
  | "Array.prototype.keys"
  | "Array.from"
  | "Array";

export type Expr =
  | string
  | Literal
  | readonly [UnaryOperator, Place, Expr]
  | readonly [BinaryOperator, Place, Expr, Expr]
  /** Short-circuit operators: the right operand runs only if it must. */
  | readonly ["&&" | "||" | "??", Place, Expr, Expr]
  | readonly ["?:", Place, Expr, Expr, Expr]
  /** Assignment; its value is the assigned value. `x += e` is written `set x (x + e)`. */
  | readonly ["set", Place, string, Expr]
  /** `x++` and `x--`: the value is the old one; one of x's own type is added. `++x` is `["pre+", place, x]`. */
  | readonly ["post+" | "post-" | "pre+" | "pre-", Place, string]
  /** Simultaneous assignment: all right sides are evaluated, then all names set; surplus right sides are only evaluated. */
  | readonly ["swap", Place, readonly string[], readonly Expr[]]
  | readonly ["seq", Place, readonly Expr[]]
  | readonly ["call", Place, Intrinsic, readonly Expr[]]
  /** Of an array of `arrays`: an element, its length, and an assignment to an element, whose value is the right side. */
  | readonly ["element", Place, string, Expr]
  | readonly ["length", Place, string]
  | readonly ["store", Place, string, Expr, Expr]
  /** What these become at the door (`expand-arrays.ts`): the variable at an index, and an assignment to it. */
  | readonly ["get", Place, readonly string[], Expr]
  | readonly ["put", Place, readonly string[], Expr, Expr];

export type Stmt =
  | Expr
  | readonly ["if", Place, Expr, readonly Stmt[], readonly Stmt[]]
  /** A loop inside the turn. */
  | readonly ["loop", Place, InnerLoop]
  /**
   * Ends a loop of the program, or its turn: the innermost one, or the one `depth` loops further out. A `break` or
   * `continue` of a loop that is not part of the program, and a `return`, are "leave".
   */
  | readonly ["break" | "continue", Place, depth?: number]
  | readonly ["leave", Place];

/** The parts that every loop has, whether it is the program itself or stands inside a turn. */
export interface InnerLoop {
  /** Variables declared inside the body: undefined at the start of each turn. */
  readonly locals: readonly string[];
  /** The loop test; absent for a loop that only leaves from inside. */
  readonly test?: Expr;
  /** `true`: the test stands after the body (`do … while`). */
  readonly testLast?: true;
  readonly body: readonly Stmt[];
  /** The `for` header's third part; `continue` goes there. The first part is a statement in front of the loop. */
  readonly update?: Expr;
}

/** The typed arrays whose stores are operators on integers, or change nothing. */
export type ElementKind =
  | "Int8Array"
  | "Uint8Array"
  | "Int16Array"
  | "Uint16Array"
  | "Int32Array"
  | "Uint32Array"
  | "BigInt64Array"
  | "BigUint64Array"
  | "Float64Array";

/** An input that is an array, mentioned by `element`, `length` and `store` only. */
export interface ArrayInput {
  readonly name: string;
  /** Where the text shows how it is made; nothing is taken for granted. */
  readonly kind?: ElementKind;
  readonly length?: number;
}

export interface LoopIR extends InnerLoop {
  /** How reports call the loop, e.g. `fib (fib.ts:3:3)`. */
  readonly name: string;
  /** File as the user knows it; "" when unknown. */
  readonly file: string;
  /** Place of the loop statement. */
  readonly place: Place;
  /** Every outer variable that the turn mentions, in the order in which the door receives the values. */
  readonly inputs: readonly string[];
  /** The inputs that the loop assigns, in the order in which the door returns their new values. */
  readonly writes: readonly string[];
  /** The inputs of which elements are read and written. */
  readonly arrays?: readonly ArrayInput[];
  /** A `for…of`: the variable that receives the element. The turn's other hidden parts are supplied by `range-loop.ts`. */
  readonly element?: string;
  /** The iterable of the `for…of` is an array, of which the keys are the elements. */
  readonly keys?: true;
  /** The writes that are live at the loop's head when exactly one turn is left (see compiler/find/liveness). */
  readonly liveLast: readonly string[];
  /** The writes that are live at the loop's head when any number of turns is left. */
  readonly live: readonly string[];
  /** What else of the language and of this package must be as it was: see runtime/intact. */
  readonly intact?: readonly Builtin[];
  /** Does the turn use array destructuring (the array iterator must then be the built-in one)? */
  readonly destructures?: true;
}
