/**
 * The types that a loop's variables can have, from its text alone: what the verdict assumes before any call.
 *
 * Arithmetic needs both operands of one type, and gives it: variables that meet in `+`, `set`, … form classes
 * (union–find); a literal settles the type of its class. A class that no literal settles may be BigInt or number; the
 * caller chooses. Comparisons may mix types and join nothing. `null` and `undefined` say only that there is no value yet,
 * or none any more; a boolean that arithmetic meets counts as a number.
 */
import type { Expr, InnerLoop, LoopIR, Stmt } from "./ir.ts";
import type { ValueType } from "./value.ts";

interface Class {
  parent: Class | undefined;
  type: ValueType | undefined;
}

const logical: ReadonlySet<string> = new Set(["&&", "||", "??"]);

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!==", "!"]);

/**
 * @param known types that are no question
 * @returns the type of each input: settled by the text, or `open`
 */
export function inferTypes(
  ir: LoopIR,
  open: ValueType,
  known: ReadonlyMap<string, ValueType> = new Map(),
): (input: string) => ValueType {
  const fresh = (type?: ValueType): Class => ({ parent: undefined, type });
  const classes = new Map([...known].map(([name, type]) => [name, fresh(type)]));
  const classOf = (name: string): Class => {
    const known = classes.get(name) ?? fresh();
    classes.set(name, known);
    return known;
  };
  const join = (a: Class, b: Class): Class => {
    const [x, y] = [root(a), root(b)];
    if (x === y) return x;
    x.parent = y;
    // Two literals of different types settle nothing: `range` starts at 0n or at 0, as its end is.
    y.type =
      x.type !== undefined && y.type !== undefined && x.type !== y.type ? undefined : (y.type ?? x.type);
    return y;
  };
  const counted = (operand: Class): Class => (root(operand).type === "boolean" ? fresh("number") : operand);
  const visit = (expr: Expr): Class => {
    if (typeof expr === "string") return classOf(expr);
    if (typeof expr === "bigint" || typeof expr === "number") return fresh(typeof expr as ValueType);
    if (typeof expr === "boolean") return fresh("boolean");
    if (expr === null) return fresh();
    switch (expr[0]) {
      case "str":
        return fresh("string");
      case "undefined":
        return fresh();
      case "set":
        return join(classOf(expr[2]), visit(expr[3]));
      case "post+":
      case "post-":
      case "pre+":
      case "pre-":
        return classOf(expr[2]);
      case "swap":
        expr[3].forEach((right, k) => {
          const name = expr[2][k];
          const given = visit(right);
          if (name !== undefined) join(classOf(name), given);
        });
        return fresh();
      case "seq":
        return expr[2].map(visit).at(-1) ?? fresh();
      case "?:":
        // What is asked for its type is not settled by what is done with it in either case.
        if (asksForType(expr[2])) return typeof expr[3] === "string" ? classOf(expr[3]) : fresh();
        visit(expr[2]);
        return join(visit(expr[3]), visit(expr[4]));
      case "call":
        expr[3].forEach(visit);
        return fresh(expr[2].startsWith("BigInt") ? "bigint" : "number");
      case "get":
        visit(expr[3]);
        return classOf(expr[2][0] as string);
      case "put":
        visit(expr[3]);
        return visit(expr[4]);
      case "element":
      case "length":
      case "store":
        return fresh();
      case "neg":
      case "plus":
      case "~":
        return visit(expr[2]);
      case "!":
      case "typeof":
      case "void":
        visit(expr[2]);
        return fresh(expr[0] === "!" ? "boolean" : undefined);
      default: {
        const [left, right] = [visit(expr[2]), visit(expr[3])];
        if (comparisons.has(expr[0])) return fresh("boolean");
        return logical.has(expr[0]) ? join(left, right) : join(counted(left), counted(right));
      }
    }
  };
  const visitAll = (statements: readonly Stmt[]): void => {
    for (const statement of statements) {
      const kind = typeof statement === "object" && statement !== null ? statement[0] : undefined;
      if (kind === "if") {
        const [, , condition, then, otherwise] = statement as Extract<Stmt, readonly ["if", ...unknown[]]>;
        visit(condition);
        visitAll(then);
        visitAll(otherwise);
      } else if (kind === "loop") visitLoop((statement as Extract<Stmt, readonly ["loop", ...unknown[]]>)[2]);
      else if (kind !== "break" && kind !== "continue" && kind !== "leave") visit(statement as Expr);
    }
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => {
    if (test !== undefined) visit(test);
    visitAll(body);
    if (update !== undefined) visit(update);
  };
  visitLoop(ir);
  return (input) => known.get(input) ?? root(classOf(input)).type ?? open;
}

function asksForType(condition: Expr): boolean {
  if (!Array.isArray(condition)) return false;
  const [op, , left] = condition as readonly [string, string, Expr];
  return op === "===" && Array.isArray(left) && left[0] === "typeof";
}

function root(member: Class): Class {
  return member.parent === undefined ? member : root(member.parent);
}
