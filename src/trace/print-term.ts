/** Terms as the user would write them, with the parentheses that precedence needs: `2n * (a + b)`. */
import type { Primitive, Term, TermOperator, Value } from "./value.ts";
import { isTerm } from "./value.ts";

const precedence: Partial<Record<TermOperator, number>> = {
  "**": 13,
  "*": 12,
  "/": 12,
  "%": 12,
  "+": 11,
  "-": 11,
  "<<": 10,
  ">>": 10,
  ">>>": 10,
  "<": 9,
  "<=": 9,
  ">": 9,
  ">=": 9,
  "==": 8,
  "!=": 8,
  "===": 8,
  "!==": 8,
  "&": 7,
  "^": 6,
  "|": 5,
};

const unary: Partial<Record<TermOperator, string>> = {
  neg: "-",
  plus: "+",
  "!": "!",
  "~": "~",
  typeof: "typeof ",
  void: "void ",
};

/** A printed expression stops growing here: an expression of 10,000 operands is of no use in a message. */
const LONGEST = 120;

export function printValue(value: Value): string {
  const text = print(value, 0, 12);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function print(value: Value, outer: number, depth: number): string {
  if (!isTerm(value)) return printPrimitive(value);
  if (value.args.length === 0) return printName(value.name);
  if (depth === 0) return "…";
  const sign = unary[value.op];
  if (sign !== undefined) return `${sign}${print(value.args[0], 14, depth - 1)}`;
  if (value.op === "select") {
    const [condition, then, otherwise] = value.args.map((arg) => print(arg, 3, depth - 1));
    return outer > 2 ? `(${condition} ? ${then} : ${otherwise})` : `${condition} ? ${then} : ${otherwise}`;
  }
  const own = precedence[value.op];
  if (own === undefined)
    return `${value.op}(${value.args.map((arg) => print(arg, 0, depth - 1)).join(", ")})`;
  const steps = value.op === "+" ? stepsIn(value) : undefined;
  if (steps) return print({ ...value, args: steps }, outer, depth - 1);
  const [left, right] = [print(value.args[0], own, depth - 1), print(value.args[1], own + 1, depth - 1)];
  const text = `${left} ${value.op} ${right}`;
  return own < outer ? `(${text})` : text;
}

/** A hidden variable (range-loop.ts) starts with a space; an unknown with a question mark, its number behind a space. */
function printName(name: string): string {
  if (!name.startsWith("?")) return name.trimStart();
  return name.slice(1, name.indexOf(" ")) || "…";
}

/** `x + 1n + 1n + 1n` as x and 3n, which is what several turns of a counter make of it. */
function stepsIn({ args }: Term): readonly [Value, Primitive] | undefined {
  const [inner, last] = args;
  if (!isTerm(inner) || inner.op !== "+") return undefined;
  const [first, second] = inner.args;
  const areWhole =
    typeof last === "bigint"
      ? typeof second === "bigint"
      : Number.isInteger(last) && Number.isInteger(second);
  return areWhole ? [first, (last as number) + (second as number)] : undefined;
}

function printPrimitive(value: Primitive): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
}
