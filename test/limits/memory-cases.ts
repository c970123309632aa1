/** Computations whose memory is predicted, for tests that give them no more than that. */
import type { Peak } from "../../src/algebra/peak.ts";
import { kernels } from "../../src/kernels/registry.ts";
import { binarySplitting } from "../../src/kernels/matrix-product/cost.ts";
import { doublingPeak, primePowerPeak } from "../../src/kernels/matrix-product/modular/cost.ts";
import { PrimePowerProduct } from "../../src/kernels/matrix-product/modular/prime-power.ts";
import { ValuesDoubling } from "../../src/kernels/matrix-product/modular/values-doubling.ts";
import { primeFactors } from "../../src/kernels/matrix-product/prime-factors.ts";
import { upperStateBits } from "../../src/kernels/matrix-product/growth.ts";
import type { PolynomialSystem } from "../../src/kernels/matrix-product/polynomial-system.ts";
import { prepare } from "../../src/kernels/residues/prepare.ts";
import type { Entry } from "../../src/transition/transition.ts";

export interface MemoryCase {
  readonly peak: Peak;
  readonly run: () => unknown;
}

type Rows = readonly (readonly Entry<bigint>[])[];

/** The matrix of a recurrence. */
const recurrence = (...coefficients: readonly bigint[]): Rows => [
  ...coefficients.slice(1).map((_, i): Entry<bigint>[] => [[i + 1, 1n]]),
  coefficients.flatMap((c, i): Entry<bigint>[] => (c === 0n ? [] : [[i, c]])),
];

const basisOf = (rows: readonly unknown[]): string[] => rows.map((_, i) => `x${i}`);

const orbit = (
  name: string,
  rows: Rows,
  turns: bigint,
  outputs: readonly number[] = [0],
  start?: readonly bigint[],
): MemoryCase => {
  const kernel = kernels.find((one) => one.name === name);
  const solver = kernel?.prepare({ basis: basisOf(rows), rows });
  if (solver === undefined) throw new Error(`${name} does not apply`);
  const question = { start: start ?? rows.map((_, i) => BigInt(i + 1)), turns, outputs };
  return { peak: solver.peak(question), run: () => solver.run(question) };
};

const product = (
  method: "splitting" | "primes",
  rows: PolynomialSystem["rows"],
  turns: bigint,
  divisor?: readonly bigint[],
): MemoryCase => {
  const system = { basis: basisOf(rows), rows };
  const start = rows.map(() => 1n);
  const bits = upperStateBits(system, start, turns, divisor);
  const found = (method === "splitting" ? binarySplitting : primeFactors)(
    system,
    divisor,
    start,
    turns,
    bits,
  );
  if (found === undefined) throw new Error("no prime factors");
  return { peak: found.peak, run: () => found.run([0]) };
};

const factorial: PolynomialSystem["rows"] = [[[0, [1n, 1n]]]];
const derangements: PolynomialSystem["rows"] = [
  [[1, 1n]],
  [
    [0, [1n, 1n]],
    [1, [1n, 1n]],
  ],
];
const system = (rows: PolynomialSystem["rows"]): PolynomialSystem => ({ basis: basisOf(rows), rows });
const MERSENNE = 2n ** 61n - 1n;

const residues = (rows: Rows, modulus: bigint, turns: bigint): MemoryCase => {
  const solver = prepare({ basis: basisOf(rows), rows }, modulus);
  const start = rows.map((_, i) => BigInt(i + 1));
  return { peak: solver.peak(turns), run: () => solver.run(start, turns, [0]) };
};

const doubling = (rows: PolynomialSystem["rows"], turns: number): MemoryCase => ({
  peak: doublingPeak(system(rows), MERSENNE, turns),
  run: () =>
    new ValuesDoubling(system(rows), MERSENNE).run(
      rows.map(() => 1n),
      BigInt(turns),
    ),
});

const primePower = (
  rows: PolynomialSystem["rows"],
  prime: bigint,
  exponent: number,
  turns: bigint,
): MemoryCase => {
  const power = new PrimePowerProduct(system(rows), prime, exponent);
  const { block, modulus } = power;
  return {
    peak: primePowerPeak(system(rows), { block, exponent, modulus }, turns),
    run: () =>
      power.run(
        rows.map(() => 1n),
        turns,
      ),
  };
};

