/** The article's examples through the decorator, against the plain functions and against formulas. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpmoptimize, explain, range } from "../../src/index.ts";

const example1 = (n: bigint): bigint => {
  let step1 = 1n;
  let step2 = 1n;
  let res = 1n;
  for (const _ of range(n)) {
    res += step2;
    step2 += step1;
    step1 += 1n;
  }
  return res;
};

function fib(n: bigint): bigint {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}

function recurrence(n: bigint): bigint {
  let prev3 = 0n;
  let prev2 = 1n;
  let prev1 = 1n;
  for (const i of range(3n, n + 3n)) {
    const cur = 7n * (2n * prev1 + 3n * prev2) + 4n * prev3 + 5n * i + 6n;
    [prev3, prev2, prev1] = [prev2, prev1, cur];
  }
  return prev3;
}

function geometricSum(count: bigint, start = 3n, coeff = -2n): bigint {
  let res = 0n;
  let elem = start;
  for (const _ of range(count)) {
    res += elem;
    elem *= coeff;
  }
  return res;
}

function power(n: bigint, a = 3n): bigint {
  let res = 1n;
  for (let i = 0n; i < n; i++) res *= a;
  return res;
}

function invariants(n: bigint, k = 5n): bigint {
  let res = 0n;
  for (const i of range(n)) {
    const m = 3n;
    res += ((k ** m) & 676n) + i;
  }
  return res;
}

const all = { example1, fib, recurrence, geometricSum, power, invariants };

describe.each(Object.entries(all))("%s", (_, slow) => {
  const flags = [true, false].flatMap((optMinRows) =>
    [true, false].map((optClearStack) => ({ optMinRows, optClearStack })),
  );
  it.each(flags)("agrees with the plain function: %o", (options) => {
    const fast = cpmoptimize({ ...options, strict: true, itersLimit: 2 })(slow);
    for (const n of [-1n, 0n, 1n, 2n, 3n, 4n, 5n, 10n, 99n, 300n]) expect(fast(n), String(n)).toBe(slow(n));
    expect(explain(fast).loops[0]?.status).toBe("accelerated");
    fc.assert(
      fc.property(fc.bigInt(0n, 400n), (n) => fast(n) === slow(n)),
      { numRuns: 20 },
    );
  });
});

describe("at sizes that no plain loop reaches", () => {
  it("example 1 at 10^18", () => {
    expect(cpmoptimize({ strict: true })(example1)(10n ** 18n)).toBe(
      166666666666666666666666666666666667500000000000000001n,
    );
  });

  it("10^1000 turns", () => {
    const n = 10n ** 1000n;
    const sum = cpmoptimize({ strict: true })((m: bigint) => {
      let res = 0n;
      for (const i of range(m)) res += i;
      return res;
    });
    expect(sum(n)).toBe((n * (n - 1n)) / 2n);
  });

  it("a long Fibonacci number, by the doubling identities", () => {
    const fast = cpmoptimize({ strict: true })(fib);
    const [f, g] = [fast(50_000n), fast(50_001n)];
    expect(fast(100_000n)).toBe(f * (2n * g - f));
  });

  it("a result that can not exist is a RangeError at once", () => {
    expect(() => cpmoptimize()(fib)(10n ** 18n)).toThrow(RangeError);
    expect(() => cpmoptimize()(fib)(10n ** 18n)).toThrow(/fib/);
  });
});
