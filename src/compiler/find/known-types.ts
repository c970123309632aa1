/**
 * Which types the text tells of a loop's variables: `let a = 0n` holds a BigInt when the loop begins, if nothing but its
 * declaration and the loop assigns it.
 *
 * What is known decides which door a loop gets; the door asks for the types again.
 */
import type { Binding } from "../records/bindings.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { estree } from "../records/syntax.ts";
import { contains, withoutTypes } from "../records/syntax.ts";

export type KnownType = "bigint" | "number";

/** By name. */
export function knownTypes(
  bindings: readonly Binding[],
  { statement }: LoopCandidate,
): ReadonlyMap<string, KnownType> {
  return new Map(
    bindings.flatMap((binding): [string, KnownType][] => {
      const { declaration, uses, name } = binding;
      if (declaration?.type !== "VariableDeclarator" || declaration.id.type !== "Identifier") return [];
      if (declaration.end > statement.end) return [];
      const isOwn = ({ identifier }: Binding["uses"][number]): boolean =>
        identifier === declaration.id || contains(statement, identifier);
      const type = declaration.init ? typeOfLiteral(withoutTypes(declaration.init)) : undefined;
      return type !== undefined && uses.every((use) => !use.isWrite || isOwn(use)) ? [[name, type]] : [];
    }),
  );
}

function typeOfLiteral(node: estree.Node): KnownType | undefined {
  if (node.type === "UnaryExpression" && node.operator === "-") return typeOfLiteral(node.argument);
  if (node.type !== "Literal") return undefined;
  if ("bigint" in node) return "bigint";
  return typeof node.value === "number" ? "number" : undefined;
}
