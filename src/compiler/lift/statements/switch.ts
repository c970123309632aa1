/**
 * `switch` as a chain of if and else, where every case is closed by its own `break`:
 *
 *     switch (e) { case 1n: A; break; case 2n: case 3n: B; break; default: C }
 *     t = e; if (t === 1n) A; else if (t === 2n || t === 3n) B; else C
 *
 * and in every other form as the number of the case that is entered, in a loop of one turn that `break` leaves:
 *
 *     switch (e) { case 1n: A; default: B; case 2n: if (p) break; C }
 *     loop { t = e; k = t === 1n ? 0 : t === 2n ? 2 : 1; if (k <= 0) A; if (k <= 1) B; if (p) break; C } while (false)
 */
import type { Expr, Stmt } from "../../../trace/ir.ts";
import type { SyntaxNode, estree } from "../../records/syntax.ts";
import { contains, isLoop, walk } from "../../records/syntax.ts";
import type { Lifting } from "../lifting.ts";
import { liftOnce } from "./labelled.ts";

/** Cases that share one body; a default has no tests. */
interface Arm {
  readonly tests: estree.Expression[];
  readonly isDefault: boolean;
  readonly body: readonly estree.Statement[];
}

export function liftSwitch(node: estree.SwitchStatement, lifting: Lifting): readonly Stmt[] {
  const shared = lifting.names
    .declaredIn(node)
    .find(({ declaration, uses }) =>
      node.cases.some(
        (arm) =>
          declaration && contains(arm, declaration) && !uses.every((use) => contains(arm, use.identifier)),
      ),
    );
  if (shared) return [lifting.refuse("switch-form", shared.declaration ?? node)];
  const value = lifting.temporary("switch");
  const set: Stmt = ["set", lifting.place(node), value, lifting.expression(node.discriminant)];
  const arms = armsOf(node);
  return [set, ...(arms ? liftArms(arms, value, node, lifting) : [liftCases(node, value, lifting)])];
}

function liftArms(
  arms: readonly Arm[],
  value: string,
  node: estree.SwitchStatement,
  lifting: Lifting,
): readonly Stmt[] {
  const place = lifting.place(node);
  let chain: readonly Stmt[] = [];
  const lifted = arms.map(({ tests, isDefault, body }) => {
    const equals = tests.map((test): Expr => ["===", lifting.place(test), value, lifting.expression(test)]);
    const condition = equals.reduce<Expr>(
      (left, right) => (left === false ? right : ["||", place, left, right]),
      false,
    );
    return { condition, isDefault, body: lifting.statements(body) };
  });
  for (const { condition, isDefault, body } of lifted.reverse()) {
    chain = isDefault ? body : [["if", place, condition, body, chain]];
  }
  return chain;
}

function liftCases(node: estree.SwitchStatement, value: string, lifting: Lifting): Stmt {
  const place = lifting.place(node);
  const entry = lifting.temporary("case");
  return liftOnce("switch", new Set(), node, lifting, () => {
    const tests = node.cases.map(({ test }): Expr | undefined =>
      test ? ["===", lifting.place(test), value, lifting.expression(test)] : undefined,
    );
    const none = tests.includes(undefined) ? tests.indexOf(undefined) : tests.length;
    const entered = tests.reduceRight<Expr>(
      (otherwise, test, k) => (test === undefined ? otherwise : ["?:", place, test, k, otherwise]),
      none,
    );
    const cases = node.cases.map(({ consequent }, k): Stmt => {
      return ["if", place, ["<=", place, entry, k], lifting.statements(consequent), []];
    });
    return [["set", place, entry, entered], ...cases];
  });
}

/** Undefined where it takes a loop: a case falls through, the default is not the last, or a `break` stands elsewhere. */
function armsOf(node: estree.SwitchStatement): Arm[] | undefined {
  const arms: Arm[] = [];
  let tests: estree.Expression[] = [];
  for (const [index, { test, consequent }] of node.cases.entries()) {
    const isLast = index === node.cases.length - 1;
    if (test) tests.push(test);
    else if (!isLast) return undefined;
    if (consequent.length === 0 && !isLast) continue;
    const body = withoutBreak(consequent, isLast);
    if (!body || body.some(breaksSwitch)) return undefined;
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

/** Is there a `break` that means the switch around the statement? */
function breaksSwitch(statement: SyntaxNode): boolean {
  let found = false;
  walk(statement, (node) => {
    if (isLoop(node) || node.type === "SwitchStatement") return "skip";
    found ||= node.type === "BreakStatement" && !(node as estree.BreakStatement).label;
    return undefined;
  });
  return found;
}
