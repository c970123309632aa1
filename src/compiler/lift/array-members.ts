/**
 * Which `s[k]` of a loop may be elements of a typed array: those of a variable from outside that the loop mentions in no
 * other way, but for `s.length`. Nothing in the loop can then give s another value, hand it on, or call anything that could.
 *
 * Whether s holds a typed array is asked at the door. Cost: linear in the loop.
 */
import type { ArrayInput } from "../../trace/ir.ts";
import type { Binding, BindingKind, Names } from "../records/bindings.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { walk, withoutTypes } from "../records/syntax.ts";
import { isOtherwiseMade, madeArray } from "../records/typed-array.ts";

/** `s[k]` or `s.length`, s being a variable. */
export type ArrayMember = estree.MemberExpression;

const kinds: ReadonlySet<BindingKind> = new Set([
  "let",
  "const",
  "var",
  "parameter",
  "import",
  "catch",
  "free",
]);

export function arrayMembers(
  candidate: LoopCandidate,
  names: Names,
  canBeArray: (binding: Binding) => boolean,
): ReadonlySet<SyntaxNode> {
  const members = new Map<estree.Identifier, ArrayMember>();
  const mentions: (readonly [Binding, estree.Identifier])[] = [];
  for (const part of partsOf(candidate)) {
    walk(part, (node) => {
      if (node.type === "MemberExpression") {
        const member = node as ArrayMember;
        const object = withoutTypes(member.object);
        if (object.type === "Identifier" && isElementOrLength(member)) members.set(object, member);
      } else if (node.type === "Identifier") {
        const use = names.useOf(node as estree.Identifier);
        if (use) mentions.push([use.binding, node as estree.Identifier]);
      }
      return undefined;
    });
  }
  const others = new Set(mentions.flatMap(([binding, at]) => (members.has(at) ? [] : [binding])));
  const elements = mentions.filter(([binding, at]) => {
    if (others.has(binding) || !kinds.has(binding.kind) || isOtherwiseMade(binding)) return false;
    return canBeArray(binding) && members.has(at);
  });
  const indexed = new Set(elements.flatMap(([binding, at]) => (members.get(at)?.computed ? [binding] : [])));
  return new Set(
    elements.filter(([binding]) => indexed.has(binding)).map(([, at]) => members.get(at) as ArrayMember),
  );
}

/** What is run in every turn. */
function partsOf({ loop }: LoopCandidate): readonly SyntaxNode[] {
  switch (loop.type) {
    case "ForStatement":
      return [loop.test, loop.update, loop.body].filter((part) => part != null);
    case "ForOfStatement":
    case "ForInStatement":
      return [loop.left, loop.body];
    case "CallbackLoop":
      return [loop.body];
    default:
      return [loop.test, loop.body];
  }
}

function isElementOrLength({ computed, optional, property }: ArrayMember): boolean {
  if (optional) return false;
  return computed || (property.type === "Identifier" && property.name === "length");
}

/** What the text shows of an array. */
export function describeArray(binding: Binding, names: Names): ArrayInput {
  const { kind, length } = madeArray(binding, names) ?? {};
  return {
    name: binding.name,
    ...(kind === undefined ? {} : { kind }),
    ...(length === undefined ? {} : { length }),
  };
}
