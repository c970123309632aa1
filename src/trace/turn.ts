/**
 * One turn of a loop, run over any arithmetic.
 *
 * The interpreter walks the IR in the language's own order of evaluation; what a value is, and what an operator does
 * with it, is the arithmetic's business: plain primitives give a native turn, terms give the turn's map. Control flow
 * asks the arithmetic for the truth of a value, so that over terms the turn follows one path and the arithmetic can
 * record which.
 *
 * `ways` out of a part of a turn: "next" (went to its end), "exit" (the test is false, or a `break`), "leave" (an outer
 * `break` or `continue`, or a `return`), "continue".
 */
import type { BinaryOperator, Expr, Intrinsic, LoopIR, Place, Stmt, UnaryOperator } from "./ir.ts";

export interface Arithmetic<V> {
  /** A literal of the program. */
  literal(value: bigint | number | boolean | string | null | undefined): V;
  unary(op: UnaryOperator, at: Place, x: V): V;
  binary(op: BinaryOperator, at: Place, x: V, y: V): V;
  /** x + 1 or x - 1, the 1 being of x's own type. */
  step(op: "+" | "-", at: Place, x: V): V;
  /** What `++` and `--` make of their operand before they add: a string, a boolean, undefined become numbers. */
  numeric(at: Place, x: V): V;
  call(name: Intrinsic, at: Place, args: readonly V[]): V;
  /** `endsLoop`: were the answer the other one, the loop's test would be false. */
  truth(at: Place, x: V, endsLoop?: boolean): boolean;
  isNullish(at: Place, x: V): boolean;
}

/** The variables' values; a turn changes it in place. */
export type Environment<V> = Map<string, V>;

export type Way = "next" | "continue" | "exit" | "leave";

/** Runs the whole turn, tests included. */
export function runTurn<V>(ir: LoopIR, env: Environment<V>, $: Arithmetic<V>): Way {
  if (!ir.testLast && !runTest(ir, env, $)) return "exit";
  const way = runBody(ir, env, $);
  if (way === "exit" || way === "leave") return way;
  runUpdate(ir, env, $);
  return ir.testLast && !runTest(ir, env, $) ? "exit" : "next";
}

export function runTest<V>(ir: LoopIR, env: Environment<V>, $: Arithmetic<V>): boolean {
  return ir.test === undefined || isTrue(ir.test, ir, env, $);
}

/**
 * The truth of a test, which is its last question's. In `x && y` that x is false ends the loop, in `x || y` it does not,
 * nor does either answer to the x of `x ? y : z`.
 */
function isTrue<V>(test: Expr, ir: LoopIR, env: Environment<V>, $: Arithmetic<V>): boolean {
  if (Array.isArray(test)) {
    const [op, at, x, y, z] = test as readonly [string, Place, Expr, Expr, Expr];
    if (op === "&&") return isTrue(x, ir, env, $) && isTrue(y, ir, env, $);
    if (op === "||") return $.truth(at, evaluate(x, env, $)) || isTrue(y, ir, env, $);
    if (op === "?:") return isTrue($.truth(at, evaluate(x, env, $)) ? y : z, ir, env, $);
  }
  return $.truth(placeOf(test, ir), evaluate(test, env, $), true);
}

export function runBody<V>(ir: LoopIR, env: Environment<V>, $: Arithmetic<V>): Way {
  for (const name of ir.locals) env.set(name, $.literal(undefined));
  return runAll(ir.body, env, $);
}

export function runUpdate<V>(ir: LoopIR, env: Environment<V>, $: Arithmetic<V>): void {
  if (ir.update !== undefined) evaluate(ir.update, env, $);
}

function placeOf(expr: Expr, ir: LoopIR): Place {
  return Array.isArray(expr) ? (expr[1] as Place) : ir.place;
}

function runAll<V>(statements: readonly Stmt[], env: Environment<V>, $: Arithmetic<V>): Way {
  for (const statement of statements) {
    const way = run(statement, env, $);
    if (way !== "next") return way;
  }
  return "next";
}

function run<V>(statement: Stmt, env: Environment<V>, $: Arithmetic<V>): Way {
  if (Array.isArray(statement)) {
    switch (statement[0]) {
      case "if": {
        const [, at, condition, then, otherwise] = statement as Extract<Stmt, readonly ["if", ...unknown[]]>;
        return runAll($.truth(at, evaluate(condition, env, $)) ? then : otherwise, env, $);
      }
      case "break":
        return "exit";
      case "continue":
        return "continue";
      case "leave":
        return "leave";
      default:
    }
  }
  evaluate(statement as Expr, env, $);
  return "next";
}

export function evaluate<V>(expr: Expr, env: Environment<V>, $: Arithmetic<V>): V {
  if (typeof expr === "string") return env.get(expr) as V;
  if (typeof expr !== "object" || expr === null) return $.literal(expr);
  switch (expr[0]) {
    case "str":
      return $.literal(expr[2]);
    case "undefined":
      return $.literal(undefined);
    case "&&": {
      const left = evaluate(expr[2], env, $);
      return $.truth(expr[1], left) ? evaluate(expr[3], env, $) : left;
    }
    case "||": {
      const left = evaluate(expr[2], env, $);
      return $.truth(expr[1], left) ? left : evaluate(expr[3], env, $);
    }
    case "??": {
      const left = evaluate(expr[2], env, $);
      return $.isNullish(expr[1], left) ? evaluate(expr[3], env, $) : left;
    }
    case "?:":
      return evaluate($.truth(expr[1], evaluate(expr[2], env, $)) ? expr[3] : expr[4], env, $);
    case "set": {
      const value = evaluate(expr[3], env, $);
      env.set(expr[2], value);
      return value;
    }
    case "post+":
    case "post-":
    case "pre+":
    case "pre-": {
      const old = $.numeric(expr[1], env.get(expr[2]) as V);
      const value = $.step(expr[0].endsWith("+") ? "+" : "-", expr[1], old);
      env.set(expr[2], value);
      return expr[0].startsWith("post") ? old : value;
    }
    case "swap": {
      const values = expr[3].map((right) => evaluate(right, env, $));
      expr[2].forEach((name, k) => env.set(name, values[k] as V));
      return $.literal(undefined);
    }
    case "seq": {
      let last = $.literal(undefined);
      for (const part of expr[2]) last = evaluate(part, env, $);
      return last;
    }
    case "call":
      return $.call(
        expr[2],
        expr[1],
        expr[3].map((arg) => evaluate(arg, env, $)),
      );
    case "neg":
    case "plus":
    case "!":
    case "~":
    case "typeof":
    case "void":
      return $.unary(expr[0], expr[1], evaluate(expr[2], env, $));
    default: {
      const left = evaluate(expr[2], env, $);
      return $.binary(expr[0], expr[1], left, evaluate(expr[3], env, $));
    }
  }
}
