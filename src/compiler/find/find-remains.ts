/**
 * What of the user's text has no use any more when its marks are compiled: the import of `cpmoptimize`, which would bring
 * the compiler into a bundle, and the directives of the file, which bundlers warn of.
 *
 * A name is dropped where every use of it is a compiled mark. All else that the package exports is in its runtime, too,
 * so that an import of which only such names are left gets them from there.
 */
import type { Binding, Names } from "../records/bindings.ts";
import type { Mark } from "../records/loop-candidate.ts";
import type { Remains } from "../records/outcome.ts";
import type { SourceText } from "../records/source-text.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { walk, withoutTypes } from "../records/syntax.ts";
import type { Directives } from "./find-directives.ts";
import { isRequire, packageName, required, specifierName } from "./package-names.ts";

/** The one export of the package that its runtime does not have. */
const needsCompiler = "cpmoptimize";

export interface CompiledMarks {
  readonly names: Names;
  readonly text: SourceText;
  /** The marks that are overwritten. */
  readonly compiled: readonly Mark[];
  /** Where the other exports can be imported from. */
  readonly runtime: string;
  /** Whether anything of the file is compiled. */
  readonly isChanged: boolean;
}

export function findRemains(
  program: estree.Program,
  directives: Directives,
  known: CompiledMarks,
): readonly Remains[] {
  const { body } = program;
  return body.flatMap((statement, i): readonly Remains[] => {
    const removed = { start: statement.start, end: statement.end, text: semicolonFor(body, i, known.text) };
    if (directives.ofFile.includes(statement)) return [removed];
    const source = known.isChanged ? importOf(statement, known.names) : undefined;
    if (!source) return [];
    const { parts, from } = source;
    const gone = parts.map(({ local }) => isGone(known.names.declaredBy(local), known));
    if (parts.length > 0 && gone.every(Boolean) && source.isRemovable) return [removed];
    const stay = parts.filter((_, k) => !gone[k]);
    const redirect = stay.length > 0 && stay.every((part) => isInRuntime(part, program, known));
    return [
      ...(source.isRemovable ? dropped(parts, gone) : []),
      ...(redirect ? [{ start: from.start, end: from.end, text: JSON.stringify(known.runtime) }] : []),
    ];
  });
}

/** A name that an import declares, and what it is in the package: an export, or `*` for the package itself. */
interface Part {
  readonly node: estree.Node;
  readonly local: estree.Identifier;
  readonly name: string;
}

interface Import {
  readonly parts: readonly Part[];
  /** The literal that names the package. */
  readonly from: estree.Node;
  readonly isRemovable: boolean;
}

/** `import … from "cpmoptimize"`, `const … = require("cpmoptimize")`. */
function importOf(statement: estree.Node, names: Names): Import | undefined {
  if (statement.type === "ImportDeclaration") {
    const { source, specifiers } = statement;
    if (source.value !== packageName || specifiers.length === 0) return undefined;
    const parts = specifiers.map((node) => ({ node, local: node.local, name: specifierName(node) }));
    return { parts, from: source, isRemovable: parts.every(({ name }) => name !== "default") };
  }
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return undefined;
  const { id, init } = statement.declarations[0]!;
  const call = init ? withoutTypes(init) : undefined;
  if (call?.type !== "CallExpression" || !isRequire(call, names)) return undefined;
  const found = required(id);
  const isWhole =
    id.type === "Identifier" || (id.type === "ObjectPattern" && found.length === id.properties.length);
  const parts = found.flatMap(([local, name, node]) =>
    local.type === "Identifier" ? [{ node, local, name }] : [],
  );
  return {
    parts,
    from: call.arguments[0]!,
    isRemovable: isWhole && parts.length === found.length,
  };
}

/** Is every use of the variable a mark that is overwritten? */
function isGone(binding: Binding | undefined, { compiled }: CompiledMarks): boolean {
  const reads = binding?.uses.filter((use) => use.isRead) ?? [];
  return (
    reads.length > 0 &&
    reads.every(({ identifier }) => compiled.some(({ callee }) => isIn(callee, identifier)))
  );
}

function isIn(callee: estree.Expression, identifier: estree.Identifier): boolean {
  return callee === identifier || (callee.type === "MemberExpression" && callee.object === identifier);
}

/** Of a package as a whole, all members that the program reads have to be there, and nothing else may be done with it. */
function isInRuntime(
  { local, name }: Part,
  program: estree.Program,
  { names, compiled }: CompiledMarks,
): boolean {
  if (name !== "*") return name !== needsCompiler && name !== "default";
  const uses = new Set(names.declaredBy(local)?.uses.map(({ identifier }) => identifier));
  uses.delete(local);
  walk(program, (node) => {
    if (node.type !== "MemberExpression") return undefined;
    const { object, property, computed } = node as estree.MemberExpression;
    if (object.type !== "Identifier" || computed || property.type !== "Identifier") return undefined;
    const isCompiled = compiled.some(({ callee }) => callee === node);
    if (isCompiled || property.name !== needsCompiler) uses.delete(object);
    return undefined;
  });
  return uses.size === 0;
}

/** The pieces to cut out of `{ a, b, c }` so that commas are right again. */
function dropped(parts: readonly Part[], gone: readonly boolean[]): Remains[] {
  const last = gone.lastIndexOf(false);
  const cuts = parts.flatMap(({ node }, i): Remains[] =>
    gone[i] && i < last ? [{ start: node.start, end: parts[i + 1]!.node.start, text: "" }] : [],
  );
  const end = parts.at(-1)!.node.end;
  return last < parts.length - 1 ? [...cuts, { start: parts[last]!.node.end, end, text: "" }] : cuts;
}

/** What a removed statement leaves: a semicolon where the ones around it could be read as one, but not among directives. */
function semicolonFor(body: readonly SyntaxNode[], i: number, text: SourceText): string {
  const [before, after] = [body[i - 1], body[i + 1]];
  if (before === undefined || before.type === "ImportDeclaration") return "";
  if (after !== undefined && "directive" in after) return "";
  return text.text[text.at(before.end) - 1] === ";" ? "" : ";";
}
