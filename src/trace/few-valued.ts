/**
 * The variables that a loop only ever gives constants: `state = 0`, `state = up ? 1 : 2`, or another such variable. Whatever
 * they hold before the loop, they take finitely many values, and may be control although they are numbers.
 *
 * The greatest set of names whose assignments are all constants or names of the set. Cost: the program's size times the
 * number of names that are struck out.
 */
import type { Expr, InnerLoop, LoopIR } from "./ir.ts";

export function fewValued(ir: LoopIR): ReadonlySet<string> {
  const given = new Map<string, (readonly unknown[])[]>();
  const give = (name: string, value: readonly unknown[]): void => {
    given.set(name, [...(given.get(name) ?? []), value]);
  };
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op, , target, value] = node as [unknown, unknown, unknown, unknown];
    if (op === "str") return;
    if (op === "loop") return visitLoop(target as InnerLoop);
    if (op === "set") give(target as string, [value]);
    else if (op === "swap")
      (target as string[]).forEach((name, k) => {
        give(name, [(value as Expr[])[k]]);
      });
    else if (op === "put") for (const name of target as string[]) give(name, []);
    else if (typeof op === "string" && /^(post|pre)[+-]$/.test(op)) give(target as string, []);
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => {
    [test, ...body, update].forEach(visit);
  };
  visitLoop(ir);
  const few = new Set(given.keys());
  const isConstant = (values: readonly unknown[]): boolean => {
    const [value] = values;
    if (values.length === 0) return false;
    if (typeof value === "string") return few.has(value);
    if (!Array.isArray(value)) return true;
    if (value[0] === "?:") return isConstant([value[3]]) && isConstant([value[4]]);
    return value[0] === "str" || value[0] === "undefined" || (value[0] === "neg" && isNumber(value[2]));
  };
  for (let before = -1; before !== few.size;) {
    before = few.size;
    for (const [name, values] of given) if (!values.every(isConstant)) few.delete(name);
  }
  return few;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}
