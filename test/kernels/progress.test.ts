/**
 * What kernels tell of their progress: numbers from 0 to 1 that never decrease. Who hears them may throw at any of them, and the
 * kernel answers the next question as if nothing had been.
 */
import { describe, expect, test } from "vitest";
import { binomialBasis } from "../../src/kernels/binomial-basis/binomial-basis.ts";
import { dividedDifferences } from "../../src/kernels/divided-differences/divided-differences.ts";
import { applyPower } from "../../src/kernels/double-double/power.ts";
import { fiduccia } from "../../src/kernels/fiduccia/fiduccia.ts";
import { lowOrder } from "../../src/kernels/fiduccia/low-order.ts";
import { geometric } from "../../src/kernels/geometric/geometric.ts";
import type { Kernel } from "../../src/kernels/kernel.ts";
import { matrixPower } from "../../src/kernels/matrix-power/matrix-power.ts";
import { prepareModular } from "../../src/kernels/matrix-product/modular/prepare.ts";
import { productOfMatrices } from "../../src/kernels/matrix-product/binary-splitting.ts";
import type { PolynomialSystem } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { Parts } from "../../src/kernels/parts.ts";
import { kernels } from "../../src/kernels/registry.ts";
import type { Progress } from "../../src/algebra/progress.ts";
import { afterTurns } from "../../src/kernels/tropical/orbit.ts";
import { prepare as prepareTropical } from "../../src/kernels/tropical/prepare.ts";
import { findCycle } from "../../src/algebra/find-cycle.ts";
import { prepareLinearMap } from "../../src/algebra/gf2/linear-map.ts";
import { minPlus } from "../../src/algebra/tropical/semirings.ts";
import { transitionFrom } from "../transition/arbitrary-transition.ts";

interface Computation {
  /** A kernel that is prepared anew. */
  make(): (progress?: Progress) => unknown;
  /** Told at least so often. */
  readonly least: number;
  /** What has been computed once is kept, so that later runs have less to tell. */
  readonly keeps?: true;
}

const powersOf = [[3n, 0n, 0n], [0n, -5n, 0n], [0n, 0n, 3n]]; // prettier-ignore
const fibonacci = [[0n, 1n], [1n, 1n]]; // prettier-ignore
const counted = [[0n, 1n, 0n], [1n, 1n, 0n], [1n, 0n, 1n]]; // prettier-ignore
const twoParts = [
  [0n, 1n, 0n, 0n, 0n],
  [1n, 1n, 0n, 0n, 0n],
  [0n, 0n, 0n, 1n, 0n],
  [0n, 0n, 1n, 2n, 0n],
  [1n, 0n, 1n, 0n, 3n],
];
const order5 = [
  [0n, 1n, 0n, 0n, 0n],
  [0n, 0n, 1n, 0n, 0n],
  [0n, 0n, 0n, 1n, 0n],
  [0n, 0n, 0n, 0n, 1n],
  [1n, 3n, 0n, -2n, 1n],
];

function solving(kernel: Kernel, matrix: bigint[][], least: number): Computation {
  const question = {
    start: matrix.map((_, i) => BigInt(2 * i + 1)),
    turns: 5000n,
    outputs: matrix.map((_, i) => i),
  };
  return {
    make() {
      const solver = kernel.prepare(transitionFrom(matrix))!;
      return (progress) => solver.run(question, progress);
    },
    least,
  };
}

const sumOfFactorials: PolynomialSystem = {
  basis: ["f", "s"],
  rows: [
    [[0, [1n, 1n]]],
    [
      [0, [1n, 1n]],
      [1, 1n],
    ],
  ],
};
const twoFactorials: PolynomialSystem = { basis: ["f", "g"], rows: [[[0, [1n, 1n]]], [[1, [2n, 3n]]]] };

