/**
 * Which variables somebody may read after a loop, by where they live and where they are mentioned.
 *
 * A variable is OBSERVABLE when code outside the loop's own function can see it, or when an exception in the middle of
 * a turn would reveal it: not local to the function, captured by a closure, or in a function region under `try`. It is
 * LIVE AFTER when it is observable, or is read textually after the loop, or anywhere in an enclosing loop (which comes
 * around again), unless it is declared afresh in that loop's body.
 */
import type { Binding } from "../records/bindings.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { SyntaxNode } from "../records/syntax.ts";
import { contains, isFunction, isLoop } from "../records/syntax.ts";

export function isObservable(binding: Binding, candidate: LoopCandidate): boolean {
  const { functionScope } = candidate.scope;
  if (functionScope.kind === "module" || functionScope.kind === "global" || functionScope.upper === undefined)
    return true;
  if (functionScope.node.type === "Program" || binding.scope.functionScope !== functionScope) return true;
  if (binding.uses.some((use) => use.scope.functionScope !== functionScope)) return true;
  return ancestorsInFunction(candidate).some((node) => node.type === "TryStatement");
}

export function isLiveAfter(binding: Binding, candidate: LoopCandidate): boolean {
  if (isObservable(binding, candidate)) return true;
  const { end } = candidate.statement;
  const enclosing = ancestorsInFunction(candidate).filter(isLoop);
  return binding.uses.some(({ isRead, identifier }) => {
    if (!isRead) return false;
    if (identifier.start >= end) return true;
    return enclosing.some((loop) => contains(loop, identifier) && !contains(loop.body, binding.scope.node));
  });
}

function ancestorsInFunction({ ancestors }: LoopCandidate): readonly SyntaxNode[] {
  const last = ancestors.findLastIndex((node) => isFunction(node) || node.type === "StaticBlock");
  return ancestors.slice(last + 1);
}
