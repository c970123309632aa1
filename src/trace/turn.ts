/**
 * One turn of a loop, run over any arithmetic.
 *
 * The interpreter walks the IR in the language's own order of evaluation; what a value is, and what an operator does
 * with it, is the arithmetic's business: plain primitives give a native turn, terms give the turn's map. Control flow
 * asks the arithmetic for the truth of a value, so that over terms the turn follows one path and the arithmetic can
 * record which.
 *
 * A part of a turn is left by one of the ways: to its end ("next"), out of a loop ("exit": a false test or a `break`), to
 * the end of a loop's turn ("continue"), each of the innermost loop or of one `depth` loops further out, or out of the
 * program ("leave").
 */
import type { BinaryOperator, Expr, InnerLoop, Intrinsic, Place, Stmt, UnaryOperator } from "./ir.ts";

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
  truth(at: Place, x: V): boolean;
  /** The truth of a comparison, or of a value by itself, on which alone the loop's test hangs: were it false, so would be the test. */
  endsLoop(at: Place, question: () => V): boolean;
  isNullish(at: Place, x: V): boolean;
  /** Which of `count` variables an index means; undefined where nobody can know it before a call. */
  index(at: Place, x: V, count: number): number | undefined;
  /** A value of which nobody knows more than that it is like this one. */
  unknownLike(x: V): V;
  /** Only where both arms of a choice can be followed at once. */
  readonly choices?: Choices<V>;
  /** Called before each turn of an inner loop: may move the variables ahead; true when the loop is over. */
  atInnerHead(loop: InnerLoop, env: Environment<V>, turn: number): boolean;
}

/**
 * Choices of which both arms are followed, each on variables of its own, instead of asking which one is taken.
 */
export interface Choices<V> {
  /** Evaluates a condition that need not be answered. */
  condition(question: () => V): V;
  /**
   * Leaves in `env` what the arms' variables join to.
   *
   * @returns what the arms' values join to; undefined when the condition has to be answered
   */
  join(
    at: Place,
    condition: V,
    env: Environment<V>,
    arms: readonly [Arm<V>, Arm<V>],
  ): { readonly value: V } | undefined;
}

/** One arm of a choice, run on the variables that it is given. */
export type Arm<V> = (env: Environment<V>) => { readonly way: Way; readonly value: V };

/** The variables' values; a turn changes it in place. */
export type Environment<V> = Map<string, V>;

export interface Way {
  readonly kind: "next" | "continue" | "exit" | "leave";
  readonly depth: number;
}

const next: Way = { kind: "next", depth: 0 };
const leave: Way = { kind: "leave", depth: 0 };
const exit: Way = { kind: "exit", depth: 0 };

/** One turn, tests included: of the program itself, or of a loop inside it, whose test says nothing about the program's end. */
export function runTurn<V>(ir: InnerLoop, env: Environment<V>, $: Arithmetic<V>, isInner = false): Way {
  const test = isInner ? runInnerTest : runTest;
  if (!ir.testLast && !test(ir, env, $)) return exit;
  const way = runBody(ir, env, $);
  if (way.kind !== "next") return way;
  runUpdate(ir, env, $);
  return ir.testLast && !test(ir, env, $) ? exit : next;
}

function runInnerTest<V>({ test }: InnerLoop, env: Environment<V>, $: Arithmetic<V>): boolean {
  return test === undefined || $.truth(placeOf(test), evaluate(test, env, $));
}

function placeOf(expr: Expr): Place {
  return typeof expr === "object" && expr !== null ? expr[1] : "";
}

function runTest<V>({ test }: InnerLoop, env: Environment<V>, $: Arithmetic<V>): boolean {
  return test === undefined || isTrue(test, env, $);
}

/**
 * The truth of a test, which is its last question's. In `x && y` that x is false ends the loop, in `x || y` it does not,
 * nor does either answer to the x of `x ? y : z`. Questions inside the operands of a comparison are no matter of the test.
 */