const computations: Readonly<Record<string, Computation>> = {
  geometric: solving(geometric, powersOf, 20),
  "binomial basis": solving(binomialBasis, [[1n, 1n], [0n, 1n]], 0), // prettier-ignore
  "divided differences": solving(dividedDifferences, [[1n, 1n], [0n, 3n]], 10), // prettier-ignore
  "order 2": solving(lowOrder, fibonacci, 10),
  "order 2 with a sum": solving(fiduccia, counted, 10),
  "coprime parts": solving(fiduccia, twoParts, 20),
  "order 5": solving(fiduccia, order5, 10),
  "matrix power": solving(matrixPower, twoParts, 10),
  "groups of their own": {
    make() {
      const matrix = [
        [0n, 1n, 0n, 0n],
        [1n, 1n, 0n, 0n],
        [0n, 0n, 7n, 0n],
        [0n, 0n, 0n, -3n],
      ];
      const parts = new Parts(transitionFrom(matrix), kernels);
      return (progress) => parts.run([1n, 2n, 3n, 4n], 5000n, [0, 1, 2, 3], progress);
    },
    least: 30,
  },
  "a factorial": {
    make: () => (progress) =>
      productOfMatrices({ basis: ["f"], rows: [[[0, [1n, 1n]]]] }, [3n], 5000n, [0], undefined, progress),
    least: 50,
  },
  "a sum of factorials": {
    make: () => (progress) =>
      productOfMatrices(sumOfFactorials, [1n, 0n], 3000n, [1, 0], undefined, progress),
    least: 50,
  },
  "a sum of factorials modulo a prime": {
    make() {
      const prepared = prepareModular([], sumOfFactorials, 10n ** 9n + 7n);
      return (progress) => prepared.run([1n, 0n], 100_000n, [1], progress);
    },
    least: 2,
  },
  "a factorial modulo powers of small primes": {
    make() {
      const system: PolynomialSystem = { basis: ["f"], rows: [[[0, [1n, 2n]]]] };
      const prepared = prepareModular([], system, 2n ** 40n * 7n ** 9n);
      return (progress) => prepared.run([3n], 10n ** 7n + 5n, [0], progress);
    },
    least: 20,
    keeps: true,
  },
  "a map over bits": {
    make() {
      const columns = Array.from({ length: 80 }, (_, i) => {
        const column = new Uint32Array(3);
        for (const row of [(i + 1) % 80, (7 * i) % 80]) column[row >>> 5]! ^= 1 << row;
        return column;
      });
      const map = prepareLinearMap({ dimension: 80, columns })!;
      return (progress) => map.jump(Uint32Array.of(1, 2, 3), 10n ** 30n, progress);
    },
    least: 20,
    keeps: true,
  },
  "maxima of sums": {
    make() {
      const rows = [
        [[0, 3n] as const, [1, 1n] as const],
        [[0, 2n] as const, [1, 4n] as const],
      ];
      const solver = prepareTropical(minPlus, { basis: ["a", "b"], rows });
      return (progress) => solver.run([1n, 2n], 10n ** 30n, [0, 1], undefined, progress);
    },
    least: 50,
  },
  "an orbit of maxima and minima": {
    make() {
      const map = {
        steps: [{ op: "+", x: 0, by: 1n } as const, { op: "min", x: 2, y: 1 } as const],
        outputs: [3, 1],
      };
      return (progress) => afterTurns(map, [0n, 10n], 40n, 64, progress);
    },
    least: 4,
  },
  "a power over doubles": {
    make() {
      const matrix = { size: 2, high: Float64Array.of(0.5, 0.25, 0.125, 0.75), low: new Float64Array(4) };
      return (progress) => applyPower(matrix, [1, 2], 10n ** 6n, progress);
    },
    least: 19,
  },
  "the cycle of an orbit": {
    make() {
      return (progress) => {
        let [at, marked] = [0, 0];
        const next = (x: number): number => (x < 10 ? x + 1 : 10 + ((x - 9) % 3_000_000));
        const returnsWithin = (limit: number): number | undefined => {
          for (let gone = 1; gone <= limit; gone++) if ((at = next(at)) === marked) return gone;
          return undefined;
        };
        return findCycle({ mark: () => (marked = at), returnsWithin }, 2 ** 24, progress);
      };
    },
    least: 24,
  },
  "two factorials modulo a prime": {
    make() {
      const prepared = prepareModular([], twoFactorials, 10n ** 9n + 7n);
      return (progress) => prepared.run([1n, 1n], 100_000n, [0, 1], progress);
    },
    least: 4,
  },
};

describe.each(Object.entries(computations))("%s", (_, { make, least, keeps }) => {
  test("tells how far it is, and answers the same", () => {
    const told: number[] = [];
    const expected = make()();
    expect(make()((done) => told.push(done))).toEqual(expected);
    expect(told.length).toBeGreaterThanOrEqual(least);
    let before = 0;
    for (const done of told) {
      expect(done).toBeGreaterThanOrEqual(before);
      expect(done).toBeLessThanOrEqual(1);
      before = done;
    }
    if (least > 4) expect(before).toBeGreaterThan(0.25);
    if (least >= 50) expect(before).toBeGreaterThan(0.8);
    expect(told.filter((done) => done === 1).length).toBeLessThanOrEqual(1);
  });

  test("is ended at any step, and leaves nothing behind", () => {
    const expected = make()();
    const run = make();
    let steps = 0;
    run(() => steps++);
    const reason = new Error("enough");
    for (let at = 1; at <= steps; at += 1 + Math.floor(at / 8)) {
      for (const own of keeps ? [make()] : [run, make()]) {
        let left = at;
        const ending = (): void => {
          if (--left === 0) throw reason;
        };
        expect(() => own(ending)).toThrow(reason);
        expect(own(), `after step ${at}`).toEqual(expected);
      }
    }
  });
});
