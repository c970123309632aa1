/**
 * Which of a program's variables are this package's exports.
 *
 * Known ways to get one: `import { range }`, renamed or not; `import * as cpm`; `import cpm = require("cpmoptimize")`;
 * `const { range } = require("cpmoptimize")`; `const cpm = require("cpmoptimize")`.
 */
import type { Binding, Names } from "../records/bindings.ts";
import type { estree } from "../records/syntax.ts";
import { walk, withoutTypes } from "../records/syntax.ts";

export const packageName = "cpmoptimize";

/** The package's name for an expression that is one of its exports: `range`, or `cpm.range` where cpm is the package. */
export type ExportedName = (node: estree.Node) => string | undefined;

export function packageExports(program: estree.Program, names: Names): ExportedName {
  const known = packageNames(program, names);
  const nameOf = (identifier: estree.Identifier): string | undefined => {
    const use = names.useOf(identifier);
    return use ? known.get(use.binding) : undefined;
  };
  return (node) => {
    if (known.size === 0) return undefined;
    if (node.type === "Identifier") return nameOf(node);
    if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier")
      return undefined;
    return node.property.type === "Identifier" && nameOf(node.object) === "*"
      ? node.property.name
      : undefined;
  };
}

/** What the program's variables are called in the package: an exported name, or `*` for the package itself. */
function packageNames(program: estree.Program, names: Names): ReadonlyMap<Binding, string> {
  const known = new Map<Binding, string>();
  const add = (local: estree.Node, name: string): void => {
    const binding = local.type === "Identifier" ? names.declaredBy(local) : undefined;
    // A variable that is assigned again may be something else by then.
    if (binding && (binding.kind === "import" || binding.uses.filter((use) => !use.isRead).length <= 1)) {
      known.set(binding, name);
    }
  };
  walk(program, (node) => {
    if (node.type === "ImportDeclaration") {
      const { source, specifiers } = node as estree.ImportDeclaration;
      if (source.value === packageName) for (const one of specifiers) add(one.local, specifierName(one));
    } else if (node.type === "TSImportEqualsDeclaration") {
      const { id, moduleReference } = node as unknown as ImportEquals;
      if (moduleReference.expression?.value === packageName) add(id, "*");
    } else if (node.type === "VariableDeclarator") {
      const { id, init } = node as estree.VariableDeclarator;
      if (init && isRequire(withoutTypes(init), names))
        for (const [local, name] of required(id)) add(local, name);
    }
    return undefined;
  });
  return known;
}

interface ImportEquals {
  readonly id: estree.Identifier;
  readonly moduleReference: { readonly expression?: { readonly value?: unknown } };
}

export function specifierName(specifier: estree.ImportDeclaration["specifiers"][number]): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier"
    ? specifier.imported.name
    : String(specifier.imported.value);
}

/** The variables of `const … = require("cpmoptimize")` with their names in the package, and the nodes that declare them. */
export function required(pattern: estree.Pattern): [estree.Node, string, estree.Node][] {
  if (pattern.type === "Identifier") return [[pattern, "*", pattern]];
  if (pattern.type !== "ObjectPattern") return [];
  const found: [estree.Node, string, estree.Node][] = [];
  for (const property of pattern.properties) {
    if (property.type !== "Property" || property.computed || property.key.type !== "Identifier") continue;
    found.push([property.value, property.key.name, property]);
  }
  return found;
}

export function isRequire(node: estree.Node, names: Names): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return false;
  const argument = node.arguments[0];
  if (argument?.type !== "Literal" || argument.value !== packageName) return false;
  return names.useOf(node.callee)?.binding.kind === "free";
}
