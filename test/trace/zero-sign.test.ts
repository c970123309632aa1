/** What is -0 after some turns is flagged, from any start that is not -0. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Evaluation } from "../../src/trace/evaluate-terms.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import type { Primitive, Term, Value } from "../../src/trace/value.ts";
import { mayBeNegativeZeroBeside } from "../../src/trace/zero-sign.ts";
import { type Make, names, numbers } from "./arbitrary-terms.ts";

const TURNS = 6;

/** The values at the ends of the turns, as long as they are safe integers. */
function orbit(
  graph: TermGraph,
  next: ReadonlyMap<string, Value>,
  start: readonly Primitive[],
): (readonly Primitive[])[] {
  const states: (readonly Primitive[])[] = [];
  let state = start;
  for (let turn = 0; turn < TURNS; turn++) {
    const evaluation = new Evaluation(graph, (name) => state[names.indexOf(name)]);
    state = names.map((name) => evaluation.of(next.get(name)));
    if (!state.every(Number.isSafeInteger)) break;
    states.push(state);
  }
  return states;
}

const simple = fc.oneof(
  numbers,
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.nat(3), fc.constantFrom(-1, 0, 1))
    .map(([x, y, form, c]): Make => (graph, leaf) => {
      const [left, right] = [leaf(x), leaf(y)];
      if (form === 0) return graph.binary("*", "", left, right);
      if (form === 1) return graph.binary("-", "", left, 1);
      if (form === 2) return graph.binary("%", "", left, 3);
      return graph.binary("*", "", left, c);
    }),
);

test("a variable that is -0 after a turn is flagged", () => {
  let zeros = 0;
  let unflagged = 0;
  fc.assert(
    fc.property(
      fc.tuple(simple, simple, simple),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
      (makers, start) => {
        const graph = new TermGraph();
        const leaves = new Map(names.map((name): [string, Term] => [name, graph.variable(name, "number")]));
        const next = new Map<string, Value>();
        let states: (readonly Primitive[])[];
        try {
          makers.forEach((make, k) =>
            next.set(
              names[k]!,
              make(graph, (name) => leaves.get(name)!),
            ),
          );
          // Invariants that are -0 are refused by whoever asks for their integers.
          const invariants = new Evaluation(graph, () => undefined);
          if (graph.terms.some((term) => term.invariant && Object.is(invariants.of(term), -0))) return;
          states = orbit(graph, next, start);
        } catch (error) {
          if (error instanceof RefusalSignal) return;
          throw error;
        }
        const flagged = mayBeNegativeZeroBeside(
          new Set(),
          next,
          (name) => start[names.indexOf(name)]! >= 0,
          (value) => Number(new Evaluation(graph, () => undefined).of(value)),
        );
        for (const state of states)
          state.forEach((value, k) => {
            if (value !== 0) return;
            if (Object.is(value, -0)) {
              zeros++;
              expect(flagged).toContain(names[k]);
            } else if (!flagged!.has(names[k]!)) unflagged++;
          });
      },
    ),
    { numRuns: 6000, seed: 20261124 },
  );
  expect(zeros).toBeGreaterThan(300);
  expect(unflagged).toBeGreaterThan(300);
});
