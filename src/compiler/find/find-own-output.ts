/**
 * Is the text one that the compiler wrote? Then two tools compile the same file, and a second door in front of each loop
 * would only cost. What tells is the import of `site`, `linear`, `compiled` or `marked` at the top, which nobody writes by hand.
 */
import type { estree } from "../records/syntax.ts";
import { withoutTypes } from "../records/syntax.ts";
import { required, specifierName } from "./package-names.ts";

const ours: ReadonlySet<string> = new Set(["site", "linear", "compiled", "marked"]);

/** The statement that imports the runtime, if there is one. */
export function findOwnOutput(program: estree.Program, runtime: string): estree.Node | undefined {
  return program.body.find((statement) => {
    if (statement.type === "ImportDeclaration")
      return (
        statement.source.value === runtime && statement.specifiers.some((one) => ours.has(specifierName(one)))
      );
    if (statement.type !== "VariableDeclaration") return false;
    return statement.declarations.some(({ id, init }) => {
      const call = init ? withoutTypes(init) : undefined;
      const name = call?.type === "CallExpression" ? call.arguments[0] : undefined;
      return (
        name?.type === "Literal" && name.value === runtime && required(id).some(([, name]) => ours.has(name))
      );
    });
  });
}
