/** Which operators are polynomials, and what the others are refused for. */
import { expect, test } from "vitest";
import { constant, fromSummand, plus, scale } from "../../src/trace/polynomial.ts";
import { PolynomialReader } from "../../src/trace/polynomial-reader.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import type { BinaryOperator } from "../../src/trace/ir.ts";
import type { Term, Value } from "../../src/trace/value.ts";
import { Work } from "../../src/trace/work.ts";

const graph = new TermGraph();
const [x, y] = [graph.variable("x", "bigint"), graph.variable("y", "bigint")];
const a = graph.variable("a", "number");
const k = graph.parameter("k", "bigint");

const read = (op: BinaryOperator, left: Value, right: Value): unknown =>
  unlessRefused(() => new PolynomialReader(new Work()).of(graph.binary(op, "1:2", left, right)));
const codeOf = (found: unknown): string => {
  expect(found).toBeInstanceOf(RefusalSignal);
  return (found as RefusalSignal).refusal.code;
};
const leaf = ({ id }: Term) => fromSummand({ monomial: [id], coefficient: 1n });

test("shifts and powers by constants that are not negative", () => {
  expect(read("<<", x, 3n)).toEqual(scale(leaf(x), 8n));
  expect(read("<<", x, 0n)).toEqual(leaf(x));
  expect(read("**", x, 1n)).toEqual(leaf(x));
  expect(read("**", x, 0n)).toEqual(constant(1n));
  for (const op of ["<<", "**"] as const)
    for (const by of [-1n, -64n, y, k]) expect(codeOf(read(op, x, by))).toBe("operator");
  expect(codeOf(read("<<", a, 3))).toBe("operator");
});

test("sums", () => {
  expect(read("+", x, y)).toEqual(plus(leaf(x), leaf(y)));
  expect(read("-", x, 5n)).toEqual(plus(leaf(x), constant(-5n)));
  expect(codeOf(read("^", x, y))).toBe("operator");
});

test("a quotient of BigInts by what changes is said to be inexact, and others to be no operators here", () => {
  expect(codeOf(read("/", x, y))).toBe("inexact-division");
  expect(codeOf(read("/", x, 3n))).toBe("operator");
  expect(codeOf(read("/", x, k))).toBe("operator");
  expect(codeOf(read("/", a, graph.variable("b", "number")))).toBe("operator");
});
