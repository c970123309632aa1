/** Products and quotients of polynomials against themselves, turn by turn, over random factors. */
import { describe, expect, test } from "vitest";
import { evaluateNewton } from "../../src/algebra/binomials.ts";
import type { Step } from "../../src/algebra/hypergeometric/integrality.ts";
import { integralTurns } from "../../src/algebra/hypergeometric/integrality.ts";
import { linearFactors } from "../../src/algebra/hypergeometric/linear-factors.ts";
import { primePowers, productByPrimes } from "../../src/algebra/hypergeometric/prime-powers.ts";
import { primesUpTo } from "../../src/algebra/primes.ts";

interface Factor {
  readonly newton: readonly bigint[];
  readonly isDivision: boolean;
}

/** Reproducible whole numbers below a bound. */
function generator(seed: number): { below(bound: number): number } {
  let state = seed;
  return {
    below(bound) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * bound);
    },
  };
}

/** The value after at most so many turns, and before which of them a division is not exact. */
function plain(start: bigint, factors: readonly Factor[], turns: number): { value: bigint; exact: number } {
  let value = start;
  for (let turn = 0; turn < turns; turn++) {
    const before = value;
    for (const { newton, isDivision } of factors) {
      const factor = evaluateNewton(newton, BigInt(turn));
      if (isDivision && (factor === 0n || value % factor !== 0n)) return { value: before, exact: turn };
      value = isDivision ? value / factor : value * factor;
    }
  }
  return { value, exact: turns };
}

const starts = [1n, 1n, 1n, 2n, -6n, 60n, 0n, -720_720n, 9n * 2n ** 20n];

test("no turn is called exact that is not, and few are missed", () => {
  const random = generator(1);
  let [found, there, computed] = [0, 0, 0];
  for (let round = 0; round < 8000; round++) {
    const factors = randomFactors(random);
    const start = starts[random.below(starts.length)]!;
    const turns = random.below(60);
    const { exact } = plain(start, factors, turns);
    const steps = factors.map(({ newton, isDivision }): Step => ({ ...linearFactors(newton), isDivision }));
    const proved = Number(integralTurns(start, steps, BigInt(turns)));
    expect(proved).toBeLessThanOrEqual(exact);
    found += proved;
    there += exact;
    const product = productByPrimes(start, steps, BigInt(proved));
    if (product === undefined) continue;
    computed++;
    expect(product).toBe(plain(start, factors, proved).value);
  }
  expect(found / there).toBeGreaterThan(0.95);
  expect(computed).toBeGreaterThan(4000);
});

function randomFactors(random: ReturnType<typeof generator>): Factor[] {
  const n = BigInt(random.below(30));
  switch (random.below(4)) {
    case 0:
      return [
        { newton: [n, -1n], isDivision: false },
        { newton: [1n, 1n], isDivision: true },
      ];
    case 1:
      return [
        { newton: [2n, 4n], isDivision: false },
        { newton: [2n, 1n], isDivision: true },
      ];
    case 2:
      return [
        { newton: [n + 1n, 1n], isDivision: false },
        { newton: [1n, 1n], isDivision: true },
        { newton: [n - 12n, 1n], isDivision: false },
      ];
    default:
      return Array.from({ length: 2 + random.below(3) }, () => {
        const degree = random.below(10) < 7 ? 1 : random.below(3);
        const newton = Array.from({ length: degree + 1 }, () => BigInt(random.below(9) - 3));
        return { newton: newton.every((c) => c === 0n) ? [1n] : newton, isDivision: random.below(2) === 0 };
      });
  }
}

describe("far from the start", () => {
  const step = (newton: readonly bigint[], isDivision: boolean): Step => ({
    ...linearFactors(newton),
    isDivision,
  });

  test("binomial coefficients of large numbers are proved without their primes", () => {
    const n = 10n ** 40n + 12_345n;
    expect(integralTurns(1n, [step([n, -1n], false), step([1n, 1n], true)], 5000n)).toBe(5000n);
  });

  test("slopes beyond all doubles have their first multiples, too", () => {
    const prime = 2n ** 89n - 1n;
    let [found, there] = [0n, 0];
    for (const slope of [prime, prime * 6n, 3n * 2n ** 60n, 2n ** 53n + 1n]) {
      for (const offset of [0n, 1n, 5n, -7n, 720n, -(2n ** 70n) - 3n]) {
        for (const divisor of [1n, 3n]) {
          for (const order of [0, 1]) {
            const both: Factor[] = [
              { newton: [offset, slope], isDivision: false },
              { newton: [divisor, 1n], isDivision: true },
            ];
            if (order === 1) both.reverse();
            const steps = both.map(({ newton, isDivision }) => step(newton, isDivision));
            const { exact } = plain(6n, both, 60);
            const proved = integralTurns(6n, steps, 60n);
            expect(proved).toBeLessThanOrEqual(exact);
            found += proved;
            there += exact;
          }
        }
      }
    }
    // Constants of many bits are not looked through.
    expect(Number(found) / there).toBeGreaterThan(0.5);
    expect(integralTurns(1n, [step([5n, prime], false), step([1n, 1n], true)], 500n)).toBe(500n);
  });

  test("large divisors are not looked at", () => {
    const steps = [step([10n ** 9n, 1n], true)];
    expect(integralTurns(1n, steps, 10n)).toBe(0n);
    expect(integralTurns(1n, [step([1n, 2n], false), step([1n, 1n], true)], 10n ** 12n)).toBeLessThan(10);
  });
});

test("linear factors multiply to the polynomial", () => {
  const random = generator(2);
  for (let round = 0; round < 300; round++) {
    const newton = Array.from({ length: 1 + random.below(5) }, () => BigInt(random.below(21) - 10));
    if (newton.every((c) => c === 0n)) continue;
    const { numerator, denominator, factors, isComplete } = linearFactors(newton);
    for (let t = 0n; t < 12n; t++) {
      const product = factors.reduce((value, { slope, offset }) => value * (slope * t + offset), numerator);
      const value = evaluateNewton(newton, t) * denominator;
      if (isComplete) expect(product).toBe(value);
      else if (product !== 0n) expect(value % product).toBe(0n);
    }
  }
});

test("primes, and products of their powers", () => {
  const isPrime = (n: number): boolean => {
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return n > 1;
  };
  const wanted = Array.from({ length: 9001 }, (_, n) => n).filter(isPrime);
  expect([...primesUpTo(9000)]).toEqual(wanted);
  expect([...primesUpTo(100)].filter((p) => p <= 100)).toEqual(wanted.filter((p) => p <= 100));
  expect(primePowers([])).toBe(1n);
  expect(primePowers([[2, 5]])).toBe(32n);
  expect(primePowers([[2, 3], [3, 7], [65_537, 1], [7, 100]])).toBe(8n * 2187n * 65_537n * 7n ** 100n); // prettier-ignore
});
