/**
 * Labels. One on a loop is a name for its jumps; any other statement with a label is a loop of one turn, which
 * `break` leaves:
 *
 *     skip: { if (p) break skip; A }
 *     loop { if (p) break; A } while (false)
 */
import type { Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import { isLoop } from "../../records/syntax.ts";
import type { Level, Lifting } from "../lifting.ts";
import { liftInnerLoop } from "./loop.ts";

export function liftLabelled(node: estree.LabeledStatement, lifting: Lifting): readonly Stmt[] {
  const labels = new Set<string>();
  let body: estree.Statement = node;
  for (; body.type === "LabeledStatement"; body = body.body) labels.add(body.label.name);
  if (isLoop(body)) return liftInnerLoop(body, labels, lifting);
  const statement = body;
  return [liftOnce("block", labels, node, lifting, () => lifting.statements([statement]))];
}

/** A loop of one turn around what jumps can leave. */
export function liftOnce(
  kind: Level["kind"],
  labels: ReadonlySet<string>,
  node: estree.Statement,
  lifting: Lifting,
  lift: () => readonly Stmt[],
): Stmt {
  const { lifted } = lifting.within({ kind, labels }, lift);
  return ["loop", lifting.place(node), { locals: [], body: lifted, test: false, testLast: true }];
}