function isTrue<V>(test: Expr, env: Environment<V>, $: Arithmetic<V>): boolean {
  if (typeof test !== "object" || test === null) return $.endsLoop("", () => evaluate(test, env, $));
  switch (test[0]) {
    case "&&":
      return isTrue(test[2], env, $) && isTrue(test[3], env, $);
    case "||":
      return $.truth(test[1], evaluate(test[2], env, $)) || isTrue(test[3], env, $);
    case "?:":
      return isTrue($.truth(test[1], evaluate(test[2], env, $)) ? test[3] : test[4], env, $);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
    case "===":
    case "!==": {
      const [op, at, x, y] = test;
      const left = evaluate(x, env, $);
      const right = evaluate(y, env, $);
      return $.endsLoop(at, () => $.binary(op, at, left, right));
    }
    default: {
      const value = evaluate(test, env, $);
      return $.endsLoop(test[1], () => value);
    }
  }
}

/** The body; a `continue` of the loop itself is as good as its end. */
export function runBody<V>(ir: InnerLoop, env: Environment<V>, $: Arithmetic<V>): Way {
  for (const name of ir.locals) env.set(name, $.literal(undefined));
  const way = runAll(ir.body, env, $);
  return way.kind === "continue" && way.depth === 0 ? next : way;
}

function runUpdate<V>(ir: InnerLoop, env: Environment<V>, $: Arithmetic<V>): void {
  if (ir.update !== undefined) evaluate(ir.update, env, $);
}

/** A loop inside the turn, to its end; what leaves it for a loop further out is passed on. */
function runLoop<V>(loop: InnerLoop, env: Environment<V>, $: Arithmetic<V>): Way {
  for (let turn = 0; ; turn++) {
    if ($.atInnerHead(loop, env, turn)) return next;
    const way = runTurn(loop, env, $, true);
    if (way.kind === "next") continue;
    if (way.kind === "leave") return way;
    return way.depth === 0 ? next : { kind: way.kind, depth: way.depth - 1 };
  }
}

function runAll<V>(statements: readonly Stmt[], env: Environment<V>, $: Arithmetic<V>): Way {
  for (const statement of statements) {
    const way = run(statement, env, $);
    if (way.kind !== "next") return way;
  }
  return next;
}

function run<V>(statement: Stmt, env: Environment<V>, $: Arithmetic<V>): Way {
  if (typeof statement !== "object" || statement === null) return next;
  switch (statement[0]) {
    case "if": {
      const [, at, condition, then, otherwise] = statement;
      const arm =
        (statements: readonly Stmt[]): Arm<V> =>
        (own) => ({ way: runAll(statements, own, $), value: $.literal(undefined) });
      const value = conditionOf(condition, env, $);
      if ($.choices?.join(at, value, env, [arm(then), arm(otherwise)])) return next;
      return runAll($.truth(at, value) ? then : otherwise, env, $);
    }
    case "loop":
      return runLoop(statement[2], env, $);
    case "break":
    case "continue":
      return { kind: statement[0] === "break" ? "exit" : "continue", depth: statement[2] ?? 0 };
    case "leave":
      return leave;
    default:
      evaluate(statement, env, $);
      return next;
  }
}

function conditionOf<V>(condition: Expr, env: Environment<V>, $: Arithmetic<V>): V {
  const question = (): V => evaluate(condition, env, $);
  return $.choices ? $.choices.condition(question) : question();
}

function evaluate<V>(expr: Expr, env: Environment<V>, $: Arithmetic<V>): V {
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
    case "?:": {
      const [, at, condition, then, otherwise] = expr;
      const arm =
        (part: Expr): Arm<V> =>
        (own) => ({ way: next, value: evaluate(part, own, $) });
      const value = conditionOf(condition, env, $);
      const joined = $.choices?.join(at, value, env, [arm(then), arm(otherwise)]);
      return joined ? joined.value : evaluate($.truth(at, value) ? then : otherwise, env, $);
    }
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
    case "get": {
      const [, at, names, index] = expr;
      const k = $.index(at, evaluate(index, env, $), names.length);
      return k === undefined
        ? $.unknownLike(env.get(names[0] as string) as V)
        : (env.get(names[k] as string) as V);
    }
    case "put": {
      const [, at, names, index, right] = expr;
      const k = $.index(at, evaluate(index, env, $), names.length);
      const value = evaluate(right, env, $);
      if (k !== undefined) env.set(names[k] as string, value);
      else for (const name of names) env.set(name, $.unknownLike(env.get(name) as V));
      return value;
    }
    case "element":
    case "length":
    case "store":
      throw new TypeError(`${expr[2]} is an array, and arrays are expanded before a turn runs`);
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
