/** Values that stay small although every bound by magnitudes grows are computed; what cannot exist is refused at once. */
import { describe, expect, test } from "vitest";
import type { Loose } from "../original-suite/harness.ts";
import { combinations, outcome, show, watch } from "../original-suite/harness.ts";

interface Case {
  readonly program: Loose;
  /** The values after n turns, far beyond what the loop as written can do. */
  readonly far: (n: bigint) => unknown;
  readonly more?: readonly unknown[];
  /** The numbers of turns far away. */
  readonly turns?: readonly bigint[];
}

/** The program, in every configuration, against itself in few turns and against `far` in many. */
function stays({ program, far, more = [], turns = [10n ** 9n, 10n ** 18n, 10n ** 30n + 1n] }: Case): void {
  for (const combination of combinations) {
    const { fast, accelerations } = watch(program, { ...combination, itersLimit: 0 });
    for (let n = 0n; n < 40n; n++) expect(fast(n, ...more), show(n)).toEqual(program(n, ...more));
    const before = accelerations().length;
    for (const n of turns) expect(fast(n, ...more), show(n)).toEqual(far(n));
    expect(accelerations().length - before).toBe(turns.length);
  }
}

const sign = (n: bigint): bigint => (n % 2n === 0n ? 1n : -1n);

describe("linear recurrences that cancel", () => {
  const cases: Record<string, Case> = {
    "a double root -1": {
      program: ((n: bigint) => {
        let [a, b] = [1n, 2n];
        for (let i = 0n; i < n; i++) [a, b] = [b, -a - b - b];
        return [a, b];
      }) as Loose,
      far: (n) => [sign(n) * (1n - 3n * n), sign(n + 1n) * (1n - 3n * (n + 1n))],
    },
    "the root 2 that this start does not have": {
      program: ((n: bigint) => {
        let [a, b] = [1n, 1n];
        for (let i = 0n; i < n; i++) [a, b] = [b, 3n * b - 2n * a];
        return [a, b];
      }) as Loose,
      far: () => [1n, 1n],
    },
    "the golden ratio that this start does not have": {
      program: ((n: bigint) => {
        let [a, b, c] = [1n, 1n, 1n];
        for (let i = 0n; i < n; i++) [a, b, c] = [b, c, 2n * c - a];
        return [a, b, c];
      }) as Loose,
      far: () => [1n, 1n, 1n],
    },
    "a rotation of period 6 with a step": {
      program: ((n: bigint, c: bigint) => {
        let [x, y] = [1n, 2n];
        for (let i = 0n; i < n; i++) [x, y] = [y + c, y - x];
        return [x, y];
      }) as Loose,
      more: [3n],
      far: (n) => {
        let [x, y] = [1n, 2n];
        for (let i = 0n; i < n % 6n; i++) [x, y] = [y + 3n, y - x];
        return [x, y];
      },
    },
    "a swap with a step": {
      program: ((n: bigint) => {
        let [x, y] = [0n, 0n];
        for (let i = 0n; i < n; i++) [x, y] = [y, x + 1n];
        return [x, y];
      }) as Loose,
      far: (n) => [n / 2n, (n + 1n) / 2n],
    },
    "a nilpotent turn": {
      program: ((n: bigint) => {
        let [a, b] = [3n, 3n];
        for (let i = 0n; i < n; i++) [a, b] = [8n * a - 8n * b, 8n * a - 8n * b];
        return [a, b];
      }) as Loose,
      far: () => [0n, 0n],
    },
  };

  test.each(Object.entries(cases))("%s", (_, own) => {
    stays(own);
  });
});

