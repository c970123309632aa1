/**
 * Which variables are live at a loop's head: backward analysis over the IR of one turn.
 *
 * A variable is live where some way of going on uses its value. Uses are FAINT-aware: an assignment to a dead variable
 * uses its operands only through operators that can throw or decide something (everything except + - * and unary
 * minus). The paths of an `if`, a short circuit, `break`, `continue` join by union; leaving by `return` or an outer jump
 * makes everything live. A loop inside the turn is a fixed point of its own. An observable variable (see live-after) is never killed by an assignment, because an exception
 * before the next one would show it.
 *
 *     exactly one turn left:   head = turn(exit test(after))
 *     any number:              head = least fixed point of  test(after ∪ turn(head))
 *
 * Reference: Giegerich, Möncke, Wilhelm, "Invariance of approximative semantics with respect to program transformations"
 * (faint variables). Cost: linear per pass, at most |writes| + 1 passes.
 */
import type { Expr, InnerLoop, Stmt } from "../../trace/ir.ts";

export type Names = ReadonlySet<string>;

export interface Turn {
  readonly test?: Expr;
  readonly testLast?: true;
  readonly body: readonly Stmt[];
  readonly update?: Expr;
  readonly element?: string;
  /** The variables in question, in the order in which the answer lists them. */
  readonly writes: readonly string[];
}

export interface Liveness {
  readonly live: readonly string[];
  readonly liveLast: readonly string[];
}

/** `after`: live behind the loop; `observable`: a part of it that every exception shows. */
export function findLiveness(turn: Turn, after: Names, observable: Names): Liveness {
  const everything = new Set([...after, ...turn.writes]);
  const { test, update, element } = turn;
  const flow: Flow = { afterBreak: [], afterContinue: [], afterLeave: everything, observable };

  const beforeTest = (out: Names): Names => (test === undefined ? out : before(test, out, true, flow));
  /** Before the turn's body, when `next` is live where the turn ends. */
  const beforeBody = (next: Names): Names => {
    const end = update === undefined ? next : before(update, next, false, flow);
    const head = beforeAll(turn.body, end, { ...flow, afterBreak: [after], afterContinue: [end] });
    return element === undefined ? head : kill(head, element, flow);
  };

  const last = turn.testLast ? beforeBody(beforeTest(after)) : beforeTest(beforeBody(beforeTest(after)));
  let head: Names = new Set();
  for (;;) {
    const next = turn.testLast
      ? beforeBody(beforeTest(union(after, head)))
      : beforeTest(union(after, beforeBody(head)));
    const grown = union(head, next);
    if (grown.size === head.size) break;
    head = grown;
  }
  return {
    live: turn.writes.filter((name) => head.has(name)),
    liveLast: turn.writes.filter((name) => last.has(name)),
  };
}

/** What is live where a jump goes: of the innermost loop first, then of those around it. */
interface Flow {
  readonly afterBreak: readonly Names[];
  readonly afterContinue: readonly Names[];
  readonly afterLeave: Names;
  readonly observable: Names;
}

function union(a: Names, b: Names): Names {
  return new Set([...a, ...b]);
}

function add(names: Names, name: string): Names {
  return names.has(name) ? names : new Set([...names, name]);
}

function kill(names: Names, name: string, flow: Flow): Names {
  if (!names.has(name) || flow.observable.has(name)) return names;
  return new Set([...names].filter((other) => other !== name));
}

function beforeAll(statements: readonly Stmt[], out: Names, flow: Flow): Names {
  return statements.reduceRight<Names>((names, statement) => beforeStatement(statement, names, flow), out);
}

function beforeStatement(statement: Stmt, out: Names, flow: Flow): Names {
  if (!Array.isArray(statement)) return out;
  const tuple = statement as Exclude<Stmt, string | bigint | number | boolean | null>;
  switch (tuple[0]) {
    case "if":
      return before(
        tuple[2],
        union(beforeAll(tuple[3], out, flow), beforeAll(tuple[4], out, flow)),
        true,
        flow,
      );
    case "loop":
      return beforeLoop(tuple[2], out, flow);
    case "break":
      return flow.afterBreak[tuple[2] ?? 0] as Names;
    case "continue":
      return flow.afterContinue[tuple[2] ?? 0] as Names;
    case "leave":
      return flow.afterLeave;
    default:
      return before(tuple, out, false, flow);
  }
}

/** Live at the head of a loop inside the turn, when `out` is live behind it: the least fixed point over its turns. */
function beforeLoop(loop: InnerLoop, out: Names, flow: Flow): Names {
  const { test, testLast, update, body, locals } = loop;
  const beforeTest = (next: Names): Names =>
    test === undefined ? next : before(test, union(out, next), true, flow);
  const beforeBody = (next: Names): Names => {
    const end = update === undefined ? next : before(update, next, false, flow);
    const inner = {
      ...flow,
      afterBreak: [out, ...flow.afterBreak],
      afterContinue: [end, ...flow.afterContinue],
    };
    const start = beforeAll(body, end, inner);
    return new Set([...start].filter((name) => !locals.includes(name)));
  };
  let head: Names = new Set();
  for (;;) {
    const grown = union(head, testLast ? beforeBody(beforeTest(head)) : beforeTest(beforeBody(head)));
    if (grown.size === head.size) return head;
    head = grown;
  }
}

/** Live before `expr`, when `out` is live after it and its value is used or not. */
function before(expr: Expr, out: Names, isUsed: boolean, flow: Flow): Names {
  if (typeof expr === "string") return isUsed ? add(out, expr) : out;
  if (typeof expr !== "object" || expr === null) return out;
  switch (expr[0]) {
    case "str":
    case "undefined":
      return out;
    case "neg":
      return before(expr[2], out, isUsed, flow);
    case "plus":
    case "!":
    case "~":
    case "typeof":
    case "void":
      return before(expr[2], out, true, flow);
    case "+":
    case "-":
    case "*":
      return before(expr[2], before(expr[3], out, isUsed, flow), isUsed, flow);
    case "&&":
    case "||":
    case "??":
      return before(expr[2], union(out, before(expr[3], out, isUsed, flow)), true, flow);
    case "?:":
      return before(
        expr[2],
        union(before(expr[3], out, isUsed, flow), before(expr[4], out, isUsed, flow)),
        true,
        flow,
      );
    case "set":
      return before(expr[3], kill(out, expr[2], flow), isUsed || out.has(expr[2]), flow);
    case "post+":
    case "post-":
    case "pre+":
    case "pre-":
      return isUsed ? add(out, expr[2]) : out;
    case "swap": {
      const [, , names, values] = expr;
      const killed = names.reduce((left, name) => kill(left, name, flow), out);
      return values.reduceRight<Names>((left, value, i) => {
        const name = names[i];
        return before(value, left, name !== undefined && out.has(name), flow);
      }, killed);
    }
    case "seq":
      return expr[2].reduceRight<Names>(
        (left, part, i) => before(part, left, isUsed && i === expr[2].length - 1, flow),
        out,
      );
    case "call":
      return expr[3].reduceRight<Names>((left, argument) => before(argument, left, true, flow), out);
    case "length":
      return out;
    case "element":
    case "get":
      return before(expr[3], out, true, flow);
    // Whoever holds the array sees its elements.
    case "store":
    case "put":
      return before(expr[3], before(expr[4], out, true, flow), true, flow);
    default:
      return before(expr[2], before(expr[3], out, true, flow), true, flow);
  }
}
