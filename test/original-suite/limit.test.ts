/** The original's tests of its limit: the loop as written runs up to max(itersLimit, 2) turns, above it never. */
import { describe, expect, test } from "vitest";
import { range } from "cpmoptimize";
import type { Loose } from "./harness.ts";
import { watch } from "./harness.ts";

const forms: Record<string, Loose> = {
  "for of range": ((n: bigint) => {
    let s = 0n;
    for (const i of range(n)) s += i;
    return s;
  }) as Loose,
  for: ((n: bigint) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += i;
    return s;
  }) as Loose,
  "for with <= and step down": ((n: bigint) => {
    let s = 0n;
    for (let i = n; 1n <= i; i--) s += i - 1n;
    return s;
  }) as Loose,
  "while (n--)": ((n: bigint) => {
    let s = 0n;
    while (n--) s += n;
    return s;
  }) as Loose,
  "do while": ((n: bigint) => {
    let s = 0n;
    if (n <= 0n) return s;
    do s += --n;
    while (n > 0n);
    return s;
  }) as Loose,
};

describe.each(Object.entries(forms))("%s", (_, fn) => {
  test.each([0, 1, 2, 3, 7, 100, 5000, 10n, 2n ** 40n] as const)("itersLimit %s", (itersLimit) => {
    const { fast, accelerations, clear } = watch(fn, { itersLimit });
    const limit = itersLimit < 2 ? 2n : BigInt(itersLimit);
    for (const n of [0n, 1n, 2n, 3n, limit - 1n, limit, limit + 1n, limit + 2n, 2n * limit]) {
      // The loop whose test comes last has one test fewer that succeeds.
      const slack = fn === forms["do while"] ? 1n : 0n;
      if (n > 100_000n && n <= limit + slack) continue;
      clear();
      expect(fast(n)).toBe((n * (n - 1n)) / 2n);
      if (n <= limit) expect(accelerations().length, `n = ${n}`).toBe(0);
      else if (n > limit + slack) expect(accelerations().length, `n = ${n}`).toBe(1);
    }
  });

  test("auto: few turns run as written, many do not", () => {
    const { fast, accelerations } = watch(fn);
    for (const n of [0n, 1n, 2n, 3n, 5n]) expect(fast(n)).toBe((n * (n - 1n)) / 2n);
    expect(accelerations().length).toBe(0);
    for (const n of [10n ** 6n, 10n ** 18n, 10n ** 100n]) expect(fast(n)).toBe((n * (n - 1n)) / 2n);
    expect(accelerations().length).toBe(3);
    expect(fast(5n)).toBe(10n);
    expect(accelerations().length).toBe(3);
  });

  test("strict never throws for too few turns", () => {
    for (const options of [{ strict: true }, { strict: true, itersLimit: 1000 }]) {
      const { fast } = watch(fn, options);
      for (const n of [0n, 1n, 2n, 3n, 100n]) expect(fast(n)).toBe((n * (n - 1n)) / 2n);
    }
  });
});
