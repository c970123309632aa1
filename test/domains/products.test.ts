/** Products with coefficients that change from turn to turn, through the wrapper, against the loops as written. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { outcome, watch } from "../original-suite/harness.ts";
import { compare } from "../soundness/compare.ts";

const turns = [0n, 1n, 2n, 3n, 5n, 20n, 301n];
const values = [0n, 1n, -1n, -40n, 2n ** 53n - 1n, -(2n ** 70n)];

interface Case {
  readonly program: Loose;
  /** Arguments besides the number of turns. */
  readonly more: readonly (readonly unknown[])[];
}

const each = values.map((value) => [value]);
const pairs = values.flatMap((x) => [0n, 1n, -5n].map((y) => [x, y]));

const cases: Record<string, Case> = {
  "a factorial from anywhere": {
    program: ((n: bigint, x: bigint, i: bigint) => {
      for (let k = 0n; k < n; k++) x *= i++;
      return [x, i];
    }) as Loose,
    more: pairs,
  },
  "a counter that is a number": {
    program: ((n: bigint, x: bigint) => {
      for (let i = -3; i < Number(n); i++) x *= BigInt(2 * i + 7);
      return [x];
    }) as Loose,
    more: each,
  },
  "a sum of factorials": {
    program: ((n: bigint, s: bigint, x: bigint) => {
      for (let i = 1n; i <= n; i++) {
        s += x;
        x = x * i;
      }
      return [s, x];
    }) as Loose,
    more: pairs,
  },
  derangements: {
    program: ((n: bigint, a: bigint, b: bigint) => {
      for (let i = 2n; i <= n; i++) [a, b] = [b, (i - 1n) * (a + b)];
      return [a, b];
    }) as Loose,
    more: pairs,
  },
  "polynomials with invariants": {
    program: ((n: bigint, x: bigint, k: bigint) => {
      let j = 0n;
      for (let i = 1n; i <= n; i++) {
        x = x * (i * i - k * i + 7n * j) - k * j;
        j += i;
      }
      return [x, j];
    }) as Loose,
    more: pairs,
  },
  "factors that come late": {
    program: ((n: bigint, x: bigint, y: bigint) => {
      let z = 9n;
      for (let i = 1n; i <= n; i++) {
        x *= y;
        y = z;
        z = i;
      }
      return [x, y, z];
    }) as Loose,
    more: pairs,
  },
  "powers of a product": {
    program: ((n: bigint, x: bigint) => {
      let s = 0n;
      for (let i = 1n; i <= n; i++) {
        s += x * x * i;
        x = x * (i - 4n) + 1n;
      }
      return [s, x];
    }) as Loose,
    more: each,
  },
  "beside a linear recurrence, and fed by it": {
    program: ((n: bigint, x: bigint) => {
      let [a, b, y] = [0n, 1n, x];
      for (let i = 1n; i <= n; i++) {
        x *= i;
        y = y * i + a;
        [a, b] = [b, a + b];
      }
      return [a, x, y];
    }) as Loose,
    more: each,
  },
  "two paths": {
    program: ((n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) {
        if (i < 50n) x *= i + 1n;
        else x *= i - 100n;
      }
      return [x];
    }) as Loose,
    more: each,
  },
  "every other turn": {
    program: ((n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) if (i % 2n === 0n) x *= i + 1n;
      return [x];
    }) as Loose,
    more: each,
  },
  "a condition that lasts": {
    program: ((n: bigint, x: bigint) => {
      let i = 5n;
      while (i <= n && x > 0n) x *= i++;
      return [x, i];
    }) as Loose,
    more: each,
  },
  "a condition that does not": {
    program: ((n: bigint, x: bigint) => {
      let i = -5n;
      while (i <= n && x !== 0n) x *= i++;
      return [x, i];
    }) as Loose,
    more: each,
  },
  "a condition that changes with the sign of a factor": {
    program: ((n: bigint, x: bigint) => {
      let i = 1n;
      while (i <= n && x > 0n) x *= 15n - i++;
      return [x, i];
    }) as Loose,
    more: each,
  },
  "beside a generator": {
    program: ((n: bigint, x: bigint) => {
      let z = 1;
      for (let i = 1n; i <= n; i++) {
        x *= i;
        z = (z * 16807) % 2147483647;
      }
      return [x, z];
    }) as Loose,
    more: each,
  },
  "a dead product": {
    program: ((n: bigint, x: bigint) => {
      let s = 0n;
      for (let i = 1n; i <= n; i++) {
        x *= i;
        s += i;
      }
      return [s];
    }) as Loose,
    more: each,
  },
  "of numbers": {
    program: ((n: bigint, x: bigint) => {
      let y = Number(x % 1000n);
      for (let i = -2; i < Number(n); i++) y *= i;
      return [y];
    }) as Loose,
    more: each,
  },
};

/** Results that are numbers take few turns; and where x becomes 0 nobody can tell beforehand. */
const asWritten: ReadonlySet<string> = new Set([
  "of numbers",
  "a condition that does not",
  "a condition that changes with the sign of a factor",
]);

describe.each(Object.entries(cases))("%s", (name, { program, more }) => {
  test("is the loop as written", () => {
    let accelerated = 0;
    for (const n of turns)
      for (const args of more) accelerated += compare(program as never, () => [n, ...args]).accelerated;
    if (!asWritten.has(name)) expect(accelerated).toBeGreaterThan(0);
  });
});

describe("what cannot exist", () => {
  test("is refused at once, where it is proved", () => {
    const { fast } = watch(((n: bigint, x: bigint) => {
      for (let i = 1n; i <= n; i++) x *= i;
      return [x];
    }) as Loose);
    for (const x of [1n, -1n, 2n ** 64n]) {
      const result = outcome(() => fast(10n ** 18n, x));
      expect(String(Object.values(result))).toMatch(/RangeError: .*x would grow to/);
    }
    expect(fast(10n ** 18n, 0n)).toEqual([0n]);
    expect(fast(10n ** 400n, 0n)).toEqual([0n]);
  });

  test("is refused for a dead product, too", () => {
    const { fast } = watch(((n: bigint) => {
      let [s, x] = [0n, 1n];
      for (let i = 1n; i <= n; i++) {
        x *= i;
        s += i;
      }
      return [s];
    }) as Loose);
    expect(() => fast(10n ** 18n)).toThrow(RangeError);
  });
});

test("explain shows the coefficients", () => {
  const fast = cpmoptimize()((n: bigint, k: bigint) => {
    let [a, b] = [1n, 0n];
    for (let i = 2n; i <= n; i++) [a, b] = [b, (k * i - 1n) * (a + b)];
    return b;
  });
  const text = String(explain(fast));
  expect(text).toMatch(/a \| +0 +1 \|/);
  expect(text).toMatch(/b \| k\*i - 1 +k\*i - 1 \|/);
  expect(text).toContain("binary splitting");
});

test("a thousand factors are multiplied by splitting, ten are not", () => {
  const fast = cpmoptimize()((n: bigint) => {
    let x = 1n;
    for (let i = 1n; i <= n; i++) x *= i;
    return x;
  });
  fast(10n);
  expect(explain(fast).loops[0]).toMatchObject({ status: "declined", refusals: [{ code: "few-turns" }] });
  fast(3000n);
  expect(explain(fast).loops[0]).toMatchObject({ status: "accelerated" });
});
