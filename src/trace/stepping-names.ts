/**
 * The variables that only ever go on by steps: the counter `i`, and what is given `i`, `i + 1`, … of such a one.
 *
 * The greatest set of assigned names whose assignments are all `x++`, or give a name of the set, or a sum or difference in which
 * one is a part. Cost: the program's size times the number of names that are struck out.
 */
import type { Expr, InnerLoop, LoopIR } from "./ir.ts";

export function steppingNames(ir: LoopIR): ReadonlySet<string> {
  const given = new Map<string, (Expr | undefined)[]>();
  const give = (name: string, value?: Expr): void =>
    void given.set(name, [...(given.get(name) ?? []), value]);
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op, , target, value] = node as [unknown, unknown, unknown, Expr];
    if (op === "str") return;
    if (op === "loop") return visitLoop(target as InnerLoop);
    if (op === "set") give(target as string, value);
    else if (op === "swap") for (const name of target as string[]) give(name, 0);
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => {
    [test, ...body, update].forEach(visit);
  };
  visitLoop(ir);
  const names = new Set([...given.keys(), ...steppedNames(ir)]);
  if (ir.element !== undefined) names.add(ir.element);
  const isStep = (value: Expr | undefined): boolean => {
    if (typeof value === "string") return names.has(value);
    if (!Array.isArray(value) || (value[0] !== "+" && value[0] !== "-")) return false;
    return [value[2], value[3]].some((part) => typeof part === "string" && names.has(part));
  };
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const [name, values] of given) if (!values.every(isStep)) names.delete(name);
  }
  return names;
}

function steppedNames(ir: LoopIR): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node)) return Object.values(node).forEach(visit);
    if (node[0] === "str") return;
    if (typeof node[0] === "string" && /^(post|pre)[+-]$/.test(node[0])) names.add(node[2] as string);
    node.forEach(visit);
  };
  visit([ir.test, ir.body, ir.update]);
  return names;
}

/** Is an index a name of the set, or a sum with one? */
export function isStepping(index: Expr, names: ReadonlySet<string>): boolean {
  if (typeof index === "string") return names.has(index);
  if (!Array.isArray(index) || (index[0] !== "+" && index[0] !== "-")) return false;
  const [, , left, right] = index as readonly [string, string, Expr, Expr];
  return [left, right].some((part) => isStepping(part, names));
}
