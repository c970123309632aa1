/**
 * Could a loop compare something whose values are not polynomials in the number of turns, such as Fibonacci numbers?
 *
 * Certainly not where every variable that is asked about, and every one on which it depends, is only ever given
 *
 *     itself, plus or minus polynomials of variables that do not depend on it in turn; or such a polynomial alone:
 *
 * a turn is then a triangular map with ones and zeros on its diagonal, whatever path it takes. What an inner loop assigns
 * depends, by the number of its turns, on all that is asked in that loop. Told from the text; in doubt the answer is yes.
 */
import { closed, namesIn, readAssignments } from "./assignments.ts";
import type { Expr, LoopIR } from "./ir.ts";

/** What is known, or is no polynomial and is never compared by the integers' domain. */
const opaque: ReadonlySet<unknown> = new Set(
  "% & ^ >>> ! typeof void str undefined < <= > >= == != === !== Math.imul BigInt.asIntN BigInt.asUintN".split(
    " ",
  ),
);

/** At most so many values that one assignment can give are told apart. */
const ALTERNATIVES_CAP = 16;

export function hasExponentialConditions(ir: LoopIR): boolean {
  const { given: written, around, asked } = readAssignments(ir);
  const given = new Map([...written].map(([name, values]) => [name, values.flatMap(polynomialsOf)]));
  const depends = (name: string): Iterable<string> => [
    ...(given.get(name) ?? []).flatMap((value) => [...namesIn(value)]),
    ...(around.get(name) ?? []),
  ];
  const isTriangular = (name: string): boolean => {
    const others = [...depends(name)].filter((other) => other !== name);
    if (closed(others, depends).has(name)) return false;
    return (given.get(name) ?? []).every(
      (value) => value !== undefined && (!namesIn(value).has(name) || isSumWith(name, value)),
    );
  };
  return ![...closed(asked, depends)].every(isTriangular);
}

/** `x + e` and `x - e`, where e does not mention x. */
function isSumWith(name: string, value: Expr): boolean {
  if (value === name) return true;
  if (!Array.isArray(value) || (value[0] !== "+" && value[0] !== "-")) return false;
  const [op, , left, right] = value as readonly [string, string, Expr, Expr];
  if (!namesIn(right).has(name)) return isSumWith(name, left);
  return op === "+" && !namesIn(left).has(name) && isSumWith(name, right);
}

function polynomialsOf(value: Expr | undefined): readonly (Expr | undefined)[] {
  return (value === undefined ? undefined : alternatives(value)) ?? [undefined];
}

/** The polynomials that a value can be, 0 standing for what is opaque; undefined where that is not known. */
function alternatives(value: Expr): readonly Expr[] | undefined {
  if (!Array.isArray(value)) return [value];
  const [op, at, left, right, third] = value as readonly [string, string, Expr, Expr, Expr];
  const either = (values: readonly Expr[]): readonly Expr[] | undefined => {
    const each = values.map(alternatives);
    return each.includes(undefined) ? undefined : each.flatMap((some) => some ?? []);
  };
  if (opaque.has(op) || (op === "call" && opaque.has(left))) return [0];
  if (op === "?:") return either([right, third]);
  if (op === "call") {
    const args = right as unknown as readonly Expr[];
    if (left === "Math.max" || left === "Math.min") return either(args);
    return either(args)?.map((part) => ["neg", at, part]);
  }
  if (op === "|") return right === 0 ? alternatives(left) : [0];
  if (["neg", "plus", "~", "<<", ">>", "/"].includes(op)) return [["neg", at, left]];
  if (op !== "+" && op !== "-" && op !== "*") return undefined;
  const rights = alternatives(right);
  const sums = alternatives(left)?.flatMap((x) => (rights ?? []).map((y): Expr => [op, at, x, y]));
  return rights === undefined || (sums?.length ?? 0) > ALTERNATIVES_CAP ? undefined : sums;
}
