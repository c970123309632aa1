/** Residues modulo m against the plain iteration over bigint. */
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { limbMachine, modularMachine } from "../../src/algebra/residues/halving-machine.ts";
import { prepare } from "../../src/kernels/residues/prepare.ts";
import { apply } from "../../src/transition/apply.ts";
import type { Transition } from "../../src/transition/transition.ts";

const moduli = [
  1n,
  2n,
  3n,
  6n,
  720720n,
  2n ** 16n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 5n,
  2n ** 32n,
  2n ** 32n - 1n,
  2n ** 32n + 1n,
  2n ** 32n + 15n,
  10n ** 9n + 7n,
  2n ** 53n - 1n,
  2n ** 53n,
  720720n ** 3n,
  2n ** 61n - 1n,
  2n ** 61n + 2n ** 40n,
  2n ** 62n - 57n,
  2n ** 62n - 2n,
  2n ** 64n - 59n,
  2n ** 64n,
  2n ** 64n + 13n,
  2n ** 127n - 1n,
];

const residue = (value: bigint, m: bigint): bigint => ((value % m) + m) % m;

/** The state after so many turns, each entry reduced at every turn. */
function iterate(
  transition: Transition<bigint>,
  start: readonly bigint[],
  turns: number,
  m: bigint,
): bigint[] {
  let state = start.map((value) => residue(value, m));
  for (let i = 0; i < turns; i++) state = apply(transition, state).map((value) => residue(value, m));
  return state;
}

/** Coefficients around 0, around the modulus, at zero divisors, and anything. */
const coefficient = (m: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt(-3n, 3n),
    fc.constantFrom(m - 1n, m, m + 1n, -m, m / 2n, m / 2n + 1n, m / 3n, 1n, 1n),
    fc.bigInt(-(2n ** 70n), 2n ** 70n),
  );

type Shape = "any" | "triangular" | "nilpotent" | "companion" | "constants";

function system(m: bigint, order: number, shape: Shape): fc.Arbitrary<Transition<bigint>> {
  const isWanted = (i: number, j: number): boolean => {
    if (shape === "triangular") return j <= i;
    if (shape === "nilpotent") return j < i;
    if (shape === "constants") return i >= 2 || j === i;
    return true;
  };
  const row = (i: number): fc.Arbitrary<[number, bigint][]> => {
    if (shape === "companion" && i < order - 1) return fc.constant([[i + 1, 1n] as [number, bigint]]);
    if (shape === "constants" && i < Math.min(2, order)) return fc.constant([[i, 1n] as [number, bigint]]);
    const all = Array.from({ length: order }, (_, j) => j).filter((j) => isWanted(i, j));
    return fc
      .subarray(all, { maxLength: shape === "companion" ? all.length : Math.min(6, all.length) })
      .chain((columns) =>
        fc.tuple(...columns.map((j) => coefficient(m).map((c): [number, bigint] => [j, c]))),
      )
      .map((entries) => entries.filter(([, c]) => c !== 0n));
  };
  return fc.tuple(...Array.from({ length: order }, (_, i) => row(i))).map((rows) => ({
    basis: rows.map((_, i) => `x${i}`),
    rows,
  }));
}

const shapes: Shape[] = ["any", "triangular", "nilpotent", "companion", "constants"];
const turns = fc.oneof(fc.nat(4), fc.nat(60), fc.nat(1000));
const order = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }) },
  fc.integer({ min: 1, max: 40 }),
);
const instance = (m: bigint) =>
  fc.tuple(order, fc.constantFrom(...shapes)).chain(([size, shape]) =>
    fc.record({
      transition: system(m, size, shape),
      start: fc.array(coefficient(m), { minLength: size, maxLength: size }),
      outputs: fc.uniqueArray(fc.nat(size - 1), { maxLength: 4 }),
      n: turns,
      a: fc.bigInt(0n, 2n ** 130n),
      b: fc.bigInt(0n, 2n ** 64n),
    }),
  );

beforeAll(() => {
  // so that they compute from the first run on
  expect(modularMachine()).toBeDefined();
  expect(limbMachine()).toBeDefined();
});

