/**
 * What is prepared once answers any sequence of questions: other starts, turns and outputs, the same ones again, in any order.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Extended } from "../../src/algebra/tropical/semirings.ts";
import { maxPlus, minTimes } from "../../src/algebra/tropical/semirings.ts";
import { lowOrder } from "../../src/kernels/fiduccia/low-order.ts";
import { prepareModular } from "../../src/kernels/matrix-product/modular/prepare.ts";
import { systemAt, type PolynomialSystem } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { Parts } from "../../src/kernels/parts.ts";
import { kernels } from "../../src/kernels/registry.ts";
import { prepare as prepareResidues } from "../../src/kernels/residues/prepare.ts";
import { prepare as prepareTropical } from "../../src/kernels/tropical/prepare.ts";
import { apply, orbit } from "../../src/transition/apply.ts";
import { transitionFrom, transitions } from "../transition/arbitrary-transition.ts";

interface Asked {
  /** Which of a few starts, lists of outputs. */
  readonly start: number;
  readonly outputs: number;
  readonly turns: number;
}

const questions = fc.array(
  fc.record({ start: fc.nat(2), outputs: fc.nat(2), turns: fc.oneof(fc.nat(6), fc.nat(60)) }),
  { minLength: 2, maxLength: 10 },
);

/** Lists of outputs: all, the last, the first and the last; and another list that says the same as one of them. */
function lists(dimension: number): readonly (readonly number[])[] {
  const all = Array.from({ length: dimension }, (_, i) => i);
  return [all, [dimension - 1], [...new Set([0, dimension - 1])].reverse()];
}

const shifts = (start: readonly bigint[]): readonly (readonly bigint[])[] => [
  start,
  start.map((value) => value + 1n),
  start.map(() => 0n),
];

function check(
  asked: readonly Asked[],
  starts: readonly (readonly bigint[])[],
  answer: (start: readonly bigint[], turns: bigint, outputs: readonly number[]) => readonly unknown[],
  states: (start: readonly bigint[], turns: number) => readonly unknown[],
): void {
  const outputs = lists(starts[0]!.length);
  for (const [k, own] of asked.entries()) {
    const [start, wanted] = [starts[own.start]!, outputs[own.outputs]!];
    // Every other question is put with lists of its own: identity is not to decide.
    const [first, second] = k % 2 === 0 ? [start, wanted] : [[...start], [...wanted]];
    const expected = wanted.map((i) => states(start, own.turns)[i]);
    expect(answer(first, BigInt(own.turns), second), `question ${k}`).toEqual(expected);
  }
}

