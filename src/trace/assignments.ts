/** What the variables of a loop are given, what that depends on, and what is asked of them: read off the text. */
import type { Expr, InnerLoop, LoopIR } from "./ir.ts";

/** What asks about its operands, for their truth, their order or their sign. */
const asking: ReadonlySet<unknown> = new Set(
  "< <= > >= == != === !== ! if ?: && || ?? % & | >> / call".split(" "),
);

export interface Assignments {
  /** What variables are given; undefined stands for what is not followed. */
  readonly given: Map<string, (Expr | undefined)[]>;
  /** What is asked in the inner loops that assign them, and so decides how often they do. */
  readonly around: Map<string, Set<string>>;
  readonly asked: Set<string>;
}

export function readAssignments(ir: LoopIR): Assignments {
  const found: Assignments = { given: new Map(), around: new Map(), asked: new Set() };
  // By inner loop: what decides how many turns it takes.
  const inside: Set<string>[] = [];
  const deciding = new Map<string, Set<Set<string>>>();
  const give = (name: string, value: Expr | undefined): void => {
    found.given.set(name, [...(found.given.get(name) ?? []), value]);
    deciding.set(name, new Set([...(deciding.get(name) ?? []), ...inside]));
  };
  const ask = (node: unknown): void => {
    for (const name of namesIn(node)) for (const names of [found.asked, ...inside]) names.add(name);
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
    if (loop !== ir) inside.push(new Set());
    ask(test);
    [test, ...body, update].forEach(visit);
    if (loop !== ir) inside.pop();
  };
  visitLoop(ir);
  if (ir.element !== undefined) give(ir.element, 0);
  for (const [name, sets] of deciding)
    found.around.set(name, new Set([...sets].flatMap((names) => [...names])));
  return found;
}

/** The names with all on which they depend. */
export function closed(names: Iterable<string>, depends: (name: string) => Iterable<string>): Set<string> {
  const closure = new Set(names);
  for (const name of closure) for (const other of depends(name)) closure.add(other); // grows meanwhile
  return closure;
}

/** The variables that a part of a program mentions. */
export function namesIn(node: unknown): Set<string> {
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
export function isTuple([op, at]: readonly unknown[]): boolean {
  return typeof op === "string" && typeof at === "string" && /^(\d+:\d+)?$/.test(at);
}
