/** Tropical powers against plain iteration, in doubles and beyond them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Semiring } from "../../src/algebra/ring.ts";
import type { Extended } from "../../src/algebra/tropical/semirings.ts";
import { maxPlus, maxTimes, minPlus, minTimes } from "../../src/algebra/tropical/semirings.ts";
import { MemoryError } from "../../src/kernels/memory.ts";
import { prepare } from "../../src/kernels/tropical/prepare.ts";
import type { Entry, Transition } from "../../src/transition/transition.ts";

function turn(
  semiring: Semiring<Extended>,
  { rows }: Transition<Extended>,
  x: readonly Extended[],
): Extended[] {
  return rows.map((row) =>
    row.reduce(
      (sum: Extended, [column, entry]) => semiring.add(sum, semiring.mul(entry, x[column]!)),
      semiring.ZERO,
    ),
  );
}

function iterate(
  semiring: Semiring<Extended>,
  transition: Transition<Extended>,
  start: readonly Extended[],
  turns: number,
): Extended[] {
  let state = [...start];
  for (let k = 0; k < turns; k++) state = turn(semiring, transition, state);
  return state;
}

const shift = fc.oneof(
  fc.bigInt(-9n, 9n),
  fc.constantFrom(2n ** 49n, -(2n ** 49n), 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 70n + 1n, -(2n ** 70n) - 1n),
);
const factor = fc.bigInt(0n, 5n);

function system(order: number, entry: fc.Arbitrary<bigint>): fc.Arbitrary<Transition<Extended>> {
  const cell = fc.option(entry, { freq: 2, nil: undefined });
  return fc
    .array(fc.array(cell, { minLength: order, maxLength: order }), { minLength: order, maxLength: order })
    .map((cells) => ({
      basis: cells.map((_, k) => `x${k}`),
      rows: cells.map((row) =>
        row.flatMap((c, column): Entry<Extended>[] => (c === undefined ? [] : [[column, c]])),
      ),
    }));
}

const semirings = [
  [maxPlus, shift],
  [minPlus, shift],
  [maxTimes, factor],
  [minTimes, factor],
] as const;

describe.each(semirings)("$0.name", (semiring, entry) => {
  test("many turns are a power", () => {
    const cases = fc.integer({ min: 1, max: 6 }).chain((order) =>
      fc.record({
        transition: system(order, entry),
        start: fc.array(
          fc.oneof({ weight: 5, arbitrary: entry }, { weight: 1, arbitrary: fc.constant(semiring.ZERO) }),
          {
            minLength: order,
            maxLength: order,
          },
        ),
        turns: fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }),
        outputs: fc.uniqueArray(fc.nat(order - 1), { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ transition, start, turns, outputs }) => {
        const solver = prepare(semiring, transition);
        for (const n of turns) {
          const after = iterate(semiring, transition, start, n);
          expect(solver.run(start, BigInt(n), outputs)).toEqual(outputs.map((k) => after[k]));
        }
      }),
      { numRuns: 200 },
    );
  });
});

test("what is large on the way, and not in the end, costs nothing", () => {
  // x = min(2x, y), y = 1,000,000 and 0: the matrix has entries of 2^n.
  const transition: Transition<Extended> = {
    basis: ["x", "y"],
    rows: [
      [
        [0, 2n],
        [1, 1n],
      ],
      [[1, 1n]],
    ],
  };
  const solver = prepare(minTimes, transition);
  const top = 2n ** 20n;
  expect(solver.run([3n, 1_000_000n], 10n ** 18n, [0, 1], top)).toEqual([1_000_000n, 1_000_000n]);
  expect(solver.run([0n, 1_000_000n], 10n ** 18n, [0, 1], top)).toEqual([0n, 1_000_000n]);
});

test("fifty entries, 10^18 turns", () => {
  // A ring of shifts 1, …, 50 with one short cut: the greatest mean of a cycle is 25.5, and all turns but a few go round it.
  const order = 50;
  const rows = Array.from({ length: order }, (_, k): Entry<Extended>[] => [[(k + 1) % order, BigInt(k + 1)]]);
  rows[0] = [
    [1, 1n],
    [0, 7n],
  ];
  const start = Array.from({ length: order }, () => 0n);
  const n = 10n ** 18n;
  const [value] = prepare(maxPlus, { basis: start.map(String), rows }).run(start, n, [0]);
  expect(value).toBe((n / 50n) * 1275n);
});

test("what memory does not hold is not begun", () => {
  const order = 60;
  const diagonal = (entry: Extended): Transition<Extended> => ({
    basis: Array.from({ length: order }, (_, k) => `x${k}`),
    rows: Array.from({ length: order }, (_, k): Entry<Extended>[] => [[k, entry]]),
  });
  const start = Array.from({ length: order }, () => 1n);
  const long = 1n << (2n ** 26n);
  const run = (semiring: Semiring<Extended>, turns: bigint, top?: bigint) =>
    prepare(semiring, diagonal(2n)).run(start, turns, [0], top);
  expect(() => run(maxTimes, 10n ** 15n)).toThrow(MemoryError);
  expect(() => run(maxPlus, long)).toThrow(MemoryError);
  expect(() => run(minTimes, 10n ** 3n, long)).toThrow(MemoryError);
  expect(run(maxPlus, 10n ** 15n)).toEqual([2n * 10n ** 15n + 1n]);
  expect(run(maxTimes, 10n ** 3n)).toEqual([2n ** 1000n]);
});