/** Each with a size that runs, and one that would not fit. */
export const cases: Readonly<Record<string, readonly [fits: () => MemoryCase, beyond: () => MemoryCase]>> = {
  "a power": [
    () => orbit("geometric", [[[0, 3n]], [[1, 10n]]], 12_000_000n, [0, 1]),
    () => orbit("geometric", [[[0, 3n]], [[1, 10n]]], 10n ** 9n, [0, 1]),
  ],
  "a polynomial with long values": [
    () =>
      orbit(
        "binomial-basis",
        [
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 1n],
          ],
          [[2, 1n]],
        ],
        10n ** 100n,
        [0, 1],
        [1n << 30_000_000n, 7n, 1n << 20_000_000n],
      ),
    () =>
      orbit(
        "binomial-basis",
        [
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 1n],
          ],
          [[2, 1n]],
        ],
        1n << 20_000_000n,
        [0, 1, 2],
        Array.from({ length: 3 }, () => 1n << 400_000_000n),
      ),
  ],
  "a polynomial of long degree of turns": [
    () =>
      orbit(
        "binomial-basis",
        [
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 1n],
          ],
          [[2, 1n]],
        ],
        1n << 15_000_000n,
        [0, 1],
      ),
    () =>
      orbit(
        "binomial-basis",
        [
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 1n],
          ],
          [
            [2, 1n],
            [3, 1n],
          ],
          [[3, 1n]],
        ],
        1n << 380_000_000n,
        [0, 1],
      ),
  ],
  "sums of powers": [
    () =>
      orbit(
        "divided-differences",
        [
          [[0, 3n]],
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 2n],
          ],
        ],
        12_000_000n,
        [0, 1, 2],
      ),
    () =>
      orbit(
        "divided-differences",
        [
          [[0, 3n]],
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [1, 1n],
            [2, 2n],
          ],
        ],
        10n ** 9n,
        [0, 1, 2],
      ),
  ],
  "Fibonacci numbers": [
    () => orbit("fiduccia", recurrence(1n, 1n), 30_000_000n, [0, 1]),
    () => orbit("fiduccia", recurrence(1n, 1n), 3n * 10n ** 9n, [0, 1]),
  ],
  "a Lucas chain with a norm": [
    () => orbit("fiduccia", recurrence(3n, 1n), 20_000_000n),
    () => orbit("fiduccia", recurrence(3n, 1n), 2n * 10n ** 9n),
  ],
  "order 3": [
    () => orbit("fiduccia", recurrence(1n, 1n, 1n), 12_000_000n),
    () => orbit("fiduccia", recurrence(1n, 1n, 1n), 2n * 10n ** 9n),
  ],
  "order 5, three outputs": [
    () => orbit("fiduccia", recurrence(1n, 0n, 2n, 0n, 1n), 5_000_000n, [0, 2, 4]),
    () => orbit("fiduccia", recurrence(1n, 0n, 2n, 0n, 1n), 10n ** 9n, [0, 2, 4]),
  ],
  "order 5, several large roots": [
    () => orbit("fiduccia", recurrence(10000n, 1n, 1n, 1n, 1n), 700_000n),
    () => orbit("fiduccia", recurrence(10000n, 1n, 1n, 1n, 1n), 10n ** 9n),
  ],
  "two factors and a root": [
    () =>
      orbit(
        "fiduccia",
        [
          [[1, 1n]],
          [
            [0, 1n],
            [1, 1n],
          ],
          [[3, 1n]],
          [
            [2, 1n],
            [3, 3n],
          ],
          [
            [4, 2n],
            [0, 1n],
            [2, 1n],
          ],
        ],
        10_000_000n,
        [4],
      ),
    () =>
      orbit(
        "fiduccia",
        [
          [[1, 1n]],
          [
            [0, 1n],
            [1, 1n],
          ],
          [[3, 1n]],
          [
            [2, 1n],
            [3, 3n],
          ],
          [
            [4, 2n],
            [0, 1n],
            [2, 1n],
          ],
        ],
        10n ** 9n,
        [4],
      ),
  ],
  "a matrix's power": [
    () =>
      orbit(
        "matrix-power",
        [
          [
            [1, 1n],
            [2, 3n],
          ],
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [0, 5n],
            [1, 1n],
          ],
        ],
        1_200_000n,
      ),
    () =>
      orbit(
        "matrix-power",
        [
          [
            [1, 1n],
            [2, 3n],
          ],
          [
            [0, 1n],
            [1, 1n],
          ],
          [
            [0, 5n],
            [1, 1n],
          ],
        ],
        10n ** 9n,
      ),
  ],
  "residues of a long modulus, many turns": [
    () => residues(recurrence(1n, 2n, 3n), (1n << 30_000n) + 1n, 1n << 500n),
    () => residues(recurrence(1n, 2n, 3n), (1n << 300_000n) + 1n, 1n << 10_000_000n),
  ],
  "a factorial by splitting": [
    () => product("splitting", factorial, 500_000n),
    () => product("splitting", factorial, 10n ** 8n),
  ],
  "a factorial by primes": [
    () => product("primes", factorial, 1_500_000n),
    () => product("primes", factorial, 60_000_000n),
  ],
  "a quotient by splitting": [
    () => product("splitting", [[[0, [200_001n, 1n]]]], 200_000n, [1n, 1n]),
    () => product("splitting", [[[0, [10n ** 9n, 1n]]]], 5n * 10n ** 7n, [1n, 1n]),
  ],
  "a product of matrices": [
    () => product("splitting", derangements, 300_000n),
    () => product("splitting", derangements, 5n * 10n ** 7n),
  ],
  "a factorial modulo a prime": [() => doubling(factorial, 1e9), () => doubling(factorial, 1e13)],
  "derangements modulo a prime": [() => doubling(derangements, 3e7), () => doubling(derangements, 1e13)],
  "a factorial modulo a prime power": [
    () => primePower(factorial, 3n, 600, 10n ** 12n),
    () => primePower(factorial, 3n, 100_000, 10n ** 12n),
  ],
  "derangements modulo a prime power, turns kept": [
    () => primePower(derangements, 1009n, 60, 10n ** 12n),
    () => primePower(derangements, 1009n, 40_000, 10n ** 12n),
  ],
};
