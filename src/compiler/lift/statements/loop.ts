/**
 * Loops inside the turn.
 *
 * The initialiser of a `for` header becomes statements in front of the loop; its variables belong to the turn around it
 * (closures, which could tell one turn's copy from another's, are refused). A variable declared without a value is
 * undefined there already: each place in a turn is passed once. `for…of range(…)` becomes a counted loop.
 */
import type { InnerLoop, Stmt } from "../../../trace/ir.ts";
import type { LoopNode, estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import { liftDeclaration } from "./declaration.ts";
import { liftInnerRange } from "./inner-range.ts";

export function liftInnerLoop(
  loop: LoopNode,
  labels: ReadonlySet<string>,
  lifting: Lifting,
): readonly Stmt[] {
  const asStatement = (lift: () => Omit<InnerLoop, "locals">): Stmt => {
    const { locals, lifted } = lifting.within({ kind: "loop", labels, turn: loop.body }, lift);
    return ["loop", lifting.place(loop), { locals, ...lifted }];
  };
  switch (loop.type) {
    case "ForStatement": {
      const { init, test, update, body } = loop;
      return [
        ...liftInitialiser(init, lifting),
        asStatement(() => ({
          ...(test ? { test: lifting.expression(test) } : {}),
          body: lifting.statements([body]),
          ...(update ? { update: lifting.effect(update) } : {}),
        })),
      ];
    }
    case "WhileStatement":
      return [
        asStatement(() => ({ test: lifting.expression(loop.test), body: lifting.statements([loop.body]) })),
      ];
    case "DoWhileStatement":
      return [
        asStatement(() => {
          const body = lifting.statements([loop.body]);
          return { body, test: lifting.expression(loop.test), testLast: true };
        }),
      ];
    case "ForOfStatement":
      return liftInnerRange(loop, labels, lifting);
    case "ForInStatement":
      return [lifting.refuse("for-in", loop)];
  }
}

function liftInitialiser(init: estree.ForStatement["init"], lifting: Lifting): readonly Stmt[] {
  if (!init) return [];
  return init.type === "VariableDeclaration" ? liftDeclaration(init, lifting) : [lifting.effect(init)];
}
