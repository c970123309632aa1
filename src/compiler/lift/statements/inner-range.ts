/**
 * `for (const x of range(start, stop, step)) body` inside a turn, as the counted loop that it is:
 *
 *     at = start; end = stop; by = step;              each evaluated once, in this order
 *     if (not what range takes) leave;                 the loop as written is the one that throws
 *     loop while (by > 0 ? at < end : at > end) { x = at; body; at = at + by }
 *
 * `range` takes bigints, or safe integers that are not further apart than those; what it takes is decided by the types
 * where the parts are literals, and in the turn where not.
 */
import type { Expr, Place, Stmt } from "../../../trace/ir.ts";
import type { SyntaxNode, estree } from "../../records/syntax.ts";
import { walk, withoutTypes } from "../../records/syntax.ts";
import { elementName } from "../element.ts";
import type { Level, Lifting } from "../lifting.ts";

const largest = Number.MAX_SAFE_INTEGER;

export function liftInnerRange(
  loop: estree.ForOfStatement,
  labels: ReadonlySet<string>,
  lifting: Lifting,
): readonly Stmt[] {
  if (loop.await) return [lifting.refuse("for-await", loop)];
  const call = withoutTypes(loop.right);
  if (call.type !== "CallExpression" || !lifting.isRange(call.callee) || call.optional) {
    return [lifting.refuse("nested-loop", loop)];
  }
  if (!hasPlainParts(call)) return [lifting.refuse("nested-loop", loop)];
  if (mentionsOwnVariable(loop, lifting)) return [lifting.refuse("temporal-dead-zone", loop.right)];
  return countedRange(call, { kind: "loop", labels, turn: loop }, lifting, () => {
    const element = elementName(loop.left, lifting) ?? "";
    return { element, body: lifting.statements([loop.body]) };
  });
}

/**
 * The elements of a call of `range` as a counted loop.
 *
 * @param lift the turn, and the variable that takes the element; called within `level`
 */
export function countedRange(
  call: estree.SimpleCallExpression,
  level: Omit<Level, "locals"> & { readonly turn: SyntaxNode },
  lifting: Lifting,
  lift: () => { readonly element: string; readonly body: readonly Stmt[] },
): readonly Stmt[] {
  lifting.requireRange(call.callee);
  const place = lifting.place(level.turn);
  const range = new RangeParts(place, call.arguments, lifting);
  const { locals, lifted } = lifting.within(level, lift);
  return [
    ...range.statements,
    [
      "loop",
      place,
      {
        locals,
        test: range.test,
        body: [["set", place, lifted.element, range.at], ...lifted.body],
        update: range.update,
      },
    ],
  ];
}

export function hasPlainParts({ arguments: parts }: estree.SimpleCallExpression): boolean {
  return parts.length >= 1 && parts.length <= 3 && parts.every(({ type }) => type !== "SpreadElement");
}

/** `for (const x of range(x))` reads its own variable before it has a value. */
function mentionsOwnVariable(loop: estree.ForOfStatement, { names }: Lifting): boolean {
  let mentions = false;
  walk(loop.right, (node) => {
    if (node.type === "Identifier")
      mentions ||= names.useOf(node as estree.Identifier)?.binding.scope.node === loop;
    return undefined;
  });
  return mentions;
}

/** Start, stop and step as variables of the turn around the loop, or as literals. */
class RangeParts {
  readonly at: string;
  readonly test: Expr;
  readonly update: Expr;
  readonly statements: readonly Stmt[];
  private readonly place: Place;

  constructor(place: Place, parts: estree.CallExpression["arguments"], lifting: Lifting) {
    this.place = place;
    const statements: Stmt[] = [];
    const valueOf = (node: estree.Node, prefix: string): Expr => {
      const value = literalValue(lifting.expression(node));
      if (isWhole(value)) return value;
      const name = lifting.temporary(prefix);
      statements.push(["set", place, name, value]);
      return name;
    };
    const [first, second, third] = parts;
    const start = second && valueOf(first as estree.Node, "start");
    const stop = valueOf((second ?? first) as estree.Node, "stop");
    const step = third && valueOf(third, "step");
    const isBigInt = this.is(stop, "bigint");
    const from = start ?? choose(place, isBigInt, 0n, 0);
    for (const wrong of this.wrongs(start, stop, step)) {
      if (wrong !== false) statements.push(["if", place, wrong, [["leave", place]], []]);
    }
    this.at = lifting.temporary("at");
    // `+ 0` as the range does it: it never has an element −0.
    statements.push([
      "set",
      place,
      this.at,
      choose(place, isBigInt, from, typeof from === "number" ? from : ["+", place, from, 0]),
    ]);
    this.statements = statements;
    this.update =
      step === undefined ? ["pre+", place, this.at] : ["set", place, this.at, ["+", place, this.at, step]];
    const ahead: Expr = ["<", place, this.at, stop];
    const behind: Expr = [">", place, this.at, stop];
    if (step === undefined) this.test = ahead;
    else if (isWhole(step)) this.test = step > 0 ? ahead : behind;
    else this.test = ["?:", place, [">", place, step, 0], ahead, behind];
  }

  /** What `range` would throw for; `false` where the text already says that it does not. */
  private wrongs(start: Expr | undefined, stop: Expr, step: Expr | undefined): Expr[] {
    const { place } = this;
    const parts = [start, stop, step].filter((part) => part !== undefined);
    const isBigInt = this.is(stop, "bigint");
    const wrongs: Expr[] = parts.map((part) =>
      not(place, choose(place, isBigInt, this.is(part, "bigint"), isSafe(place, part))),
    );
    if (step !== undefined) wrongs.push(isWhole(step) ? Number(step) === 0 : not(place, step));
    if (start !== undefined && isBigInt !== true) {
      const distance: Expr = ["-", place, stop, start];
      const isNear: Expr = ["&&", place, ["<=", place, distance, largest], [">=", place, distance, -largest]];
      wrongs.push(not(place, choose(place, isBigInt, true, isNear)));
    }
    return wrongs;
  }

  private is(part: Expr, type: "bigint"): Expr {
    if (isWhole(part)) return typeof part === type;
    return ["===", this.place, ["typeof", this.place, part], ["str", this.place, type]];
  }
}

function isWhole(value: Expr): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

/** `-5n` is written as the negative of a literal. */
function literalValue(value: Expr): Expr {
  if (!Array.isArray(value) || value[0] !== "neg") return value;
  const [, , operand] = value as readonly ["neg", Place, Expr];
  if (typeof operand === "bigint") return -operand;
  return typeof operand === "number" && operand !== 0 ? -operand : value;
}

function isSafe(place: Place, part: Expr): Expr {
  return isWhole(part) ? Number.isSafeInteger(part) : ["call", place, "Number.isSafeInteger", [part]];
}

function choose(place: Place, condition: Expr, yes: Expr, no: Expr): Expr {
  if (typeof condition === "boolean") return condition ? yes : no;
  return yes === no ? yes : ["?:", place, condition, yes, no];
}

function not(place: Place, expr: Expr): Expr {
  return typeof expr === "boolean" ? !expr : ["!", place, expr];
}
