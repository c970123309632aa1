/** The variable that a `for…of` gives the element to. */
import type { estree } from "../records/syntax.ts";
import { withoutTypes } from "../records/syntax.ts";
import type { Lifting } from "./lifting.ts";

/** @returns undefined when it is refused */
export function elementName(left: estree.ForOfStatement["left"], lifting: Lifting): string | undefined {
  if (left.type === "VariableDeclaration") {
    const id = left.declarations[0]?.id;
    const isPlain = left.kind === "let" || left.kind === "const" || left.kind === "var";
    if (isPlain && id?.type === "Identifier") return lifting.declare(id);
  } else {
    const target = withoutTypes(left);
    if (target.type === "Identifier") return lifting.assign(target);
  }
  lifting.refuse("loop-target", left);
  return undefined;
}
