/** Signs that are proved to last, against the terms that follow. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coneLength, coneSign, positiveCone } from "../../src/algebra/linear-recurrence/positive-cone.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";

const signed = (value: bigint): number => (value > 0n ? 1 : value < 0n ? -1 : 0);

const recurrences = fc.integer({ min: 1, max: 5 }).chain((order) =>
  fc.record({
    characteristic: fc
      .array(fc.bigInt(-4n, 2n), { minLength: order, maxLength: order })
      .map((c) => [...c, 1n]),
    first: fc.array(fc.bigInt(-9n, 9n), { minLength: order, maxLength: order }),
  }),
);

describe("a cone", () => {
  test("keeps the sign of what is in it, for all terms that follow", () => {
    const proved = { "-1": 0, "0": 0, "1": 0 };
    fc.assert(
      fc.property(recurrences, ({ characteristic, first }) => {
        const cone = positiveCone(characteristic);
        if (cone === undefined) return;
        expect(cone.order).toBe(first.length);
        const all = terms(characteristic, first, 150);
        for (const from of [0, 1, 5, 20]) {
          const own = all.slice(from);
          const sign = coneSign(cone, own.slice(0, coneLength(cone)));
          if (sign === undefined) continue;
          proved[sign]++;
          for (const value of own)
            expect(sign === 0 ? signed(value) : signed(value) * sign).toBeGreaterThanOrEqual(0);
          if (sign === 0) expect(own.every((value) => value === 0n)).toBe(true);
          // All that follows is in it, too.
          expect([sign, 0]).toContain(coneSign(cone, own.slice(1, 1 + coneLength(cone))));
        }
      }),
      { numRuns: 1000 },
    );
    expect(proved[1]).toBeGreaterThan(200);
    expect(proved[-1]).toBeGreaterThan(200);
  });

  test.each([
    ["Fibonacci numbers", [-1n, -1n, 1n], [0n, 1n], 1],
    ["Pell numbers", [-1n, -2n, 1n], [-1n, -2n], -1],
    ["tribonacci numbers", [-1n, -1n, -1n, 1n], [0n, 0n, 1n], 1],
    ["powers of three", [-3n, 1n], [-5n], -1],
    ["zeros", [-1n, -1n, 1n], [0n, 0n], 0],
    ["a difference of powers of 3 and 2", [6n, -5n, 1n], [0n, 1n], 1],
    ["a sum of powers of 5, 2 and -1", [10n, 3n, -6n, 1n], [3n, 6n, 30n], 1],
  ] as const)("is found for %s, from some term on", (_, characteristic, first, sign) => {
    const cone = positiveCone(characteristic)!;
    const all = terms(characteristic, [...first], 60);
    const found = all.map((_, from) => coneSign(cone, all.slice(from, from + coneLength(cone))));
    expect(found.slice(0, 20)).toContain(sign);
    expect(found.slice(20, 30).every((own) => own === sign)).toBe(true);
  });

  test("does not hold what changes its sign later", () => {
    // 3^k - 10^6·2^k is negative up to k = 34.
    const cone = positiveCone([6n, -5n, 1n])!;
    const all = terms([6n, -5n, 1n], [1n - 10n ** 6n, 3n - 2n * 10n ** 6n], 80);
    expect(all.findIndex((value) => value > 0n)).toBe(35);
    for (let from = 0; from < 35; from++)
      expect(coneSign(cone, all.slice(from, from + coneLength(cone)))).toBeUndefined();
    expect(coneSign(cone, all.slice(50, 50 + coneLength(cone)))).toBe(1);
  });

  test("does not hold what alternates", () => {
    for (const characteristic of [
      [1n, 1n],
      [2n, 1n],
      [1n, 0n, 1n],
    ]) {
      const cone = positiveCone(characteristic);
      if (cone === undefined) continue;
      const all = terms(characteristic, [1n, -1n].slice(0, characteristic.length - 1), 40);
      for (let from = 0; from < 8; from++)
        expect(coneSign(cone, all.slice(from, from + coneLength(cone)))).toBeUndefined();
    }
  });

  test("is not looked for where there is no root, a very large one, or a high degree", () => {
    expect(positiveCone([1n])).toBeUndefined();
    expect(positiveCone([-(2n ** 60n), 1n])).toBeUndefined();
    expect(positiveCone([-1n, ...Array<bigint>(10).fill(0n), 1n])).toBeUndefined();
  });
});
