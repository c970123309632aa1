/**
 * The uses of `cpmoptimize` in a program: which functions it is told to optimise, and where it is told.
 *
 * Known ways to get the name: those of `package-names.ts`. Known ways to use it: `cpmoptimize(options)(function)`,
 * `cpmoptimize(function)`, and decorators with and without a call. Everything else stays a matter of the run time.
 * What says `"use no cpm"` is opted out, marked or not.
 */
import type { Mark } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, walk, withoutTypes } from "../records/syntax.ts";
import type { Directives } from "./find-directives.ts";
import type { ExportedName } from "./package-names.ts";

const exportedName = "cpmoptimize";

export function findMarks(program: estree.Program, exportedAs: ExportedName, directives: Directives): Mark[] {
  const marks: Mark[] = [];
  walk(program, (node, ancestors) => {
    const callee = node as estree.Expression;
    const found = exportedAs(callee) === exportedName ? markAt(callee, ancestors) : undefined;
    if (!found) return undefined;
    const own = found.target && functionOf(found.target);
    const isOptedOut = directives.below(own ? [...ancestors, own] : ancestors) === "out";
    marks.push({ ...found, isOptedOut });
    return undefined;
  });
  return marks;
}

/** What the use at `callee` optimises; undefined where it is not called at all (an export, an alias). */
function markAt(
  callee: estree.Expression,
  ancestors: readonly SyntaxNode[],
): Omit<Mark, "isOptedOut"> | undefined {
  const parent = ancestors.at(-1);
  const above = ancestors.at(-2);
  if (parent?.type === "Decorator") {
    return { callee, decoratorCall: undefined, target: above && memberOf(above), ...noOptions };
  }
  if (parent?.type !== "CallExpression") return undefined;
  const call = parent as estree.CallExpression;
  if (call.callee !== callee) return undefined;
  if (above?.type === "Decorator") {
    const member = ancestors.at(-3);
    return { callee, decoratorCall: call, target: member && memberOf(member), ...optionsIn(call) };
  }
  if (above?.type === "CallExpression" && (above as estree.CallExpression).callee === parent) {
    return {
      callee,
      decoratorCall: undefined,
      target: functionIn((above as estree.CallExpression).arguments[0]),
      ...optionsIn(call),
    };
  }
  const [first] = call.arguments;
  const target = functionIn(first);
  // `cpmoptimize(options)` kept for later, and `cpmoptimize(slow)`: the run time sees what it gets.
  return first && !target && !isName(first)
    ? undefined
    : { callee, decoratorCall: undefined, target, ...noOptions };
}

const noOptions = { hasOptions: false, types: undefined };

function optionsIn(call: estree.CallExpression): Pick<Mark, "hasOptions" | "types"> {
  return { hasOptions: call.arguments.length > 0, types: typesIn(call) };
}

/** The option `types` of `cpmoptimize({ … })`, as far as it is written there. */
function typesIn({ arguments: [first] }: estree.CallExpression): Mark["types"] {
  if (!first) return undefined;
  const options = withoutTypes(first);
  if (options.type !== "ObjectExpression") return "unknown";
  let types: Mark["types"];
  for (const property of options.properties) {
    if (property.type !== "Property" || property.computed) return "unknown";
    const { key, value } = property;
    if ((key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : "") !== "types")
      continue;
    const list = withoutTypes(value);
    if (list.type !== "ArrayExpression") return "unknown";
    const texts = list.elements.map((item) => (item?.type === "Literal" ? item.value : undefined));
    if (!texts.every((text) => typeof text === "string")) return "unknown";
    types = texts;
  }
  return types;
}

function memberOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === "MethodDefinition" || node.type === "PropertyDefinition" ? node : undefined;
}

/** The function whose directives count: the target itself, or the method that it defines. */
function functionOf(target: SyntaxNode): SyntaxNode | undefined {
  if (isFunction(target)) return target;
  const { value } = target as estree.MethodDefinition | estree.PropertyDefinition;
  return value ? functionIn(value) : undefined;
}

function functionIn(argument: estree.Node | undefined): SyntaxNode | undefined {
  const inner = argument && withoutTypes(argument);
  return inner && isFunction(inner) ? inner : undefined;
}

function isName(argument: estree.Node): boolean {
  return withoutTypes(argument).type === "Identifier";
}
