/** Between which integers a variable stays in the turns of a path, by the test that it passes. */
import { expect, test } from "vitest";
import { integer } from "../../src/trace/domains/integer/integer.ts";
import { Evaluation } from "../../src/trace/evaluate-terms.ts";
import { Ranges } from "../../src/trace/ranges.ts";
import { callsOf } from "./domain-runs.ts";

/** The range of x in the turns of a loop that goes on while `test` holds. */
function rangeOfX(test: string, step: string, given: Readonly<Record<string, unknown>>): readonly unknown[] {
  const source = `function f(x, b, c) { while (${test}) { x += ${step}; c += 1n; } return [x, c]; }`;
  const calls = [{ b: 0n, c: 0n, ...given }];
  const [call] = callsOf(integer, { source, names: ["x", "c"], calls, turns: 1 });
  const { trace } = call!;
  const evaluation = new Evaluation(trace.graph, (name) => (calls[0] as Record<string, unknown>)[name]);
  const { low, high } = new Ranges(trace, evaluation, ["x"]).of(trace.leaves.get("x"));
  return [low, high];
}

test.each([
  ["x < b", { x: -5n, b: 100n }, [-5n, 99n]],
  ["x <= b", { x: -5n, b: 100n }, [-5n, 100n]],
  ["!(x >= b)", { x: -5n, b: 100n }, [-5n, 99n]],
  ["b > x", { x: -5n, b: 100n }, [-5n, 99n]],
  ["x < b", { x: -5n, b: 100.5 }, [-5n, 100n]],
  ["x <= b", { x: -5n, b: 100.5 }, [-5n, 100n]],
  ["x < b", { x: -5n, b: 100 }, [-5n, 99n]],
  ["x < b", { x: -5n, b: Infinity }, [-5n, Infinity]],
  ["x <= b", { x: -5n, b: Infinity }, [-5n, Infinity]],
])("up: %s, %o", (condition, given, range) => {
  expect(rangeOfX(condition, "1n", given)).toEqual(range);
});

test.each([
  ["x > b", { x: 5n, b: -100n }, [-99n, 5n]],
  ["x >= b", { x: 5n, b: -100n }, [-100n, 5n]],
  ["!(x <= b)", { x: 5n, b: -100n }, [-99n, 5n]],
  ["b < x", { x: 5n, b: -100n }, [-99n, 5n]],
  ["x > b", { x: 5n, b: -100.5 }, [-100n, 5n]],
  ["x >= b", { x: 5n, b: -100.5 }, [-100n, 5n]],
  ["x > b", { x: 5n, b: -100 }, [-99n, 5n]],
  ["x > b", { x: 5n, b: -Infinity }, [-Infinity, 5n]],
  ["x >= b", { x: 5n, b: -Infinity }, [-Infinity, 5n]],
])("down: %s, %o", (condition, given, range) => {
  expect(rangeOfX(condition, "-1n", given)).toEqual(range);
});
