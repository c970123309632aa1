/** What the readers of a trace share: what failed for one is not tried by the next, and what they multiply counts together. */
import { expect, test } from "vitest";
import { closeMonomials } from "../../src/trace/monomial-closure.ts";
import type { Polynomial } from "../../src/trace/polynomial.ts";
import { constant, fromSummand, plus, timesCapped } from "../../src/trace/polynomial.ts";
import { PolynomialReader } from "../../src/trace/polynomial-reader.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { findGrowingProduct } from "../../src/trace/solvable.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import { Work } from "../../src/trace/work.ts";

const leaf = (id: number): Polynomial => fromSummand({ monomial: [id], coefficient: 1n });
const square = (p: Polynomial): Polynomial => timesCapped(p, p, 4096) as Polynomial;

/** Leaf 0 counts, and each further one adds the square of the one before. */
const squares = (count: number): Map<number, Polynomial> =>
  new Map(
    Array.from({ length: count }, (_, k) => [k, plus(leaf(k), k === 0 ? constant(1n) : square(leaf(k - 1)))]),
  );

const close = (
  seeds: readonly (readonly number[])[],
  next: ReadonlyMap<number, Polynomial>,
  work: Work,
): unknown => unlessRefused(() => closeMonomials(seeds, next, String, work));

test("what was too large is not tried again, whoever asks for it, and however", () => {
  const work = new Work();
  expect(close([[7]], squares(8), work)).toBeInstanceOf(RefusalSignal);
  const { spent } = work;
  expect(spent).toBeGreaterThan(0);
  for (const seeds of [[[7]], [[7], [1]], [[7, 7]], [[6, 7]]]) {
    expect(close(seeds, squares(8), work)).toBeInstanceOf(RefusalSignal);
  }
  expect(close([[8]], squares(9), work)).toBeInstanceOf(RefusalSignal);
  expect(work.spent).toBe(spent);
});

test("what is of the same leaves, and another map, is", () => {
  const work = new Work();
  expect(close([[7]], squares(8), work)).toBeInstanceOf(RefusalSignal);
  expect(close([[2]], squares(8), work)).toHaveProperty("monomials.length", 10);
  const linear = new Map(
    [...squares(8).keys()].map((k) => [k, k === 0 ? leaf(0) : plus(leaf(k), leaf(k - 1))]),
  );
  expect(close([[7]], linear, work)).toHaveProperty("monomials.length", 8);
});

test("all closures of a trace count together", () => {
  const work = new Work(100);
  expect(close([[2]], squares(3), work)).not.toBeInstanceOf(RefusalSignal);
  const { spent } = work;
  expect(close([[2]], squares(3), new Work(2 * spent - 1))).not.toBeInstanceOf(RefusalSignal);
  const small = new Work(2 * spent - 1);
  close([[2]], squares(3), small);
  expect(close([[2]], squares(3), small)).toBeInstanceOf(RefusalSignal);
});

test("a high power is refused before it is expanded", () => {
  const graph = new TermGraph();
  const sum = graph.binary("+", "", graph.variable("x", "bigint"), graph.variable("y", "bigint"));
  const power = graph.binary("**", "", sum, 400n);
  expect(unlessRefused(() => new PolynomialReader(graph.work).of(power))).toBeInstanceOf(RefusalSignal);
  const monomial = Array.from({ length: 400 }, () => 0);
  expect(close([monomial], squares(1), graph.work)).toBeInstanceOf(RefusalSignal);
  expect(graph.work.spent).toBe(0);
});

test("of a power that fits, no summand is given up", () => {
  const graph = new TermGraph();
  const [x, y, z] = ["x", "y", "z"].map((name) => graph.variable(name, "bigint"));
  const sum = graph.binary("+", "", graph.binary("+", "", x!, y!), z!);
  const of = (exponent: bigint): unknown =>
    unlessRefused(() => new PolynomialReader(new Work()).of(graph.binary("**", "", sum, exponent)));
  expect(of(26n)).toHaveProperty("summands.size", 378);
  expect(of(27n)).toBeInstanceOf(RefusalSignal);
});

test("a product grows where it has a variable of its own component, and only there", () => {
  const product = (a: number, b: number): Polynomial => timesCapped(leaf(a), leaf(b), 4096) as Polynomial;
  expect(findGrowingProduct(squares(8))).toBeUndefined();
  expect(
    findGrowingProduct(
      new Map([
        [0, product(0, 1)],
        [1, leaf(1)],
      ]),
    ),
  ).toEqual({ variable: 0, monomial: [0, 1] });
  expect(
    findGrowingProduct(
      new Map([
        [0, product(1, 2)],
        [1, leaf(1)],
        [2, leaf(1)],
      ]),
    ),
  ).toBeUndefined();
  expect(
    findGrowingProduct(
      new Map([
        [0, product(1, 2)],
        [1, leaf(1)],
        [2, leaf(0)],
      ]),
    ),
  ).toEqual({
    variable: 0,
    monomial: [1, 2],
  });
});
