/** Every kernel against plain iteration, and against one another where iteration cannot go. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cheapest, solvers } from "../../src/kernels/choose.ts";
import { growthCost } from "../../src/kernels/plain-loop.ts";
import { kernels } from "../../src/kernels/registry.ts";
import { orbit } from "../../src/transition/apply.ts";
import type { Transition } from "../../src/transition/transition.ts";
import { validate } from "../../src/transition/validate.ts";
import { transitionFrom, transitions, triangular } from "../transition/arbitrary-transition.ts";

const TURNS = [0, 1, 2, 3, 4, 7, 15, 16, 17, 31, 64, 99, 100];

function agreesWithIteration(transition: Transition<bigint>, start: readonly bigint[]): void {
  validate(transition, (c) => c === 0n);
  const states = orbit(transition, start, 100);
  const all = transition.basis.map((_, i) => i);
  for (const turns of TURNS) {
    for (const outputs of [all, all.slice(-1), all.slice(0, 1)]) {
      const question = { start, turns: BigInt(turns), outputs };
      const expected = outputs.map((i) => states[turns]![i]);
      for (const solver of solvers(transition, kernels)) {
        expect(solver.run(question), `${solver.kernel}, ${turns} turns`).toEqual(expected);
        expect(solver.cost(question), `${solver.kernel} cost`).toBeGreaterThan(0);
      }
      expect(cheapest(solvers(transition, kernels), question).solver.run(question)).toEqual(expected);
    }
  }
}

describe("kernels agree with plain iteration", () => {
  test.each<[string, bigint[][], bigint[]]>([
    ["zero 1x1", [[0n]], [5n]],
    ["identity 1x1", [[1n]], [5n]],
    ["negation", [[-1n]], [5n]],
    ["power", [[3n]], [1n]],
    ["power of minus twelve", [[-12n]], [7n]],
    ["zero", [[0n, 0n], [0n, 0n]], [1n, 2n]], // prettier-ignore
    ["identity", [[1n, 0n], [0n, 1n]], [3n, 4n]], // prettier-ignore
    ["swap", [[0n, 1n], [1n, 0n]], [3n, 4n]], // prettier-ignore
    ["quarter turn", [[0n, -1n], [1n, 0n]], [3n, 4n]], // prettier-ignore
    ["Fibonacci", [[0n, 1n], [1n, 1n]], [0n, 1n]], // prettier-ignore
    ["Pell", [[0n, 1n], [1n, 2n]], [0n, 1n]], // prettier-ignore
    ["negative trace", [[0n, 1n], [1n, -3n]], [2n, -1n]], // prettier-ignore
    ["complex roots", [[1n, -2n], [2n, 1n]], [1n, 1n]], // prettier-ignore
    ["double root", [[2n, 1n], [0n, 2n]], [1n, 1n]], // prettier-ignore
    ["nilpotent", [[0n, 1n, 2n], [0n, 0n, 3n], [0n, 0n, 0n]], [1n, 1n, 1n]], // prettier-ignore
    ["nilpotent in disguise", [[2n, -2n], [2n, -2n]], [1n, 0n]], // prettier-ignore
    ["rotation of three", [[0n, 1n, 0n], [0n, 0n, 1n], [1n, 0n, 0n]], [1n, 2n, 3n]], // prettier-ignore
    ["tribonacci", [[0n, 1n, 0n], [0n, 0n, 1n], [1n, 1n, 1n]], [0n, 0n, 1n]], // prettier-ignore
    ["counter", [[1n, 1n], [0n, 1n]], [0n, 1n]], // prettier-ignore
    ["sum of squares", [[1n, 1n, 0n, 0n], [0n, 1n, 2n, 1n], [0n, 0n, 1n, 1n], [0n, 0n, 0n, 1n]], [0n, 0n, 0n, 1n]], // prettier-ignore
    ["delayed counter", [[0n, 1n, 0n], [0n, 1n, -1n], [0n, 0n, 1n]], [9n, 5n, 1n]], // prettier-ignore
    ["geometric sum", [[1n, 1n], [0n, 3n]], [0n, 1n]], // prettier-ignore
    ["Fibonacci sum", [[0n, 1n, 0n], [1n, 1n, 0n], [1n, 0n, 1n]], [0n, 1n, 0n]], // prettier-ignore
    ["two Fibonaccis", [[0n, 1n, 0n, 0n], [1n, 1n, 1n, 0n], [0n, 0n, 0n, 1n], [0n, 0n, 1n, 1n]], [0n, 1n, 1n, 0n]], // prettier-ignore
    ["constant overwritten", [[0n, 0n, 7n], [1n, 1n, 0n], [0n, 0n, 1n]], [2n, 3n, 1n]], // prettier-ignore
  ])("%s", (_, matrix, start) => {
    agreesWithIteration(transitionFrom(matrix), start);
  });

  test("random transitions", () => {
    fc.assert(
      fc.property(transitions(), ({ transition, start }) => {
        agreesWithIteration(transition, start);
      }),
      { numRuns: 60 },
    );
  });
});

describe("kernels agree with one another", () => {
  test("polynomial transitions after very many turns", () => {
    fc.assert(
      fc.property(triangular([0n, 1n]), fc.bigInt(0n, 10n ** 40n), ({ transition, start }, turns) => {
        const question = { start, turns, outputs: transition.basis.map((_, i) => i) };
        const answers = solvers(transition, kernels).map((solver) => solver.run(question));
        for (const answer of answers) expect(answer).toEqual(answers[0]);
        expect(answers.length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 60 },
    );
  });

  test("growing transitions after a few thousand turns", () => {
    fc.assert(
      fc.property(transitions(), fc.bigInt(0n, 5000n), ({ transition, start }, turns) => {
        const question = { start, turns, outputs: transition.basis.map((_, i) => i) };
        const answers = solvers(transition, kernels).map((solver) => solver.run(question));
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      }),
      { numRuns: 60 },
    );
  });
});

test("the sum of squares after 10^1000 turns", () => {
  const transition = transitionFrom([
    [1n, 1n, 0n, 0n],
    [0n, 1n, 2n, 1n],
    [0n, 0n, 1n, 1n],
    [0n, 0n, 0n, 1n],
  ]);
  const n = 10n ** 1000n;
  const question = { start: [0n, 0n, 0n, 1n], turns: n, outputs: [0] };
  const { solver } = cheapest(solvers(transition, kernels), question);
  expect(solver.kernel).toBe("binomial-basis");
  expect(solver.run(question)).toEqual([((n - 1n) * n * (2n * n - 1n)) / 6n]);
});

test("the last kernel of the registry applies to everything", () => {
  expect(kernels.at(-1)!.prepare(transitionFrom([]))).toBeDefined();
});

describe("the cost model", () => {
  const ask = (matrix: bigint[][], turns: bigint): { kernel: string; cost: number; plain: number } => {
    const transition = transitionFrom(matrix);
    const question = { start: matrix.map(() => 1n), turns, outputs: [0] };
    const { solver, cost } = cheapest(solvers(transition, kernels), question);
    // A turn over small BigInts takes some 40 ns (trace/turn-cost.ts).
    const plain = 40 * Number(turns) + growthCost(transition)(turns);
    return { kernel: solver.kernel, cost, plain };
  };
  const fibonacci = [[0n, 1n], [1n, 1n]]; // prettier-ignore
  const counter = [[1n, 1n], [0n, 1n]]; // prettier-ignore
  const swap = [[0n, 1n], [1n, 0n]]; // prettier-ignore
  const geometricSum = [[1n, 1n], [0n, 3n]]; // prettier-ignore

  test("prefers the special kernel to the general one", () => {
    expect(ask([[3n]], 1000n).kernel).toBe("geometric");
    expect(ask(counter, 1000n).kernel).toBe("binomial-basis");
    expect(ask(swap, 1000n).kernel).toBe("divided-differences");
    expect(ask(geometricSum, 1000n).kernel).toBe("divided-differences");
    expect(ask(fibonacci, 1000n).kernel).toBe("fiduccia");
  });

  test("the plain loop wins for a few turns and loses for many", () => {
    for (const matrix of [fibonacci, counter, swap, geometricSum]) {
      const few = ask(matrix, 2n);
      expect(few.plain).toBeLessThan(few.cost);
      const many = ask(matrix, 10_000n);
      expect(many.plain).toBeGreaterThan(many.cost);
    }
  });

  test("stays a number for turns beyond doubles", () => {
    for (const matrix of [fibonacci, counter, swap, geometricSum, [[3n]]]) {
      const { cost, plain } = ask(matrix, 10n ** 1000n);
      expect(cost).not.toBeNaN();
      expect(plain).not.toBeNaN();
      expect(plain).toBe(Infinity);
    }
  });
});
