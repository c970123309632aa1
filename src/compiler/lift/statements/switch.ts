/**
 * `switch` as a chain of if and else:
 *
 *     switch (e) { case 1n: A; break; case 2n: case 3n: B; break; default: C }
 *     t = e; if (t === 1n) A; else if (t === 2n || t === 3n) B; else C
 *
 * That is the same where nothing falls through, the default stands last, and no other `break` means the switch.
 */
import type { Expr, Stmt } from "../../../trace/ir.ts";
import type { estree } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";

/** Cases that share one body; a default has no tests. */
interface Arm {
  readonly tests: estree.Expression[];
  readonly isDefault: boolean;
  readonly body: readonly estree.Statement[];
}

export function liftSwitch(node: estree.SwitchStatement, lifting: Lifting): Stmt[] {
  const place = lifting.place(node);
  const arms = armsOf(node);
  if (!arms) return [lifting.refuse("switch-form", node)];
  const value = lifting.temporary("switch");
  lifting.switchDepth++;
  let chain: readonly Stmt[] = [];
  const lifted = arms.map(({ tests, isDefault, body }) => {
    const equals = tests.map((test): Expr => ["===", lifting.place(test), value, lifting.expression(test)]);
    const condition = equals.reduce<Expr>(
      (left, right) => (left === false ? right : ["||", place, left, right]),
      false,
    );
    return { condition, isDefault, body: lifting.statements(body) };
  });
  lifting.switchDepth--;
  for (const { condition, isDefault, body } of lifted.reverse()) {
    chain = isDefault ? body : [["if", place, condition, body, chain]];
  }
  return [["set", place, value, lifting.expression(node.discriminant)], ...chain];
}

function armsOf(node: estree.SwitchStatement): Arm[] | undefined {
  const arms: Arm[] = [];
  let tests: estree.Expression[] = [];
  for (const [index, { test, consequent }] of node.cases.entries()) {
    const isLast = index === node.cases.length - 1;
    if (test) tests.push(test);
    else if (!isLast) return undefined;
    if (consequent.length === 0 && !isLast) continue;
    const body = withoutBreak(consequent, isLast);
    if (
      !body ||
      body.some((statement) => statement.type === "VariableDeclaration" && statement.kind !== "var")
    ) {
      return undefined;
    }
    arms.push({ tests, isDefault: test === null || test === undefined, body });
    tests = [];
  }
  return arms;
}

const ends: ReadonlySet<string> = new Set(["ContinueStatement", "ReturnStatement", "ThrowStatement"]);

/** The statements of a case without its closing `break`; undefined if it may fall through. */
function withoutBreak(
  consequent: readonly estree.Statement[],
  isLast: boolean,
): readonly estree.Statement[] | undefined {
  const [only] = consequent;
  if (consequent.length === 1 && only?.type === "BlockStatement") {
    const body = withoutBreak(only.body, isLast);
    return body && [{ ...only, body: [...body] }];
  }
  const last = consequent.at(-1);
  if (last?.type === "BreakStatement" && !last.label) return consequent.slice(0, -1);
  const isOver = isLast || (last !== undefined && (ends.has(last.type) || last.type === "BreakStatement"));
  return isOver ? consequent : undefined;
}
