/**
 * A loop's syntax to the program of one turn, with every reason against it.
 *
 * In: a candidate and resolved names. Out: the parts of a `LoopIR` that the text alone determines; what is live, and
 * which inputs may be uninitialised, is found by the find phase. Cost: linear in the loop.
 */
import type { Binding } from "../records/bindings.ts";
import type { LiftedLoop } from "../records/lifted-loop.ts";
import type { LoopCandidate } from "../records/loop-candidate.ts";
import type { estree } from "../records/syntax.ts";
import { elementName } from "./element.ts";
import { liftEffect, liftExpression } from "./expressions/index.ts";
import { liftCallback } from "./lift-callback.ts";
import type { Knowledge } from "./lifting.ts";
import { Lifting } from "./lifting.ts";
import { liftStatement } from "./statements/index.ts";

const visitors = { expression: liftExpression, effect: liftEffect, statement: liftStatement };

export function liftLoop(candidate: LoopCandidate, knowledge: Knowledge): LiftedLoop {
  const lifting = new Lifting(candidate, knowledge, visitors);
  const parts = liftParts(candidate, lifting);
  const inputs = [...lifting.inputs].sort((a, b) => firstMention(a, candidate) - firstMention(b, candidate));
  const writes = inputs.filter((binding) => lifting.writes.has(binding));
  for (const { code, node } of candidate.surroundings) {
    const isAliased = writes.some((binding) => binding.kind === "parameter") && !candidate.scope.strict;
    if (code !== "arguments-object" || isAliased) lifting.refuse(code, node);
  }
  if (
    writes.length === 0 &&
    parts.given === undefined &&
    parts.element === undefined &&
    !lifting.stores &&
    lifting.refusals.length === 0
  ) {
    lifting.refuse("no-effect", candidate.loop);
  }
  return {
    candidate,
    inputs,
    writes,
    locals: lifting.locals,
    ...parts,
    ...(lifting.arrays.size > 0 ? { arrays: [...lifting.arrays.values()] } : {}),
    ...(lifting.intact.size > 0 ? { intact: [...lifting.intact] } : {}),
    ...(lifting.destructures ? { destructures: true as const } : {}),
    refusals: lifting.refusals,
  };
}

type Parts = Pick<LiftedLoop, "test" | "testLast" | "body" | "update" | "element" | "given" | "keys">;

function liftParts({ loop, keys }: LoopCandidate, lifting: Lifting): Parts {
  switch (loop.type) {
    case "CallbackLoop":
      return liftCallback(loop, lifting);
    case "ForStatement":
      return liftFor(loop, lifting);
    case "WhileStatement": {
      const test = lifting.expression(loop.test);
      return { test, body: lifting.statements([loop.body]) };
    }
    case "DoWhileStatement": {
      const body = lifting.statements([loop.body]);
      return { body, test: lifting.expression(loop.test), testLast: true };
    }
    case "ForOfStatement":
      for (const builtin of keys?.intact ?? []) lifting.intact.add(builtin);
      return { ...liftForOf(loop, lifting), ...(keys ? { keys: true } : {}) };
    case "ForInStatement":
      lifting.refuse("for-in", loop);
      return { body: [] };
  }
}

function liftFor(loop: estree.ForStatement, lifting: Lifting): Parts {
  const { init, test, update, body } = loop;
  if (init?.type === "VariableDeclaration") refuseHeader(init, loop, lifting);
  return {
    ...(test ? { test: lifting.expression(test) } : {}),
    body: lifting.statements([body]),
    ...(update ? { update: lifting.effect(update) } : {}),
  };
}

function refuseHeader(init: estree.VariableDeclaration, loop: estree.ForStatement, lifting: Lifting): void {
  if (init.kind !== "let" && init.kind !== "const" && init.kind !== "var")
    lifting.refuse("using-declaration", init);
  // A closure made in the header holds the variables of the first turn, which a jump must not change.
  const captured = lifting.names
    .declaredIn(loop)
    .find(({ uses, scope }) =>
      uses.some((use) => use.scope.functionScope !== scope.functionScope && use.identifier.end <= init.end),
    );
  if (captured) lifting.refuse("captured-counter", init);
}

function liftForOf(loop: estree.ForOfStatement, lifting: Lifting): Parts {
  if (loop.await) lifting.refuse("for-await", loop);
  const element = elementName(loop.left, lifting);
  return { body: lifting.statements([loop.body]), element: element ?? "" };
}

function firstMention({ uses }: Binding, { loop }: LoopCandidate): number {
  // The header's initialiser runs before the door, and does not count.
  const start = loop.type === "ForStatement" ? (loop.init?.end ?? loop.start) : loop.start;
  const mentions = uses.map((use) => use.identifier.start).filter((at) => at >= start && at < loop.end);
  return Math.min(...mentions);
}
