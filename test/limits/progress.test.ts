/** `onProgress`: hears how far a long jump is, may end it, and is never called for short ones. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type State = readonly [state: readonly (bigint | number)[], thrown?: unknown];

interface Long {
  readonly program: (n: bigint) => State;
  readonly turns: bigint;
  /** The variables in front of the loop. */
  readonly before: readonly (bigint | number)[];
  /** So few turns are run as written. */
  readonly isSlow?: true;
}

const programs: Readonly<Record<string, Long>> = {
  "a recurrence of order 2": {
    program: (n) => {
      let [a, b, i] = [0n, 1n, 0n];
      try {
        for (; i < n; i++) [a, b] = [b, a + b];
      } catch (error) {
        return [[a, b, i], error];
      }
      return [[a, b, i]];
    },
    turns: 4_000_000n,
    before: [0n, 1n, 0n],
  },
  "a recurrence of order 5": {
    program: (n) => {
      let [a, b, c, d, e, i] = [0n, 1n, 0n, 2n, 3n, 0n];
      try {
        for (; i < n; i++) [a, b, c, d, e] = [b, c, d, e, a + 2n * c + e];
      } catch (error) {
        return [[a, b, c, d, e, i], error];
      }
      return [[a, b, c, d, e, i]];
    },
    turns: 1_000_000n,
    before: [0n, 1n, 0n, 2n, 3n, 0n],
  },
  "a power": {
    program: (n) => {
      let [p, i] = [5n, 0n];
      try {
        for (; i < n; i++) p *= 3n;
      } catch (error) {
        return [[p, i], error];
      }
      return [[p, i]];
    },
    turns: 6_000_000n,
    before: [5n, 0n],
  },
  "a factorial": {
    program: (n) => {
      let [f, i] = [1n, 1n];
      try {
        for (; i <= n; i++) f *= i;
      } catch (error) {
        return [[f, i], error];
      }
      return [[f, i]];
    },
    turns: 300_000n,
    before: [1n, 1n],
  },
  "a sum of products": {
    program: (n) => {
      let [f, s, i] = [1n, 0n, 1n];
      try {
        for (; i <= n; i++) {
          f *= i;
          s += f;
        }
      } catch (error) {
        return [[f, s, i], error];
      }
      return [[f, s, i]];
    },
    turns: 60_000n,
    before: [1n, 0n, 1n],
  },
  "a factorial modulo a prime": {
    program: (n) => {
      let [f, i] = [1n, 1n];
      try {
        for (; i <= n; i++) f = (f * i) % 2305843009213693951n;
      } catch (error) {
        return [[f, i], error];
      }
      return [[f, i]];
    },
    turns: 300_000_000n,
    before: [1n, 1n],
  },
  "powers of two bases": {
    program: (n) => {
      let [p, q, s, i] = [1n, 1n, 0n, 0n];
      try {
        for (; i < n; i++) {
          s += p + q;
          p *= 3n;
          q *= 7n;
        }
      } catch (error) {
        return [[p, q, s, i], error];
      }
      return [[p, q, s, i]];
    },
    turns: 2_000_000n,
    before: [1n, 1n, 0n, 0n],
  },
  maxima: {
    program: (n) => {
      let [a, b, c, d, i] = [0n, 1n, 2n, 5n, 0n];
      try {
        for (; i < n; i++) {
          const t = a + 3n > b ? a + 3n : b;
          const u = b + 2n > c ? b + 2n : c;
          const v = c + 7n > d ? c + 7n : d;
          const w = d + 1n > a + 4n ? d + 1n : a + 4n;
          [a, b, c, d] = [t, u, v, w];
        }
      } catch (error) {
        return [[a, b, c, d, i], error];
      }
      return [[a, b, c, d, i]];
    },
    turns: 10n ** 2400n,
    before: [0n, 1n, 2n, 5n, 0n],
  },
  "a state that comes back": {
    program: (n) => {
      let [x, i] = [1, 0n];
      try {
        for (; i < n; i++) x = (x + ((x * x) | 5)) & 0x3fffff;
      } catch (error) {
        return [[x, i], error];
      }
      return [[x, i]];
    },
    turns: 2_000_000_000n,
    before: [1, 0n],
    isSlow: true,
  },
  "the search for a threshold": {
    program: (n) => {
      let [a, b, i] = [0n, 1n, 0n];
      const limit = n > 5000n ? 1n << n : n;
      try {
        for (; a < limit; i++) [a, b] = [b, a + b];
      } catch (error) {
        return [[a, b, i], error];
      }
      return [[a, b, i]];
    },
    turns: 6_000_000n,
    before: [0n, 1n, 0n],
    isSlow: true,
  },
  "a shift register": {
    program: (n) => {
      let [x, i] = [12345n, 0n];
      try {
        for (; i < n; i++) x = BigInt.asUintN(1000, (x << 1n) ^ (x >> 300n));
      } catch (error) {
        return [[x, i], error];
      }
      return [[x, i]];
    },
    turns: 10n ** 4000n,
    before: [12345n, 0n],
    isSlow: true,
  },
  "a product modulo a power of 2": {
    program: (n) => {
      let [f, i] = [1n, 1n];
      try {
        for (; i <= n; i++) f = (f * (2n * i + 1n)) % 2n ** 600n;
      } catch (error) {
        return [[f, i], error];
      }
      return [[f, i]];
    },
    turns: 10n ** 9n,
    before: [1n, 1n],
  },
};