describe.each(moduli)("modulo %s", (m) => {
  test("is the plain iteration, warm too", () => {
    fc.assert(
      fc.property(instance(m), ({ transition, start, outputs, n }) => {
        const solver = prepare(transition, m);
        for (const count of [n, n + 1, 0, 1, 2, 3]) {
          const state = iterate(transition, start, count, m);
          expect(solver.run(start, BigInt(count), outputs)).toEqual(outputs.map((i) => state[i]));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a + b turns are a turns and then b", () => {
    fc.assert(
      fc.property(instance(m), ({ transition, start, a, b }) => {
        const solver = prepare(transition, m);
        const all = start.map((_, i) => i);
        const between = solver.run(start, a, all);
        expect(solver.run(between, b, all)).toEqual(solver.run(start, a + b, all));
      }),
      { numRuns: 25 },
    );
  });
});

describe("where WebAssembly is forbidden", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each([
    10n ** 9n + 7n,
    2n ** 32n - 1n,
    2n ** 32n + 1n,
    2n ** 53n - 1n,
    2n ** 62n - 57n,
    2n ** 62n - 2n,
  ])("modulo %s", async (m) => {
    const forbidden = vi.fn(function () {
      throw new Error("Refused to compile by the content security policy");
    });
    vi.stubGlobal("WebAssembly", { Module: forbidden, Instance: forbidden });
    vi.resetModules();
    const machines = await import("../../src/algebra/residues/halving-machine.ts");
    const { prepare: prepareAnew } = await import("../../src/kernels/residues/prepare.ts");
    for (const machine of [machines.modularMachine, machines.limbMachine]) expect(machine()).toBeUndefined();
    expect(forbidden).toHaveBeenCalledTimes(2);
    fc.assert(
      fc.property(instance(m), ({ transition, start, outputs, n, a }) => {
        const solver = prepareAnew(transition, m);
        const state = iterate(transition, start, n, m);
        expect(solver.run(start, BigInt(n), outputs)).toEqual(outputs.map((i) => state[i]));
        expect(solver.run(start, a, outputs)).toEqual(prepare(transition, m).run(start, a, outputs));
      }),
      { numRuns: 40 },
    );
  });
});

describe("order 300", () => {
  const order = 300;

  /** Coefficients without a pattern. */
  const numbers = (count: number, seed: bigint, m: bigint): bigint[] =>
    Array.from({ length: count }, () => {
      seed = BigInt.asUintN(128, seed * 0xda942042e4dd58b5n + 1n);
      return (seed >> 40n) % m;
    });

  /** x^n modulo x^d - Σ c_i x^i by squaring from the leading digit, and long division. */
  function powerOfX(n: bigint, c: readonly bigint[], m: bigint): bigint[] {
    const reduce = (p: bigint[]): bigint[] => {
      for (let i = p.length - 1; i >= order; i--) {
        const top = p[i]! % m;
        for (let j = 0; j < order; j++) p[i - order + j]! += top * c[j]!;
      }
      return p.slice(0, order).map((value) => value % m);
    };
    let power = [1n, ...Array<bigint>(order - 1).fill(0n)];
    for (const digit of n.toString(2)) {
      const square = Array<bigint>(2 * order).fill(0n);
      power.forEach((x, i) => {
        power.forEach((y, j) => (square[i + j + (digit === "1" ? 1 : 0)]! += x * y));
      });
      power = reduce(square);
    }
    return power;
  }

  test.each([10n ** 9n + 7n, 720720n, 2n ** 32n - 5n, 2n ** 61n - 1n, 2n ** 62n - 2n])(
    "a recurrence modulo %s: plain iteration, and long division at 10^18",
    (m) => {
      const c = numbers(order, 1n, m);
      const start = numbers(order, 2n, m).map((value, i) => (i % 2 === 0 ? value : value - m));
      const transition: Transition<bigint> = {
        basis: c.map((_, i) => `x${i}`),
        rows: c.map((_, i) => (i < order - 1 ? [[i + 1, 1n]] : c.map((value, j) => [j, value] as const))),
      };
      const solver = prepare(transition, m);
      const sequence = [...start];
      while (sequence.length <= 3500) {
        const last = sequence.length - order;
        sequence.push(c.reduce((sum, value, j) => sum + value * sequence[last + j]!, 0n) % m);
      }
      for (const n of [0, 1, 299, 300, 301, 2047, 3200]) {
        expect(solver.run(start, BigInt(n), [0, order - 1])).toEqual(
          [0, order - 1].map((i) => residue(sequence[n + i]!, m)),
        );
      }
      const n = 10n ** 18n;
      const r = powerOfX(n, c, m);
      const expected = r.reduce((sum, value, k) => sum + value * start[k]!, 0n);
      expect(solver.run(start, n, [0])).toEqual([residue(expected, m)]);
    },
    60_000,
  );
});

describe("known answers", () => {
  const generator = (a: bigint, c: bigint): Transition<bigint> => ({
    basis: ["x", "1"],
    rows: [
      c === 0n
        ? [[0, a]]
        : [
            [0, a],
            [1, c],
          ],
      [[1, 1n]],
    ],
  });

  test("MINSTD: the 10,000th value from seed 1", () => {
    for (const [a, value] of [
      [16807n, 1043618065n],
      [48271n, 399268537n],
    ] as const) {
      expect(prepare(generator(a, 0n), 2n ** 31n - 1n).run([1n, 1n], 10000n, [0])).toEqual([value]);
    }
  });

  test("fib(10^18) mod 10^9 + 7", () => {
    const fibonacci: Transition<bigint> = {
      basis: ["a", "b"],
      rows: [
        [[1, 1n]],
        [
          [0, 1n],
          [1, 1n],
        ],
      ],
    };
    expect(prepare(fibonacci, 10n ** 9n + 7n).run([0n, 1n], 10n ** 18n, [0])).toEqual([209783453n]);
  });
});
