/**
 * Every loop of a program, in source order, with the function that it is part of.
 *
 * Cost: one walk. Loops of every kind are found, those that will be refused too: the report lists all.
 */
import type { Names } from "../records/bindings.ts";
import type { LoopCandidate, Mark } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isLoop, walk } from "../records/syntax.ts";
import { nameOfFunctionAround } from "./name-function.ts";
import { surroundingsOf } from "./surroundings.ts";

export function findLoops(
  program: SyntaxNode,
  names: Names,
  marks: readonly Mark[],
  anonymous: string,
): LoopCandidate[] {
  const candidates: LoopCandidate[] = [];
  const targets = new Map<SyntaxNode, Mark>();
  for (const mark of marks) if (mark.target) targets.set(mark.target, mark);
  const dangers = surroundingsOf(program);

  walk(program, (node, ancestors) => {
    if (!isLoop(node)) return undefined;
    let first = ancestors.length;
    while (ancestors[first - 1]?.type === "LabeledStatement") first--;
    const labelled = ancestors.slice(first) as estree.LabeledStatement[];
    const around = ancestors.slice(0, first);
    candidates.push({
      loop: node,
      statement: labelled[0] ?? node,
      labels: new Set(labelled.map((label) => label.label.name)),
      ancestors: around,
      name: nameOfFunctionAround(around, anonymous),
      scope: names.scopeAround(around),
      surroundings: dangers.around(around),
      mark: nearestMark(around, targets),
    });
    return undefined;
  });
  return candidates;
}

function nearestMark(
  ancestors: readonly SyntaxNode[],
  targets: ReadonlyMap<SyntaxNode, Mark>,
): Mark | undefined {
  for (const node of ancestors.toReversed()) {
    const mark = targets.get(node);
    if (mark) return mark;
  }
  return undefined;
}