describe.each(Object.entries(programs))("%s", (_, { program, turns, before, isSlow }) => {
  test("hears of it in order, and changes nothing", () => {
    const fractions: number[] = [];
    const fast = cpmoptimize({ onProgress: (fraction) => fractions.push(fraction) })(program);
    const result = fast(turns);
    expect(result).toEqual(cpmoptimize(program)(turns));
    expect(explain(fast).loops[0]!.status).toBe("accelerated");
    expect(fractions.length).toBeGreaterThan(3);
    expect(fractions.length).toBeLessThan(130);
    expect(fractions[0]).toBe(0);
    expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
    const heard = fractions.length;
    expect(fast(40n)).toEqual(program(40n));
    expect(fast(3000n)).toEqual(program(3000n));
    expect(fractions).toHaveLength(heard);
  });

  test.each([1, 2, 4])("what it throws at call %d comes out of the loop, with nothing changed", (at) => {
    for (const reason of ["enough", new RangeError("enough"), undefined]) {
      let calls = 0;
      let isPatient = false;
      const onProgress = (): void => {
        if (++calls === at && !isPatient) throw reason;
      };
      const fast = cpmoptimize({ itersLimit: 0, onProgress })(program);
      const [state, thrown] = fast(turns);
      expect(thrown).toBe(reason);
      expect(state).toEqual(before);
      expect(calls).toBe(at);
      isPatient = true;
      expect(fast(2000n)).toEqual(program(2000n));
      if (!isSlow) expect(explain(fast).loops[0]!.status).toBe("accelerated");
    }
  });
});

test("a listener that calls the function itself", () => {
  const { program, turns } = programs["a recurrence of order 2"]!;
  const inner: unknown[] = [];
  const fast = cpmoptimize({ onProgress: () => inner.push(fast(2000n)) })(program);
  expect(fast(turns)).toEqual(cpmoptimize(program)(turns));
  expect(inner.length).toBeGreaterThan(3);
  for (const result of inner) expect(result).toEqual(program(2000n));
});

test("elements of a typed array are as they were, too", () => {
  const program = function (n: number, s: BigInt64Array, c: bigint): bigint {
    let f = 1n;
    for (let i = 0; i < n; i++) {
      s[0]! += 3n;
      f *= c;
    }
    return f;
  };
  let isPatient = false;
  const onProgress = (fraction: number): void => {
    if (fraction > 0.1 && !isPatient) throw new Error("enough");
  };
  const fast = cpmoptimize({ onProgress })(program);
  const held = BigInt64Array.of(7n);
  expect(() => fast(6_000_000, held, 3n)).toThrow("enough");
  expect(held).toEqual(BigInt64Array.of(7n));
  isPatient = true;
  expect(fast(6_000_000, held, 3n)).toBe(3n ** 6_000_000n);
  expect(held).toEqual(BigInt64Array.of(18_000_007n));
});

test("only a function can listen", () => {
  expect(() => cpmoptimize({ onProgress: true as never })).toThrow(/option onProgress is true/);
});

test.each(["a function", "a getter"])("%s that a listener replaces is not called by the jump", (what) => {
  let calls = 0;
  const original = Object.getOwnPropertyDescriptor(Map.prototype, what === "a getter" ? "size" : "get")!;
  const replace = (): void => {
    if (what === "a getter") {
      const get = function (this: Map<unknown, unknown>): unknown {
        calls++;
        return original.get!.call(this);
      };
      Object.defineProperty(Map.prototype, "size", { ...original, get });
      return;
    }
    const value = function (this: Map<unknown, unknown>, key: unknown): unknown {
      calls++;
      return (original.value as Map<unknown, unknown>["get"]).call(this, key);
    };
    Object.defineProperty(Map.prototype, "get", { ...original, value });
  };
  let heard = 0;
  // The loop as written is to have few turns.
  let limit = 4_000_000n;
  const onProgress = (): void => {
    if (++heard !== 2) return;
    replace();
    limit = 50n;
  };
  const scope = (code: string): unknown => eval(code);
  const program = function (): readonly bigint[] {
    let [a, b, i] = [0n, 1n, 0n];
    for (; i < limit; i++) [a, b] = [b, a + b];
    return [a, b, i];
  };
  const fast = cpmoptimize({ itersLimit: 0, onProgress, scope })(program);
  let result: unknown;
  try {
    result = fast();
  } finally {
    Object.defineProperty(Map.prototype, what === "a getter" ? "size" : "get", original);
  }
  expect(calls).toBe(0);
  expect(heard).toBe(2);
  expect(result).toEqual(program());
  expect(explain(fast).loops[0]!.refusals).toMatchObject([{ code: "patched-builtins" }]);
  expect(fast()).toEqual(program());
  expect(explain(fast).loops[0]!.status).toBe("accelerated");
});
