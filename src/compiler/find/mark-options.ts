/**
 * The options of `cpmoptimize({ … })`, as far as they are written there and the compiler has to know them: `types`, which
 * decides about loops, and what `scope` would have had the wrapper read instead of the function's own variables.
 */
import type { Mark } from "../records/loop-candidate.ts";
import type { estree } from "../records/syntax.ts";
import { withoutTypes } from "../records/syntax.ts";

type Options = Pick<Mark, "hasOptions" | "types" | "idleScope">;

export const noOptions: Options = { hasOptions: false, types: undefined, idleScope: undefined };

export function optionsIn({ arguments: [first] }: estree.CallExpression): Options {
  if (!first) return noOptions;
  const options = withoutTypes(first);
  if (options.type !== "ObjectExpression")
    return { hasOptions: true, types: "unknown", idleScope: undefined };
  let types: Mark["types"];
  let idleScope: estree.Node | undefined;
  for (const property of options.properties) {
    if (property.type !== "Property" || property.computed) types = "unknown";
    else if (nameOf(property) === "types" && types !== "unknown") types = typesIn(property.value);
    else if (nameOf(property) === "scope") idleScope = otherValueIn(property.value);
  }
  return { hasOptions: true, types, idleScope };
}

function nameOf({ key }: estree.Property): unknown {
  return key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : "";
}

function typesIn(value: estree.Node): Mark["types"] {
  const list = withoutTypes(value);
  if (list.type !== "ArrayExpression") return "unknown";
  const texts = list.elements.map((item) => (item?.type === "Literal" ? item.value : undefined));
  return texts.every((text) => typeof text === "string") ? texts : "unknown";
}

/** The first property of a scope that is not `{ X }`: in place the function reads its X, whatever is written here. */
function otherValueIn(value: estree.Node): estree.Node | undefined {
  const scope = withoutTypes(value);
  if (scope.type !== "ObjectExpression") return undefined;
  return scope.properties.find((property) => {
    if (property.type !== "Property" || property.computed) return false;
    const given = withoutTypes(property.value);
    return given.type !== "Identifier" || given.name !== nameOf(property);
  });
}
