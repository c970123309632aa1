/** How a function uses each name that it does not declare: what resolve-names has to go by. */
import type { SyntaxNode, estree } from "../compiler/records/syntax.ts";
import { walk } from "../compiler/records/syntax.ts";
import { parseFunction } from "../compiler/parse/parse.ts";
import { analyseScopes } from "../compiler/scope/scope.ts";

/** A name that a function does not declare. */
export interface FreeName {
  readonly name: string;
  /** It is assigned somewhere. */
  readonly assigned: boolean;
  /** Every use is a call `name(…)`. */
  readonly onlyCalled: boolean;
  /** The members, when every use is `name.member`; undefined otherwise. */
  readonly members?: readonly string[] | undefined;
}

interface Seen {
  assigned: boolean;
  called: number;
  members: string[];
  all: number;
}

/**
 * The free names of an expression, in order of appearance. A function's own name, when it is assigned, counts as one: in
 * a declaration that assigns the variable outside, which the text does not show to be another than in an expression.
 */
export function freeNames(expression: string, strict: boolean): FreeName[] {
  const parsed = parseFunction(expression, "", strict);
  const names = analyseScopes(parsed);
  const seen = new Map<string, Seen>(
    names.free.map(({ name, uses }) => [
      name,
      { assigned: uses.some((use) => use.isWrite), called: 0, members: [], all: uses.length },
    ]),
  );
  walk(parsed.program, (node, ancestors) => {
    if (node.type !== "Identifier") return undefined;
    const { name } = node as estree.Identifier;
    const use = names.useOf(node as estree.Identifier);
    if (use?.binding.kind === "function-name" && use.isWrite) {
      seen.set(name, { assigned: true, called: 0, members: [], all: 1 });
    }
    const entry = use?.binding.kind === "free" ? seen.get(name) : undefined;
    if (entry === undefined) return undefined;
    const parent = ancestors.at(-1);
    if (isCallee(node, parent)) entry.called++;
    const member = memberOf(node, parent);
    if (member !== undefined && !isTarget(parent, ancestors.at(-2))) entry.members.push(member);
    return undefined;
  });
  return [...seen].map(([name, { assigned, called, members, all }]) => ({
    name,
    assigned,
    onlyCalled: called === all,
    members: members.length === all ? [...new Set(members)] : undefined,
  }));
}

function isCallee(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  return (
    parent?.type === "CallExpression" && (parent as estree.CallExpression).callee === (node as estree.Node)
  );
}

function memberOf(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  if (parent?.type !== "MemberExpression") return undefined;
  const { object, property, computed } = parent as estree.MemberExpression;
  return object === (node as estree.Node) && !computed && property.type === "Identifier"
    ? property.name
    : undefined;
}

/** Is the member assigned, deleted or updated rather than read? */
function isTarget(member: SyntaxNode | undefined, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === "AssignmentExpression")
    return (parent as estree.AssignmentExpression).left === (member as estree.Node);
  if (parent?.type === "UnaryExpression") return (parent as estree.UnaryExpression).operator === "delete";
  return parent?.type === "UpdateExpression";
}
