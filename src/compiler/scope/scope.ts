/**
 * Scope analysis: resolves every identifier of a program to its binding.
 *
 * In: a parsed program. Out: `Names`, plain records that do not depend on the analysing library. `eval` is not
 * followed here: functions that contain it are refused where loops are found. Cost: linear in the program.
 */
import * as eslintScope from "eslint-scope";
import type { Binding, BindingKind, Names, Scope, ScopeKind, Use } from "../records/bindings.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { TypeScriptReferencer, visitorKeys } from "./referencer.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function analyseScopes(parsed: ParsedProgram): Names {
  const options = {
    ecmaVersion: 2024,
    sourceType: parsed.isModule ? ("module" as const) : ("commonjs" as const),
    impliedStrict: parsed.isStrict,
    ignoreEval: true,
    jsx: true,
    fallback: visitorKeys,
  };
  const manager = new eslintScope.ScopeManager(options);
  new TypeScriptReferencer(options, manager).visit(parsed.program);

  const scopes = new Map<eslintScope.Scope, Scope>();
  const scopeOf = (scope: eslintScope.Scope): Scope => {
    const known = scopes.get(scope);
    if (known) return known;
    const upper = scope.upper ? scopeOf(scope.upper) : undefined;
    const record: Mutable<Scope> = {
      kind: scopeKind(scope),
      node: scope.block,
      upper,
      functionScope: undefined as unknown as Scope,
      strict: scope.isStrict,
    };
    scopes.set(scope, record);
    record.functionScope = scope.variableScope === scope ? record : scopeOf(scope.variableScope);
    return record;
  };

  /** The innermost of the scopes that a node opens: a named function expression opens two. */
  const opened = new Map<SyntaxNode, eslintScope.Scope>(manager.scopes.map((scope) => [scope.block, scope]));
  const uses = new Map<estree.Identifier, Use>();
  const declared = new Map<estree.Identifier, Binding>();
  const byNode = new Map<SyntaxNode, Binding[]>();
  const addUses = (binding: Binding, references: readonly eslintScope.Reference[]): void => {
    const list = binding.uses as Use[];
    for (const reference of references) {
      const identifier = reference.identifier as estree.Identifier;
      const known = uses.get(identifier);
      const use: Use = {
        identifier,
        binding,
        scope: scopeOf(reference.from),
        // One identifier can be two references: `[a = 1] = …` writes a twice.
        isRead: reference.isRead() || known?.isRead === true,
        isWrite: reference.isWrite() || known?.isWrite === true,
      };
      uses.set(identifier, use);
      list.push(use);
    }
  };

  for (const scope of manager.scopes) {
    for (const variable of scope.variables) {
      const definition = variable.defs[0] as unknown as Definition | undefined;
      const binding: Binding = {
        name: variable.name,
        kind: bindingKind(definition, scope),
        scope: scopeOf(scope),
        initialisedAt: definition ? initialisedAt(definition) : -1,
        declaration: definition?.node,
        uses: [],
      };
      for (const identifier of variable.identifiers) declared.set(identifier, binding);
      addUses(binding, variable.references);
      byNode.set(scope.block, [...(byNode.get(scope.block) ?? []), binding]);
    }
  }

  const free = new Map<string, Binding>();
  const globalScope = manager.globalScope;
  if (globalScope) {
    const through = [...globalScope.through].sort((a, b) => startOf(a.identifier) - startOf(b.identifier));
    for (const reference of through) {
      const { name } = reference.identifier;
      let binding = free.get(name);
      if (!binding) {
        binding = {
          name,
          kind: "free",
          scope: scopeOf(globalScope),
          initialisedAt: -1,
          declaration: undefined,
          uses: [],
        };
        free.set(name, binding);
      }
      addUses(binding, [reference]);
    }
  }

  return {
    useOf: (identifier) => uses.get(identifier),
    declaredBy: (identifier) => declared.get(identifier),
    declaredIn: (node) => byNode.get(node) ?? [],
    scopeAround(ancestors) {
      for (const node of ancestors.toReversed()) {
        const scope = opened.get(node);
        if (scope) return scopeOf(scope);
      }
      throw new Error("a node outside the program");
    },
    free: [...free.values()],
  };
}

/** What the definitions of eslint-scope, and ours for TypeScript, have in common. */
interface Definition {
  readonly type: string;
  readonly node: estree.Node;
  readonly kind?: string | null;
}

function startOf(node: unknown): number {
  return (node as SyntaxNode).start;
}

const scopeKinds: Readonly<Record<string, ScopeKind>> = {
  "function-expression-name": "function-name",
  "class-field-initializer": "class-field",
  "class-static-block": "static-block",
};

function scopeKind(scope: eslintScope.Scope): ScopeKind {
  if ((scope.block.type as string) === "TSModuleBlock") return "namespace";
  return scopeKinds[scope.type] ?? (scope.type as ScopeKind);
}

function bindingKind(definition: Definition | undefined, scope: eslintScope.Scope): BindingKind {
  switch (definition?.type) {
    case undefined:
      return "arguments";
    case "Parameter":
      return "parameter";
    case "FunctionName":
      return scope.type === "function-expression-name" ? "function-name" : "function";
    case "ClassName":
      return "class";
    case "ImportBinding":
      return "import";
    case "CatchClause":
      return "catch";
    case "Variable":
      return definition.kind === "let" || definition.kind === "const" || definition.kind === "var"
        ? definition.kind
        : "using";
    default:
      return "enum";
  }
}

/** `let`, `const`, `class` and imports must be initialised before they are read; the others always are. */
function initialisedAt(definition: Definition): number {
  const waits =
    definition.type === "ClassName" ||
    definition.type === "ImportBinding" ||
    definition.type === "Parameter" ||
    (definition.type === "Variable" && definition.kind !== "var");
  return waits ? definition.node.end : -1;
}
