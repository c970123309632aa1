/** Products with divisions that are proved exact, against the loops as written; and others, which truncate or throw. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { compare } from "../soundness/compare.ts";

const turns = [0n, 1n, 2n, 5n, 20n, 301n];
const starts = [0n, 1n, -1n, 7n, -5040n, 2n ** 70n, 3n ** 50n + 1n];

interface Case {
  readonly program: Loose;
  /** Arguments besides the number of turns. */
  readonly more: readonly (readonly unknown[])[];
  /** Is every call proved exact that has many turns and starts with 1? */
  readonly isExact: boolean;
}

const each = starts.map((x) => [x]);
const pairs = starts.flatMap((x) => [0n, 3n, 50n, 290n, 400n, -7n, 10n ** 30n].map((m) => [x, m]));

const cases: Record<string, Case> = {
  "a row of binomial coefficients": {
    program: ((n: bigint, f: bigint, m: bigint) => {
      for (let i = 0n; i < n; i++) f = (f * (m - i)) / (i + 1n);
      return [f];
    }) as Loose,
    more: pairs,
    isExact: true,
  },
  "binomial coefficients from below": {
    program: ((n: bigint, f: bigint, m: bigint) => {
      for (let i = 1n; i <= n; i++) f = (f * (m + i)) / i;
      return [f];
    }) as Loose,
    more: pairs,
    isExact: true,
  },
  "Catalan numbers": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 0n; i < n; i++) f = (f * (2n * (2n * i + 1n))) / (i + 2n);
      return [f];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "central binomials": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) f = (2n * (f * (2n * i - 1n))) / i;
      return [f];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "two divisions in a turn": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) f = (((f * (3n * i)) / i) * (3n * i - 1n) * (3n * i - 2n)) / (i * i);
      return [f];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "a sum of a row": {
    program: ((n: bigint, f: bigint, m: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        s += f;
        f = (f * (m - i)) / (i + 1n);
      }
      return [s, f];
    }) as Loose,
    more: pairs,
    isExact: true,
  },
  "a sum with signs, the coefficient unread": {
    program: ((n: bigint, f: bigint) => {
      let s = 5n;
      for (let i = 1n; i <= n; i++) {
        s = -s + i * f;
        f = -((f * (4n * i - 2n)) / i);
      }
      return [s];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "beside a factorial and a linear recurrence": {
    program: ((n: bigint, f: bigint) => {
      let [a, b, p] = [0n, 1n, f];
      for (let i = 1n; i <= n; i++) {
        f = (f * (n + i)) / i;
        p *= i;
        [a, b] = [b, a + b];
      }
      return [a, f, p];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "a falling counter": {
    program: ((n: bigint, f: bigint) => {
      for (let i = n; i > 0n; i--) f = (f * (n + i)) / (n - i + 1n);
      return [f];
    }) as Loose,
    more: each,
    isExact: true,
  },
  "every other turn": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) {
        if (i % 2n === 0n) f = (f * (2n * i - 2n)) / i;
        else f = f * (2n * i + 1n);
      }
      return [f];
    }) as Loose,
    more: each,
    isExact: false,
  },
  "the wrong way round": {
    program: ((n: bigint, f: bigint, m: bigint) => {
      for (let i = 0n; i < n; i++) f = (f / (i + 1n)) * (m - i);
      return [f];
    }) as Loose,
    more: pairs,
    isExact: false,
  },
  "truncated at last": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) f = (f * (i + 2n)) / (i + 4n);
      return [f];
    }) as Loose,
    more: [...each, [3n ** 300n], [5040n ** 60n]],
    isExact: false,
  },
  "quotients only": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) f = f / i;
      return [f];
    }) as Loose,
    more: [
      ...each,
      [2n ** 9000n],
      [Array.from({ length: 200 }, (_, k) => BigInt(k + 1)).reduce((x, y) => x * y)],
    ],
    isExact: false,
  },
  "zero on the way": {
    program: ((n: bigint, f: bigint, m: bigint) => {
      for (let i = 0n; i < n; i++) f = (f * (m + i)) / (i - 250n);
      return [f];
    }) as Loose,
    more: pairs,
    isExact: false,
  },
  "a dividend that is a sum": {
    program: ((n: bigint, f: bigint) => {
      for (let i = 1n; i <= n; i++) f = (f * (n + i) + 1n) / i;
      return [f];
    }) as Loose,
    more: each,
    isExact: false,
  },
  "a quotient that is thrown away": {
    program: ((n: bigint, f: bigint) => {
      let q = 0n;
      for (let i = 1n; i <= n; i++) {
        q = f / (i - 100n);
        f = (f * (n + i)) / i;
      }
      return n < 0n ? [q] : [f];
    }) as Loose,
    more: each,
    isExact: false,
  },
  "divisors that are quadratic": {
    program: ((n: bigint, f: bigint) => {
      let j = 1n;
      for (let i = 1n; i <= n; i++) {
        f = (f * (i + 1n) * (i + n)) / j;
        j += i + 1n;
      }
      return [f];
    }) as Loose,
    more: each,
    isExact: true,
  },
};

describe.each(Object.entries(cases))("%s", (_, { program, more, isExact }) => {
  test("is the loop as written", () => {
    let accelerated = 0;
    for (const n of turns)
      for (const args of more) accelerated += compare(program as never, () => [n, ...args]).accelerated;
    if (isExact) expect(accelerated).toBeGreaterThan(0);
  });
});

test("a binomial coefficient is computed from its prime factors, a sum of them by splitting", () => {
  const choose = cpmoptimize({ strict: true })((n: bigint, k: bigint) => {
    let f = 1n;
    for (let i = 0n; i < k; i++) f = (f * (n - i)) / (i + 1n);
    return f;
  });
  expect(choose(6000n, 3000n)).toBe(choose(6000n, 2999n) + choose(5999n, 2999n) - choose(5999n, 2998n));
  expect(explain(choose).loops[0]).toMatchObject({
    status: "accelerated",
    kernel: "binomial-basis + prime factors",
  });
  const row = cpmoptimize({ strict: true })((n: bigint) => {
    let [f, s] = [1n, 0n];
    for (let i = 0n; i <= n; i++) {
      s += f;
      f = (f * (n - i)) / (i + 1n);
    }
    return s;
  });
  expect(row(20000n)).toBe(2n ** 20000n);
  expect(explain(row).loops[0]).toMatchObject({
    status: "accelerated",
    kernel: "binomial-basis + binary splitting",
  });
});

test("explain shows divisors as factors of the turn's matrix", () => {
  const fast = cpmoptimize()((n: bigint) => {
    let [f, s] = [1n, 0n];
    for (let i = 0n; i <= n; i++) {
      s += f;
      f = (f * (4n * i + 2n)) / (i + 1n);
    }
    return s;
  });
  expect(String(explain(fast))).toContain("4*i*(i + 1n)^-1 + 2*(i + 1n)^-1");
});
