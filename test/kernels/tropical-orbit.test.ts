/** Repetitions of maps of maxima, minima and shifts, against plain iteration. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MinMaxMap } from "../../src/algebra/tropical/min-max-plus.ts";
import { applyOnce, difference, moved, repetitions } from "../../src/algebra/tropical/min-max-plus.ts";
import type { Extended } from "../../src/algebra/tropical/semirings.ts";
import { afterTurns } from "../../src/kernels/tropical/orbit.ts";

type Step = MinMaxMap["steps"][number];

const WIDTH = 4;

/** The last entry is the unit, which stays. */
const maps: fc.Arbitrary<MinMaxMap> = fc
  .array(
    fc.record({
      op: fc.constantFrom("+", "+", "max", "max", "min", "min", "*"),
      x: fc.nat(),
      y: fc.nat(),
      by: fc.oneof(fc.bigInt(-6n, 6n), fc.constantFrom(1000n, -(2n ** 60n))),
    }),
    { minLength: 3, maxLength: 12 },
  )
  .chain((drawn) => {
    const steps = drawn.map(({ op, x, y, by }, k): Step => {
      const registers = WIDTH + k;
      if (op === "*") return { op, x: x % registers, by: BigInt(y % 3) };
      return op === "+"
        ? { op, x: x % registers, by }
        : { op: op as "max" | "min", x: x % registers, y: y % registers };
    });
    const output = fc.nat(WIDTH + steps.length - 1);
    return fc.tuple(output, output, output).map((outputs) => ({ steps, outputs: [...outputs, WIDTH - 1] }));
  });

const entry: fc.Arbitrary<Extended> = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt(-30n, 30n) },
  { weight: 1, arbitrary: fc.constantFrom<Extended>(-Infinity, Infinity, 10n ** 20n) },
);
const states = fc.tuple(entry, entry, entry).map((three): Extended[] => [...three, 0n]);

function iterate(map: MinMaxMap, start: readonly Extended[], turns: number): readonly Extended[] {
  let state = start;
  for (let k = 0; k < turns; k++) state = applyOnce(map, state);
  return state;
}

test("what repeats is what iteration gives, for as many blocks as are promised", () => {
  let promised = 0;
  fc.assert(
    fc.property(maps, states, fc.nat(6), fc.integer({ min: 1, max: 4 }), (map, first, lead, period) => {
      const start = iterate(map, first, lead);
      const block = [start];
      for (let k = 1; k < period; k++) block.push([...iterate(map, block.at(-1)!, 1)]);
      const slopes = difference(start, iterate(map, start, period));
      if (slopes === undefined) return;
      const blocks = repetitions(map, block, slopes);
      if (blocks !== 0n) promised++;
      for (let times = 1; times <= 12 && times <= blocks; times++)
        expect(moved(start, slopes, BigInt(times))).toEqual(iterate(map, start, times * period));
    }),
    { numRuns: 2000 },
  );
  expect(promised).toBeGreaterThan(300);
});

test("after any number of turns", () => {
  let found = 0;
  fc.assert(
    fc.property(maps, states, fc.integer({ min: 1, max: 700 }), (map, start, turns) => {
      const after = afterTurns(map, start, BigInt(turns), 200);
      if (after === undefined) return;
      if (turns > 400) found++;
      expect(after).toEqual(iterate(map, start, turns));
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(800);
});

describe("10^18 turns", () => {
  const N = 10n ** 18n;

  test("a class is overtaken by a faster one after 10^15 turns", () => {
    // x' = x + 1, y' = max(y + 3, x)... and z = min(x, y - 2·10^15) follows y first, x later.
    const map: MinMaxMap = {
      steps: [
        { op: "+", x: 0, by: 1n },
        { op: "+", x: 1, by: 3n },
        { op: "+", x: 1, by: -2n * 10n ** 15n },
        { op: "min", x: 0, y: 6 },
      ],
      outputs: [4, 5, 7, 3],
    };
    expect(afterTurns(map, [0n, 0n, 0n, 0n], N, 1000)).toEqual([N, 3n * N, N - 1n, 0n]);
    const early = 10n ** 14n;
    expect(afterTurns(map, [0n, 0n, 0n, 0n], early, 1000)?.[2]).toBe(3n * (early - 1n) - 2n * 10n ** 15n);
  });

  test("cycles of 5 and 7 turns have a period of 35", () => {
    // Entries 0 to 4 go round, gaining 2 once, and the others, one of them by way of a maximum with the first.
    const steps: Step[] = [
      { op: "+", x: 0, by: 2n },
      { op: "max", x: 5, y: 12 },
    ];
    const map: MinMaxMap = { steps, outputs: [1, 2, 3, 4, 12, 6, 7, 8, 9, 10, 11, 13] };
    const start = [0n, 5n, 1n, 0n, 3n, 2n, 9n, -4n, 0n, 1n, 1n, 7n];
    const [k, period] = [1000, 35];
    const [late, later] = [iterate(map, start, k), iterate(map, start, k + period)];
    const slopes = difference(late, later)!;
    const blocks = (N - BigInt(k)) / BigInt(period);
    const rest = Number((N - BigInt(k)) % BigInt(period));
    const expected = moved(iterate(map, start, k + rest), slopes, blocks);
    expect(afterTurns(map, start, N, 5000)).toEqual(expected);
  });

  test("turns that are gone through once more count, too", () => {
    const outputs = Array.from({ length: 31 }, (_, k) => (k + 1) % 31);
    const start = outputs.map((k) => BigInt((k * 7) % 31));
    // 4 + 8 + 16 + 32 turns are looked at from the first marks, 62 from the next. 31 of them are one block, which is gone
    // through once more, and what the blocks leave is walked.
    const needed = 60 + 62 + 31 + Number((N - 60n) % 31n);
    expect(afterTurns({ steps: [], outputs }, start, N, needed - 1)).toBeUndefined();
    expect(afterTurns({ steps: [], outputs }, start, N, needed)).toBeDefined();
  });

  test("not within too few turns", () => {
    const outputs = Array.from({ length: 31 }, (_, k) => (k + 1) % 31);
    const start = outputs.map((k) => BigInt((k * 7) % 31));
    expect(afterTurns({ steps: [], outputs }, start, N, 50)).toBeUndefined();
    expect(afterTurns({ steps: [], outputs }, start, N, 500)).toEqual(
      iterate({ steps: [], outputs }, start, Number(N % 31n)),
    );
  });
});
