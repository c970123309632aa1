/**
 * The uses of `cpmoptimize` in a program: which functions it is told to optimise, and where it is told.
 *
 * Known ways to get the name: `import { cpmoptimize }`, renamed or not; `import * as cpm`; `const { cpmoptimize } =
 * require("cpmoptimize")`; `const cpm = require("cpmoptimize")`. Known ways to use it: `cpmoptimize(options)(function)`,
 * `cpmoptimize(function)`, and decorators with and without a call. Everything else stays a matter of the run time.
 */
import type { Binding, Names } from "../records/bindings.ts";
import type { Mark } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, walk, withoutTypes } from "../records/syntax.ts";

const packageName = "cpmoptimize";
const exportedName = "cpmoptimize";

/** What the program's variables are called in the package: an exported name, or `*` for the package itself. */
type PackageNames = ReadonlyMap<Binding, string>;

export function findMarks(program: estree.Program, names: Names): Mark[] {
  const known = packageNames(program, names);
  if (known.size === 0) return [];
  const marks: Mark[] = [];
  walk(program, (node, ancestors) => {
    const callee = node as estree.Expression;
    const mark = isOurs(callee, names, known) ? markAt(callee, ancestors) : undefined;
    if (mark) marks.push(mark);
    return undefined;
  });
  return marks;
}

function packageNames(program: estree.Program, names: Names): PackageNames {
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

function specifierName(specifier: estree.ImportDeclaration["specifiers"][number]): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier"
    ? specifier.imported.name
    : String(specifier.imported.value);
}

/** The variables of `const … = require("cpmoptimize")` with their names in the package. */
function required(pattern: estree.Pattern): [estree.Node, string][] {
  if (pattern.type === "Identifier") return [[pattern, "*"]];
  if (pattern.type !== "ObjectPattern") return [];
  const found: [estree.Node, string][] = [];
  for (const property of pattern.properties) {
    if (property.type !== "Property" || property.computed || property.key.type !== "Identifier") continue;
    found.push([property.value, property.key.name]);
  }
  return found;
}

function isRequire(node: estree.Node, names: Names): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return false;
  const argument = node.arguments[0];
  if (argument?.type !== "Literal" || argument.value !== packageName) return false;
  return names.useOf(node.callee)?.binding.kind === "free";
}

/** `cpmoptimize`, or `cpm.cpmoptimize` where cpm is the package. */
function isOurs(node: estree.Node, names: Names, known: PackageNames): boolean {
  const nameOf = (identifier: estree.Identifier): string | undefined => {
    const use = names.useOf(identifier);
    return use ? known.get(use.binding) : undefined;
  };
  if (node.type === "Identifier") return nameOf(node) === exportedName;
  if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier") return false;
  return (
    node.property.type === "Identifier" && node.property.name === exportedName && nameOf(node.object) === "*"
  );
}

/** What the use at `callee` optimises; undefined where it is not called at all (an export, an alias). */
function markAt(callee: estree.Expression, ancestors: readonly SyntaxNode[]): Mark | undefined {
  const parent = ancestors.at(-1);
  const above = ancestors.at(-2);
  if (parent?.type === "Decorator") {
    return { callee, decoratorCall: undefined, target: above && memberOf(above) };
  }
  if (parent?.type !== "CallExpression") return undefined;
  const call = parent as estree.CallExpression;
  if (call.callee !== callee) return undefined;
  if (above?.type === "Decorator") {
    const member = ancestors.at(-3);
    return { callee, decoratorCall: call, target: member && memberOf(member) };
  }
  if (above?.type === "CallExpression" && (above as estree.CallExpression).callee === parent) {
    return {
      callee,
      decoratorCall: undefined,
      target: functionIn((above as estree.CallExpression).arguments[0]),
    };
  }
  const [first] = call.arguments;
  const target = functionIn(first);
  // `cpmoptimize(options)` kept for later, and `cpmoptimize(slow)`: the run time sees what it gets.
  return first && !target && !isName(first) ? undefined : { callee, decoratorCall: undefined, target };
}

function memberOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === "MethodDefinition" || node.type === "PropertyDefinition" ? node : undefined;
}

function functionIn(argument: estree.Node | undefined): SyntaxNode | undefined {
  const inner = argument && withoutTypes(argument);
  return inner && isFunction(inner) ? inner : undefined;
}

function isName(argument: estree.Node): boolean {
  return withoutTypes(argument).type === "Identifier";
}