describe("products that become 0", () => {
  const far = [10n ** 8n, 10n ** 18n, 10n ** 30n];
  const cases: Record<string, Case> = {
    "in the first turn": {
      program: ((n: bigint) => {
        let a = 1n;
        for (let i = 0n; i <= n; i++) a *= i;
        return [a];
      }) as Loose,
      turns: far,
      far: () => [0n],
    },
    "after some turns": {
      program: ((n: bigint) => {
        let a = 3n;
        for (let i = -5n; i < n; i++) a *= i;
        return [a];
      }) as Loose,
      turns: far,
      far: () => [0n],
    },
    "by one of two roots": {
      program: ((n: bigint, k: bigint) => {
        let a = 3n;
        for (let i = 0n; i < n; i++) a *= (i - k) * (2n * i + 1n);
        return [a];
      }) as Loose,
      more: [20n],
      turns: far,
      far: () => [0n],
    },
    "beside one that does not": {
      program: ((n: bigint, k: bigint) => {
        let [a, b] = [3n, 7n];
        for (let i = 0n; i < n; i++) {
          a *= i - k;
          b = -b;
        }
        return [a, b];
      }) as Loose,
      more: [20n],
      turns: far,
      far: () => [0n, 7n],
    },
    "with quotients": {
      program: ((n: bigint, k: bigint) => {
        let a = 1n;
        for (let i = 0n; i < n; i++) a = (a * (k - i)) / (i + 1n);
        return [a];
      }) as Loose,
      more: [10n],
      turns: far,
      far: () => [0n],
    },
  };

  test.each(Object.entries(cases))("%s", (_, own) => {
    stays(own);
  });

  test("a division by 0 behind the end", () => {
    const program = ((n: bigint, end: bigint) => {
      let a = 1n;
      for (let i = 0n; i < n; i++) a = (a * (10n - i)) / (end - i);
      return [a];
    }) as Loose;
    const { fast } = watch(program, { itersLimit: 0 });
    for (const end of [5n, 11n, 30n])
      for (const n of [0n, 5n, 6n, 11n, 12n, 30n, 31n, 40n])
        expect(outcome(() => fast(n, end))).toEqual(outcome(() => program(n, end)));
    expect(outcome(() => fast(10n ** 8n, 10n ** 5n))).toEqual(outcome(() => program(10n ** 8n, 10n ** 5n)));
  });
});

/** A RangeError without a turn, and the same results as written where there are few. */
function cannotExist(program: Loose, turns: readonly bigint[], ...more: readonly unknown[]): void {
  const { fast } = watch(program, { itersLimit: 0 });
  for (let n = 0n; n < 30n; n++)
    expect(outcome(() => fast(n, ...more))).toEqual(outcome(() => program(n, ...more)));
  for (const n of turns) expect(() => fast(n, ...more)).toThrow(/Nothing has been changed/);
}

describe("what cannot exist", () => {
  test("a factorial downwards", () => {
    const program = ((n: bigint) => {
      let a = 1n;
      for (let i = n; i > 0n; i--) a *= i;
      return [a];
    }) as Loose;
    cannotExist(program, [10n ** 9n, 10n ** 12n, 10n ** 18n, 10n ** 400n]);
  });

  test("a product that is 0 at the end", () => {
    const program = ((n: bigint) => {
      let a = -1n;
      for (let i = -n; i <= n; i++) a *= 2n * i;
      return [a];
    }) as Loose;
    cannotExist(program, [10n ** 9n, 10n ** 12n]);
  });

  test("a binomial coefficient with a large numerator", () => {
    const program = ((n: bigint, m: bigint) => {
      let a = 1n;
      for (let i = 0n; i < n; i++) a = (a * (m - i)) / (i + 1n);
      return [a];
    }) as Loose;
    cannotExist(program, [6n * 10n ** 7n], 10n ** 18n);
  });

  test("a power of 2 by a recurrence with signs", () => {
    const program = ((n: bigint, a: bigint, b: bigint) => {
      for (let i = 0n; i < n; i++) [a, b] = [b, 3n * b - 2n * a];
      return [a, b];
    }) as Loose;
    for (const [a, b] of [
      [1n, 2n],
      [5n, 4n],
      [-1n, 1n],
    ])
      // prettier-ignore
      cannotExist(program, [10n ** 10n, 10n ** 18n, 10n ** 400n], a, b);
  });
});
