/**
 * Could a loop compare something whose values are not polynomials in the number of turns, such as Fibonacci numbers?
 *
 * Certainly not where every variable that is asked about, and every one on which it depends, is only ever given
 *
 *     itself, plus or minus polynomials of variables that do not depend on it in turn; or such a polynomial alone:
 *
 * a turn is then a triangular map with ones and zeros on its diagonal, whatever path it takes. What an inner loop assigns
 * depends, by the number of its turns, on all that is mentioned in that loop. Told from the text; in doubt the answer is yes.
 */
import type { Expr, InnerLoop, LoopIR } from "./ir.ts";

/** What asks about its operands, for their truth, their order or their sign. */
const asking: ReadonlySet<unknown> = new Set(
  "< <= > >= == != === !== ! if ?: && || ?? % & | >> / call".split(" "),
);

/** What is known, or is no polynomial and is never compared by the integers' domain. */
const opaque: ReadonlySet<unknown> = new Set(
  "% & ^ >>> ! typeof void str undefined < <= > >= == != === !== Math.imul BigInt.asIntN BigInt.asUintN".split(
    " ",
  ),
);

/** At most so many values that one assignment can give are told apart. */
const ALTERNATIVES_CAP = 16;

interface Assignments {
  /** What variables are given; undefined stands for what is not followed. */
  readonly given: Map<string, (Expr | undefined)[]>;
  /** What is mentioned in the inner loops that assign them. */
  readonly around: Map<string, Set<string>>;
  readonly asked: Set<string>;
}

export function hasExponentialConditions(ir: LoopIR): boolean {
  const { given, around, asked } = readAssignments(ir);
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

/** The names with all on which they depend. */
function closed(names: Iterable<string>, depends: (name: string) => Iterable<string>): Set<string> {
  const closure = new Set(names);
  for (const name of closure) for (const other of depends(name)) closure.add(other); // grows meanwhile
  return closure;
}

/** `x + e` and `x - e`, where e does not mention x. */
function isSumWith(name: string, value: Expr): boolean {
  if (value === name) return true;
  if (!Array.isArray(value) || (value[0] !== "+" && value[0] !== "-")) return false;
  const [op, , left, right] = value as readonly [string, string, Expr, Expr];
  if (!namesIn(right).has(name)) return isSumWith(name, left);
  return op === "+" && !namesIn(left).has(name) && isSumWith(name, right);
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

function namesIn(node: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === "string") names.add(part);
    else if (Array.isArray(part)) {
      if (part[0] !== "str") (isTuple(part) ? part.slice(2) : part).forEach(visit);
    } else if (typeof part === "object" && part !== null) {
      const { test, body, update } = part as InnerLoop;
      [test, ...body, update].forEach(visit);
    }
  };
  visit(node);
  return names;
}

/** A tuple has a place behind its operator; lists of statements, arguments and names have none. */
function isTuple([op, at]: readonly unknown[]): boolean {
  return typeof op === "string" && typeof at === "string" && /^(\d+:\d+)?$/.test(at);
}

function readAssignments(ir: LoopIR): Assignments {
  const found: Assignments = { given: new Map(), around: new Map(), asked: new Set() };
  const loops: InnerLoop[] = [];
  const give = (name: string, value: Expr | undefined): void => {
    const values = value === undefined ? [undefined] : (alternatives(value) ?? [undefined]);
    found.given.set(name, [...(found.given.get(name) ?? []), ...values]);
    const around = found.around.get(name) ?? new Set();
    for (const loop of loops) for (const other of namesIn(loop)) around.add(other);
    found.around.set(name, around);
  };
  const ask = (node: unknown): void => {
    for (const name of namesIn(node)) found.asked.add(name);
  };
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op, at, target, value, stored] = node as readonly unknown[] as readonly [
      unknown,
      string,
      unknown,
      unknown,
      unknown,
    ];
    if (op === "str") return;
    if (op === "loop") return visitLoop(target as InnerLoop);
    if (op === "set") give(target as string, value as Expr);
    else if (op === "store" || op === "put") {
      ask(stored);
      for (const name of [target].flat() as string[]) give(name, undefined);
    } else if (op === "swap")
      (target as string[]).forEach((name, k) => {
        give(name, (value as Expr[])[k]);
      });
    else if (typeof op === "string" && /^(post|pre)[+-]$/.test(op))
      give(target as string, ["+", at, target as string, 1]);
    else if (op === "if") ask(target);
    else if (asking.has(op)) ask(node);
    node.forEach(visit);
  };
  const visitLoop = (loop: InnerLoop): void => {
    const { test, body, update } = loop;
    ask(test);
    if (loop !== ir) loops.push(loop);
    [test, ...body, update].forEach(visit);
    if (loop !== ir) loops.pop();
  };
  visitLoop(ir);
  if (ir.element !== undefined) give(ir.element, 0);
  return found;
}
