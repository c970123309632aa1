/** A term's value is computed once, and given values stand, undefined among them. */
import { expect, test } from "vitest";
import { Evaluation } from "../../src/trace/evaluate-terms.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";

test("a leaf is read once, whatever it holds", () => {
  for (const held of [undefined, null, 0, 5n, ""]) {
    const graph = new TermGraph();
    const leaf = graph.parameter("x", "undefined");
    let reads = 0;
    const evaluation = new Evaluation(graph, () => (reads++, held));
    expect([evaluation.of(leaf), evaluation.of(leaf)]).toEqual([held, held]);
    expect(reads).toBe(1);
  }
});

test("a term that is given undefined is undefined, not what its leaf holds", () => {
  const graph = new TermGraph();
  const leaf = graph.variable("x", "number");
  const evaluation = new Evaluation(graph, () => 5);
  evaluation.define(leaf, undefined);
  expect(evaluation.of(leaf)).toBeUndefined();
  const other = new Evaluation(graph, () => 5);
  expect(other.of(leaf)).toBe(5);
});
