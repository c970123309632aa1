/**
 * Every loop of a program, in source order, with the function that it is part of.
 *
 * Calls that are loops count, see find-callback. Cost: one walk. Loops of every kind are found, those that will be refused too: the report lists all.
 */
import type { LoopCandidate, Mark } from "../records/loop-candidate.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isLoop, walk } from "../records/syntax.ts";
import { builtinsOf, findCallback } from "./find-callback.ts";
import type { Directives } from "./find-directives.ts";
import type { Callees } from "./find-source.ts";
import { findSource } from "./find-source.ts";
import { nameOfFunctionAround } from "./name-function.ts";
import { surroundingsOf } from "./surroundings.ts";

export function findLoops(
  program: SyntaxNode,
  callees: Callees,
  marks: readonly Mark[],
  directives: Directives,
  anonymous: string,
): LoopCandidate[] {
  const { names } = callees;
  const candidates: LoopCandidate[] = [];
  const targets = new Map<SyntaxNode, Mark>();
  for (const mark of marks) if (mark.target) targets.set(mark.target, mark);
  const dangers = surroundingsOf(program);

  walk(program, (node, ancestors) => {
    const loop = isLoop(node) ? node : findCallback(node, ancestors, callees);
    if (!loop) return undefined;
    let first = ancestors.length;
    while (isLoop(loop) && ancestors[first - 1]?.type === "LabeledStatement") first--;
    const labelled = ancestors.slice(first) as estree.LabeledStatement[];
    const around = ancestors.slice(0, first);
    candidates.push({
      loop,
      statement: labelled[0] ?? node,
      ...keysOf(loop, callees),
      labels: new Set(labelled.map((label) => label.label.name)),
      ancestors: around,
      name: nameOfFunctionAround(around, anonymous),
      scope: names.scopeAround(around),
      surroundings: dangers.around(around),
      mark: nearestMark(around, targets),
      choice: directives.below(around),
    });
    return undefined;
  });
  return candidates;
}

function keysOf(loop: LoopCandidate["loop"], callees: Callees): Pick<LoopCandidate, "keys"> {
  const source = loop.type === "ForOfStatement" ? findSource(loop.right, callees) : undefined;
  if (source?.kind !== "keys") return {};
  return { keys: { array: source.node, intact: builtinsOf(source) } };
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
