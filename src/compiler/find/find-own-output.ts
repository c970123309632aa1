/**
 * Is the text one that the compiler wrote? Then two tools compile the same file, and a second door in front of each loop
 * would only cost. What tells is `site`, `linear`, `compiled` or `marked` of the runtime, which nobody writes by hand: as an
 * import, as
 * `const { site: … } = require(…)`, or as what is made of an import where modules become CommonJS:
 *
 *     var _runtime = require("cpmoptimize/runtime");                      (0, _runtime.site)(…)
 *     function _runtime() { const data = require(…); … return data; }     (0, _runtime().site)(…)
 */
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { walk } from "../records/syntax.ts";
import { packageName, required, specifierName } from "./package-names.ts";

const ours: ReadonlySet<string> = new Set(["site", "linear", "compiled", "marked"]);

/** The node that gets at the runtime, if there is one. @param runtime what compiled files import, if not the package's */
export function findOwnOutput(program: estree.Program, runtime: string): estree.Node | undefined {
  const isRuntime = ({ value }: estree.Literal): boolean =>
    value === runtime || value === `${packageName}/runtime`;
  const imported = program.body.find(
    (node) =>
      node.type === "ImportDeclaration" &&
      isRuntime(node.source) &&
      node.specifiers.some((one) => ours.has(specifierName(one))),
  );
  if (imported) return imported;
  const holders = new Map<string, estree.Node>();
  let destructured: estree.Node | undefined;
  walk(program, (node, ancestors) => {
    const call = node as estree.Node;
    if (!isRequireOf(call, isRuntime)) return undefined;
    for (const { name, pattern } of ancestors.flatMap(namedBy)) {
      if (name !== undefined) holders.set(name, call);
      else if (required(pattern).some(([, key]) => ours.has(key))) destructured ??= call;
    }
    return undefined;
  });
  return destructured ?? (holders.size > 0 ? memberOf(holders, program) : undefined);
}

function isRequireOf(node: estree.Node, isRuntime: (name: estree.Literal) => boolean): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return false;
  const [name] = node.arguments;
  return node.callee.name === "require" && name?.type === "Literal" && isRuntime(name);
}

interface Named {
  readonly name: string | undefined;
  readonly pattern: estree.Pattern;
}

/** What a node around a call makes of its value: a variable, a pattern of them, a function that gives it. */
function namedBy(node: SyntaxNode): Named[] {
  if (node.type !== "VariableDeclarator" && node.type !== "FunctionDeclaration") return [];
  const { id } = node as estree.VariableDeclarator | estree.FunctionDeclaration;
  return [{ name: id.type === "Identifier" ? id.name : undefined, pattern: id }];
}

/** The holder of which the program reads `.site` or `.compiled`. */
function memberOf(
  holders: ReadonlyMap<string, estree.Node>,
  program: estree.Program,
): estree.Node | undefined {
  let found: estree.Node | undefined;
  walk(program, (node) => {
    if (found || node.type !== "MemberExpression") return found ? "skip" : undefined;
    const { object, property, computed } = node as estree.MemberExpression;
    if (computed || property.type !== "Identifier" || !ours.has(property.name)) return undefined;
    const held = object.type === "CallExpression" ? object.callee : object;
    if (held.type === "Identifier") found = holders.get(held.name);
    return undefined;
  });
  return found;
}
