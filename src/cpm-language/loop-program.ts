/**
 * A counted loop in its two forms: inside a turn, and as a program with inputs and writes.
 *
 * Every write is assigned in each turn (see `parse.ts`), so what is live with one turn left is what the turn reads before
 * it assigns; after the loop every variable is live, since the program shows them all.
 */
import type { Expr, InnerLoop, LoopIR, Stmt } from "../trace/ir.ts";
import type { CountedLoop } from "./program.ts";

export function innerLoop({ place, count, counter, body, locals }: CountedLoop): InnerLoop {
  return {
    locals,
    test: ["<", place, counter, count],
    body,
    update: ["post+", place, counter],
  };
}

export function loopProgram(loop: CountedLoop, file: string): LoopIR {
  const { place, count, counter } = loop;
  const { mentioned, assigned, exposed } = usesOf(loop);
  const writes = [counter, ...assigned];
  return {
    ...innerLoop(loop),
    name: `loop ${count}`,
    file,
    place,
    inputs: [counter, ...mentioned],
    writes,
    live: writes,
    liveLast: writes.filter((name) => name === counter || exposed.has(name)),
  };
}

interface Uses {
  readonly mentioned: Set<string>;
  readonly assigned: Set<string>;
  /** Read before they are assigned. */
  readonly exposed: Set<string>;
}

/** What one turn does with the program's variables; counters of loops inside are nobody else's business. */
function usesOf({ body, locals }: CountedLoop): Uses {
  const uses: Uses = { mentioned: new Set(), assigned: new Set(), exposed: new Set() };
  const read = (expr: Expr): void => {
    if (typeof expr === "string") {
      uses.mentioned.add(expr);
      if (!uses.assigned.has(expr)) uses.exposed.add(expr);
    } else if (isTuple(expr)) expr.slice(2).forEach((operand) => read(operand as Expr));
  };
  const visit = (statements: readonly Stmt[], counters: ReadonlySet<string>): void => {
    for (const statement of statements) {
      if (!isTuple(statement)) continue;
      if (statement[0] === "loop") {
        visit(statement[2].body, new Set(statement[2].locals));
      } else if (statement[0] === "set" && !counters.has(statement[2])) {
        read(statement[3]);
        uses.mentioned.add(statement[2]);
        uses.assigned.add(statement[2]);
      }
    }
  };
  visit(body, new Set(locals));
  return uses;
}

function isTuple(statement: Stmt): statement is Extract<Stmt, readonly unknown[]> {
  return typeof statement === "object" && statement !== null;
}
