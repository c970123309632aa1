/** Random terms of three variables, over BigInts and over numbers. */
import * as fc from "fast-check";
import { Evaluation } from "../../src/trace/evaluate-terms.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import type { Primitive, Term, Value } from "../../src/trace/value.ts";

/** Makes a term of a graph; `leaf` gives its variables. */
export type Make = (graph: TermGraph, leaf: (name: string) => Term) => Value;

export const names = ["x", "y", "z"];
const leaves = fc.constantFrom(...names).map(
  (name): Make =>
    (_, leaf) =>
      leaf(name),
);

export const bigints = fc.letrec<{ value: Make }>((tie) => {
  const operand = tie("value");
  const constant = (value: fc.Arbitrary<bigint>): fc.Arbitrary<Make> => value.map((c) => () => c);
  const binary = (
    ops: readonly ("+" | "-" | "*" | "&" | "|" | "^" | "/" | "%" | "**" | "<<" | ">>")[],
    right: fc.Arbitrary<Make>,
  ) =>
    fc.tuple(fc.constantFrom(...ops), operand, right).map(
      ([op, x, y]): Make =>
        (graph, leaf) =>
          graph.binary(op, "", x(graph, leaf), y(graph, leaf)),
    );
  return {
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaves,
      constant(fc.bigInt(-70n, 70n)),
      binary(["+", "-", "*", "&", "|", "^", "/", "%"], operand),
      binary(["**"], constant(fc.bigInt(0n, 5n))),
      binary(["<<", ">>"], constant(fc.bigInt(0n, 40n))),
      fc.tuple(fc.constantFrom("neg" as const, "~" as const), operand).map(
        ([op, x]): Make =>
          (graph, leaf) =>
            graph.unary(op, "", x(graph, leaf)),
      ),
      fc.tuple(fc.constantFrom("BigInt.asIntN" as const, "BigInt.asUintN" as const), fc.nat(90), operand).map(
        ([name, width, x]): Make =>
          (graph, leaf) =>
            graph.call(name, "", [width, x(graph, leaf)], "bigint"),
      ),
      fc.tuple(operand, operand, operand).map(
        ([c, x, y]): Make =>
          (graph, leaf) =>
            graph.select(
              "",
              graph.comparison("<", "", c(graph, leaf), x(graph, leaf)),
              x(graph, leaf),
              y(graph, leaf),
            ),
      ),
    ),
  };
}).value;

export const numbers = fc.letrec<{ value: Make }>((tie) => {
  const operand = tie("value");
  return {
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaves,
      fc.integer({ min: -9, max: 9 }).map(
        (c): Make =>
          () =>
            c,
      ),
      fc.tuple(fc.constantFrom("+" as const, "-" as const, "*" as const), operand, operand).map(
        ([op, x, y]): Make =>
          (graph, leaf) =>
            graph.binary(op, "", x(graph, leaf), y(graph, leaf)),
      ),
      fc.tuple(fc.constantFrom("neg" as const, "~" as const), operand).map(
        ([op, x]): Make =>
          (graph, leaf) =>
            graph.unary(op, "", x(graph, leaf)),
      ),
      fc.tuple(fc.constantFrom("Math.max" as const, "Math.min" as const), operand, operand).map(
        ([name, x, y]): Make =>
          (graph, leaf) =>
            graph.call(name, "", [x(graph, leaf), y(graph, leaf)], "number"),
      ),
      fc.tuple(operand, operand, operand).map(
        ([c, x, y]): Make =>
          (graph, leaf) =>
            graph.select(
              "",
              graph.comparison("<=", "", c(graph, leaf), x(graph, leaf)),
              x(graph, leaf),
              y(graph, leaf),
            ),
      ),
    ),
  };
}).value;

/** The term and its value, where it has one. */
export function evaluated(
  make: Make,
  type: "bigint" | "number",
  values: readonly Primitive[],
):
  | {
      readonly term: Value;
      readonly value: Primitive;
      readonly of: (part: Value) => Primitive;
      readonly leafOf: (id: number) => Primitive;
    }
  | undefined {
  const graph = new TermGraph();
  const made = names.map((name) => graph.variable(name, type));
  try {
    const term = make(graph, (name) => made[names.indexOf(name)]!);
    const evaluation = new Evaluation(graph, (name) => values[names.indexOf(name)]);
    return {
      term,
      value: evaluation.of(term),
      of: (part) => evaluation.of(part),
      leafOf: (id) => evaluation.of(made.find((leaf) => leaf.id === id)),
    };
  } catch (error) {
    if (error instanceof RefusalSignal) return undefined;
    throw error;
  }
}
