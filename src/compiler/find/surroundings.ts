/**
 * What around a loop makes its variables unpredictable: direct `eval` and `with` (names mean what the run decides) in
 * any function around it, the sloppy `arguments` object (a second name for the parameters) of its own function, and
 * TypeScript namespaces (whose exported variables are compiled to properties).
 *
 * Eval and `with` count where they stand directly in the code of a scope around the loop, or anywhere inside a function
 * around it; an eval in some other function of the module does not matter.
 */
import type { Surrounding } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, walk, withoutTypes } from "../records/syntax.ts";

export interface Surroundings {
  around(ancestors: readonly SyntaxNode[]): Surrounding[];
}

interface Danger extends Surrounding {
  /** Functions around it, and the program. */
  readonly owners: readonly SyntaxNode[];
}

export function surroundingsOf(program: SyntaxNode): Surroundings {
  const dangers: Danger[] = [];
  walk(program, (node, ancestors) => {
    const code = dangerOf(node);
    if (code) {
      const isShared = code === "direct-eval" || code === "with-statement";
      const functions = ancestors.filter((ancestor) => isFunction(ancestor));
      // A `with` inside the loop's own function hides uses from scope analysis, as eval does.
      const owners = isShared
        ? functions
        : functions.filter((f) => f.type !== "ArrowFunctionExpression").slice(-1);
      dangers.push({ code, node, owners: functions.length === 0 ? [program] : owners });
    }
    return undefined;
  });
  return {
    around(ancestors) {
      const found: Surrounding[] = dangers
        .filter(({ owners }) => owners.some((owner) => ancestors.includes(owner)))
        .map(({ code, node }) => ({ code, node }));
      const namespace = ancestors.find((node) => node.type === "TSModuleBlock");
      if (namespace) found.push({ code: "namespace", node: namespace });
      return found;
    },
  };
}

function dangerOf(node: SyntaxNode): Surrounding["code"] | undefined {
  if (node.type === "WithStatement") return "with-statement";
  if (node.type === "Identifier" && (node as estree.Identifier).name === "arguments")
    return "arguments-object";
  if (node.type !== "CallExpression") return undefined;
  // A tool that erases types behind this one makes `(eval as any)(…)` a direct eval.
  const callee = withoutTypes((node as estree.CallExpression).callee);
  return callee.type === "Identifier" && callee.name === "eval" ? "direct-eval" : undefined;
}
