/**
 * A call that runs a function for every element, as a loop: the function's body is the turn, its first parameter the
 * element (of `reduce`, the second), and `return` goes on to the next element.
 *
 *     [...range(n)].reduce((acc, x) => { if (p) return a; A; return b }, start)
 *     acc = start; for (x of range(n)) { if (p) { acc = a; continue } A; acc = b; continue }
 *
 * The accumulator, and the counter and length of `Array.from`, are inputs that no variable of the program holds: what
 * the door gets for them is up to the emitted call (`given`, in this order).
 */
import type { Stmt } from "../../trace/ir.ts";
import type { LiftedLoop } from "../records/lifted-loop.ts";
import type { CallbackLoop } from "../records/callback-loop.ts";
import type { estree } from "../records/syntax.ts";
import type { Lifting } from "./lifting.ts";

type Parts = Pick<LiftedLoop, "test" | "body" | "update" | "element" | "given" | "keys">;

/** The longest array there is. */
const longestArray = 2 ** 32 - 1;

export function liftCallback(loop: CallbackLoop, lifting: Lifting): Parts {
  const { driver, over, initial, home, misfit, intact } = loop;
  if (misfit || !home) {
    lifting.refuse("callback-form", misfit ?? loop);
    return { body: [] };
  }
  for (const builtin of intact) lifting.intact.add(builtin);
  const [first, second] = loop.body.params as estree.Identifier[];
  const keys = over.kind === "keys" ? { keys: true as const } : {};
  if (driver === "forEach") {
    const element = first ? lifting.declare(first) : lifting.temporary("element");
    return { element: element ?? "", body: liftBody(loop, undefined, lifting), ...keys };
  }
  if (driver === "reduce" && initial) {
    lifting.accumulator = first ? lifting.carry(first) : lifting.unused("acc");
    const element = second ? lifting.declare(second) : lifting.temporary("element");
    const body = liftBody(loop, lifting.accumulator, lifting);
    return { element: element ?? "", body, given: [{ name: lifting.accumulator, isWritten: true }], ...keys };
  }
  const place = lifting.place(loop);
  const [index, length] = [lifting.unused("index"), lifting.unused("length")];
  if (first) lifting.declare(first); // undefined in every turn
  const element = second ? lifting.declare(second) : undefined;
  const isLength: Stmt[] = [
    [
      "if",
      place,
      [
        "!",
        place,
        ["&&", place, ["call", place, "Number.isSafeInteger", [length]], ["<=", place, length, longestArray]],
      ],
      [["leave", place]],
      [],
    ],
  ];
  return {
    test: ["<", place, index, length],
    body: [
      ...isLength,
      ...(element === undefined ? [] : [["set", place, element, index] as const]),
      ...liftBody(loop, undefined, lifting),
    ],
    update: ["pre+", place, index],
    given: [
      { name: index, isWritten: true },
      { name: length, isWritten: false },
    ],
  };
}

/** The function's body as a turn, `accumulator` being the variable that takes its result. */
export function liftBody(
  { body }: CallbackLoop,
  accumulator: string | undefined,
  lifting: Lifting,
): readonly Stmt[] {
  const place = lifting.place(body);
  if (body.body.type !== "BlockStatement") {
    if (accumulator !== undefined) return [["set", place, accumulator, lifting.expression(body.body)]];
    const { start, end } = body.body;
    return lifting.statements([{ type: "ExpressionStatement", expression: body.body, start, end }]);
  }
  const statements = lifting.statements(body.body.body);
  return accumulator === undefined || !isPassed(statements)
    ? statements
    : [...statements, ["set", place, accumulator, ["undefined", place]]];
}

/** Can control come to the end of the statements? Only what needs no knowledge of loops is told: a jump at the end is one. */
function isPassed(statements: readonly Stmt[]): boolean {
  const last = statements.at(-1);
  if (typeof last !== "object" || last === null) return true;
  if (last[0] === "if") return isPassed(last[3]) || isPassed(last[4]);
  return last[0] !== "continue" && last[0] !== "leave";
}
