/**
 * Has a variable certainly been initialised when a loop begins?
 *
 * The door reads all inputs at once and before the loop would; a `let`, `const`, `class` or import that is still in its
 * temporal dead zone would throw there. "certain": no risk. "late": captured, and the call may come too early: the door
 * reads it under guard. "never": declared after the loop in the same function, so that the loop itself would throw.
 *
 * A captured variable is certain when something on the way from its scope down to the loop begins textually after the
 * declaration and is only entered by running past it: a block, a function expression, an arrow, a class. Function
 * declarations are hoisted, and the cases of a `switch` can be jumped over, so both prove nothing.
 */
import type { Binding, Scope } from "../records/bindings.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { SyntaxNode } from "../records/syntax.ts";
import { contains } from "../records/syntax.ts";

export type Initialisation = "certain" | "late" | "never";

export function initialisation(binding: Binding, candidate: LoopCandidate): Initialisation {
  if (binding.kind === "import" || binding.kind === "free") return "late";
  if (binding.initialisedAt < 0 || binding.scope.node === candidate.loop) return "certain";
  const isCaptured = binding.scope.functionScope !== candidate.scope.functionScope;
  if (binding.kind === "parameter") {
    const functionNode = binding.scope.node as unknown as { body: SyntaxNode };
    return !isCaptured || contains(functionNode.body, candidate.loop) ? "certain" : "late";
  }
  const isSwitch = binding.scope.kind === "switch";
  if (!isCaptured) {
    if (isSwitch && !sameCase(binding, candidate)) return "never";
    return binding.initialisedAt <= candidate.loop.start ? "certain" : "never";
  }
  if (isSwitch) return "late";
  for (
    let scope: Scope | undefined = candidate.scope;
    scope && scope !== binding.scope;
    scope = scope.upper
  ) {
    if (scope.node.type !== "FunctionDeclaration" && scope.node.start >= binding.initialisedAt)
      return "certain";
  }
  return "late";
}

function sameCase(binding: Binding, candidate: LoopCandidate): boolean {
  const { declaration } = binding;
  return (
    declaration !== undefined &&
    candidate.ancestors.some((node) => node.type === "SwitchCase" && contains(node, declaration))
  );
}