describe("the same solver answers one question after the other", () => {
  test("over the integers, each kernel and all of them in parts", () => {
    fc.assert(
      fc.property(transitions(), questions, ({ transition, start }, asked) => {
        const starts = shifts(start);
        const states = (from: readonly bigint[], turns: number): readonly bigint[] =>
          orbit(transition, from, turns)[turns]!;
        for (const kernel of [...kernels, lowOrder]) {
          const solver = kernel.prepare(transition);
          if (solver === undefined) continue;
          check(asked, starts, (from, turns, outputs) => solver.run({ start: from, turns, outputs }), states);
        }
        const parts = new Parts(transition, kernels);
        const inParts = (from: readonly bigint[], turns: bigint, outputs: readonly number[]): bigint[] => {
          const { state, kernels: used } = parts.run(from, turns, outputs);
          expect(used).toBe(parts.kernelsFor(from, turns, outputs));
          expect(parts.costs(from, turns, outputs).jump).toBeGreaterThan(0);
          return outputs.map((i) => state[i]!);
        };
        check(asked, starts, inParts, states);
      }),
      { numRuns: 60 },
    );
  });

  test.each([2n, 12n, 2n ** 31n - 1n, 2n ** 32n, 2n ** 61n - 1n, 2n ** 64n, 2n ** 89n - 1n])(
    "modulo %s",
    (m) => {
      const reduced = (value: bigint): bigint => ((value % m) + m) % m;
      fc.assert(
        fc.property(transitions(), questions, ({ transition, start }, asked) => {
          const solver = prepareResidues(transition, m);
          const states = (from: readonly bigint[], turns: number): bigint[] =>
            orbit(transition, from, turns)[turns]!.map(reduced);
          check(asked, shifts(start), (from, turns, outputs) => solver.run(from, turns, outputs), states);
        }),
        { numRuns: 40 },
      );
    },
  );

  test("products modulo m", () => {
    const systems: PolynomialSystem[] = [
      { basis: ["f", "s"], rows: [[[0, [1n, 1n]]], [[0, 1n], [1, 1n]]] }, // prettier-ignore
      { basis: ["f", "g"], rows: [[[0, [-7n, 2n]]], [[1, [3n, 0n, 1n]]]] },
      { basis: ["f"], rows: [[[0, 3n]]] },
    ];
    const long = fc.array(
      fc.record({ start: fc.nat(2), outputs: fc.nat(2), turns: fc.oneof(fc.nat(6), fc.nat(700)) }),
      { minLength: 2, maxLength: 6 },
    );
    for (const system of systems) {
      for (const m of [1n, 101n, 720720n, 2n ** 61n - 1n]) {
        fc.assert(
          fc.property(long, (asked) => {
            const solver = prepareModular([], system, m);
            const states = (from: readonly bigint[], turns: number): bigint[] => {
              let state = [...from];
              for (let t = 0; t < turns; t++)
                state = apply(systemAt(system, BigInt(t)), state).map((value) => value % m);
              return state.map((value) => ((value % m) + m) % m);
            };
            const starts = shifts(system.rows.map((_, i) => BigInt(i + 2)));
            check(asked, starts, (from, turns, outputs) => solver.run(from, turns, outputs), states);
          }),
          { numRuns: 8 },
        );
      }
    }
  });

  test.each([maxPlus, minTimes])("over $name", (semiring) => {
    fc.assert(
      fc.property(transitions(), questions, ({ transition, start }, asked) => {
        const positive = (value: bigint): bigint => (value < 0n ? -value : value);
        const rows = transition.rows.map((row) => row.map(([i, c]) => [i, positive(c)] as const));
        const solver = prepareTropical(semiring, { basis: transition.basis, rows });
        const states = (from: readonly bigint[], turns: number): Extended[] => {
          let state: Extended[] = [...from];
          for (let t = 0; t < turns; t++)
            state = rows.map((row) =>
              row.reduce<Extended>(
                (sum, [i, c]) => semiring.add(sum, semiring.mul(c, state[i]!)),
                semiring.ZERO,
              ),
            );
          return state;
        };
        check(
          asked,
          shifts(start.map(positive)),
          (from, turns, outputs) => solver.run(from, turns, outputs),
          states,
        );
      }),
      { numRuns: 60 },
    );
  });
});

test("the shortest recurrence of one start is not used for another", () => {
  // A ring of six: what is symmetric obeys a shorter recurrence, what is not does not.
  const ring: bigint[][] = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => ((i + 1) % 6 === j || (i + 5) % 6 === j ? 1n : i === j ? 2n : 0n)),
  );
  ring[0]![1] = 3n;
  ring[3]![4] = 3n;
  const transition = transitionFrom(ring);
  const outputs = [0, 3];
  const starts = [
    [1n, 2n, 3n, 1n, 2n, 3n],
    [1n, 0n, 0n, 0n, 0n, 5n],
    [0n, 0n, 1n, 0n, 0n, 1n],
  ];
  const fresh = (start: readonly bigint[], turns: bigint): unknown =>
    kernels.at(-1)!.prepare(transition)!.run({ start, turns, outputs });
  const solvers = kernels.flatMap((kernel) => kernel.prepare(transition) ?? []);
  expect(solvers.length).toBeGreaterThan(1);
  for (const solver of solvers)
    for (const turns of [20_000n, 100n, 20_001n])
      for (const start of [...starts, ...starts])
        expect(solver.run({ start, turns, outputs }), solver.kernel).toEqual(fresh(start, turns));
});
