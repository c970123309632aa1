/**
 * Calls that are loops: see records/callback-loop.
 *
 * Only what is visited by a source that is written right there counts (`list.forEach(…)` is anybody's method), and only a
 * function that is written right there. `Array.from` counts where its result is for nobody.
 */
import type { Builtin } from "../../trace/ir.ts";
import type { CallbackLoop, Source } from "../records/callback-loop.ts";
import type { FunctionNode, SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, withoutTypes } from "../records/syntax.ts";
import type { Callees } from "./find-source.ts";
import { findSource, isGlobalName, receiverOf } from "./find-source.ts";

export function findCallback(
  node: SyntaxNode,
  ancestors: readonly SyntaxNode[],
  callees: Callees,
): CallbackLoop | undefined {
  if (node.type !== "CallExpression") return undefined;
  const call = node as estree.SimpleCallExpression;
  const found = findForEach(call, callees) ?? findReduce(call, callees) ?? findFrom(call, ancestors, callees);
  if (!found) return undefined;
  const body = functionIn(call.arguments[found.driver === "from" ? 1 : 0]);
  if (!body || body.async || body.generator) return undefined;
  return {
    type: "CallbackLoop",
    start: node.start,
    end: node.end,
    body,
    home: homeOf(node, ancestors),
    misfit: misfitOf(call, body, found),
    ...found,
  };
}

type Found = Pick<CallbackLoop, "driver" | "over" | "intact" | "initial">;

function findForEach(call: estree.SimpleCallExpression, callees: Callees): Found | undefined {
  const receiver = receiverOf(call, "forEach");
  if (!receiver) return undefined;
  const range = findSource(receiver, callees);
  if (range?.kind === "range") return { driver: "forEach", over: range, intact: ["Range.prototype.forEach"] };
  return findSpread(receiver, "forEach", callees);
}

function findReduce(call: estree.SimpleCallExpression, callees: Callees): Found | undefined {
  const receiver = receiverOf(call, "reduce");
  const spread = receiver && findSpread(receiver, "reduce", callees);
  const initial = call.arguments[1];
  if (!spread || !initial || initial.type === "SpreadElement") return spread;
  return { ...spread, initial };
}

/** `[...source].method` */
function findSpread(
  receiver: estree.Expression,
  driver: "forEach" | "reduce",
  callees: Callees,
): Found | undefined {
  if (receiver.type !== "ArrayExpression" || receiver.elements.length !== 1) return undefined;
  const [element] = receiver.elements;
  const over = element?.type === "SpreadElement" ? findSource(element.argument, callees) : undefined;
  return over && { driver, over, intact: [`Array.prototype.${driver}`, ...builtinsOf(over)] };
}

function findFrom(
  call: estree.SimpleCallExpression,
  ancestors: readonly SyntaxNode[],
  { names }: Callees,
): Found | undefined {
  const receiver = receiverOf(call, "from");
  if (!receiver || !isGlobalName(receiver, "Array", names)) return undefined;
  if (ancestors.at(-1)?.type !== "ExpressionStatement") return undefined;
  const [arrayLike] = call.arguments;
  const object = arrayLike && withoutTypes(arrayLike);
  if (object?.type !== "ObjectExpression" || object.properties.length !== 1) return undefined;
  const [property] = object.properties;
  if (
    property?.type !== "Property" ||
    property.kind !== "init" ||
    property.computed ||
    property.method ||
    property.shorthand
  )
    return undefined;
  if (property.key.type !== "Identifier" || property.key.name !== "length") return undefined;
  const over: Source = { kind: "length", node: property.value as estree.Expression };
  return { driver: "from", over, intact: ["Array", "Array.from"] };
}

export function builtinsOf({ kind }: Source): Builtin[] {
  return kind === "keys" ? ["Array", "Array.prototype.keys", "range iteration"] : ["range iteration"];
}

function functionIn(argument: estree.Node | undefined): FunctionNode | undefined {
  const inner = argument && withoutTypes(argument);
  return inner && isFunction(inner) ? inner : undefined;
}

/** Arguments and parameters that the tail of the source would not get right: an index, a `this`, a start that runs code. */
function misfitOf(
  call: estree.SimpleCallExpression,
  body: FunctionNode,
  { driver, initial }: Found,
): SyntaxNode | undefined {
  const most = driver === "forEach" ? 1 : 2;
  if (call.arguments.length !== most) return call;
  if (driver === "reduce" && (!initial || !isQuiet(withoutTypes(initial)))) return initial ?? call;
  const isPlain = body.params.every((one) => one.type === "Identifier" && one.name !== "this");
  return isPlain && body.params.length <= most ? undefined : body.params.at(-1);
}

/** Can it be evaluated earlier, and once more? */
function isQuiet(node: estree.Node): boolean {
  if (node.type === "UnaryExpression") return node.operator === "-" && node.argument.type === "Literal";
  return node.type === "Identifier" || (node.type === "Literal" && !("regex" in node));
}

const lists: ReadonlySet<string> = new Set(["Program", "BlockStatement", "StaticBlock", "SwitchCase"]);

function homeOf(node: SyntaxNode, ancestors: readonly SyntaxNode[]): CallbackLoop["home"] {
  let child = node;
  for (const parent of ancestors.toReversed()) {
    if (lists.has(parent.type)) {
      const { test } = parent as { test?: unknown };
      return test === child ? undefined : (child as estree.Statement);
    }
    if (isFunction(parent)) {
      const isExpression = parent.type === "ArrowFunctionExpression" && (parent.body as SyntaxNode) === child;
      return isExpression ? parent : undefined;
    }
    if (parent.type === "PropertyDefinition" || parent.type === "Decorator") return undefined;
    child = parent;
  }
  return undefined;
}
