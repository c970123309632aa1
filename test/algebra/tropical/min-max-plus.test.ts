/** Repetitions of blocks of min-max maps, against applying them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MinMaxMap } from "../../../src/algebra/tropical/min-max-plus.ts";
import { applyOnce, difference, moved, repetitions } from "../../../src/algebra/tropical/min-max-plus.ts";
import type { Extended } from "../../../src/algebra/tropical/semirings.ts";

const INPUTS = 3;
const operation = fc.constantFrom("+", "*", "max", "min", "max", "min");
const raw = fc.tuple(operation, fc.nat(), fc.nat(), fc.bigInt(-3n, 3n));

function mapOf(list: readonly (readonly [string, number, number, bigint])[], outputs: number[]): MinMaxMap {
  const steps = list.map(([op, x, y, by], k): MinMaxMap["steps"][number] => {
    const registers = INPUTS + k;
    if (op === "+" || op === "*") return { op, x: x % registers, by };
    return { op: op as "max" | "min", x: x % registers, y: y % registers };
  });
  return { steps, outputs: outputs.map((register) => register % (INPUTS + steps.length)) };
}

const anyMap = fc
  .tuple(fc.array(raw, { maxLength: 8 }), fc.array(fc.nat(), { minLength: INPUTS, maxLength: INPUTS }))
  .map(([list, outputs]) => mapOf(list, outputs));
/** Two entries that go their ways, and a third that is taken from both: what is ahead is overtaken. */
const race = fc
  .tuple(
    fc.array(fc.bigInt(-3n, 3n), { minLength: 2, maxLength: 2 }),
    fc.array(raw, { maxLength: 4 }),
    fc.nat(),
  )
  .map(([[first, second], list, third]): MinMaxMap => {
    const ways = [first, second].map((by, x) => ["+", x, 0, by!] as const);
    const { steps, outputs } = mapOf([...ways, ...list], [INPUTS, INPUTS + 1, third]);
    return { steps, outputs };
  });
const start = fc.array(fc.bigInt(-30n, 30n), { minLength: INPUTS, maxLength: INPUTS });

function orbit(map: MinMaxMap, from: readonly Extended[], count: number): Extended[][] {
  const states = [[...from]];
  while (states.length <= count) states.push(applyOnce(map, states.at(-1)!));
  return states;
}

test("a block repeats itself for as long as is said", () => {
  const tried = { forEver: 0, forAWhile: 0, never: 0 };
  fc.assert(
    fc.property(fc.oneof(anyMap, race), start, fc.integer({ min: 1, max: 3 }), (map, from, length) => {
      const block = orbit(map, from, length);
      const slopes = difference(block[0]!, block[length]!)!;
      const blocks = repetitions(map, block.slice(0, length), slopes);
      tried[blocks === Infinity ? "forEver" : blocks === 0n ? "never" : "forAWhile"]++;
      const checked = blocks < 12n ? Number(blocks) : 12;
      const states = orbit(map, from, checked * length);
      for (let k = 1; k <= checked; k++) {
        expect(states[k * length]).toEqual(moved(from, slopes, BigInt(k)));
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
  for (const count of Object.values(tried)) expect(count).toBeGreaterThan(50);
});

test.each([
  ["max", 3n, -10n, 5n],
  ["min", -3n, 10n, 5n],
] as const)("a %s that is overtaken: until then, and not one block longer", (op, by, behind, blocks) => {
  // x stays, y comes nearer, and the third keeps the winner.
  const map: MinMaxMap = {
    steps: [
      { op: "+", x: 1, by },
      { op, x: 0, y: 1 },
    ],
    outputs: [0, 3, 4],
  };
  const slopes = [0n, by, 0n];
  const from = [0n, behind, 0n];
  const found = repetitions(map, [from], slopes);
  expect(found).toBe(blocks - 1n);
  const states = orbit(map, from, 8);
  const same = states.findIndex((state, k) => state[2] !== moved(from, slopes, BigInt(k))[2]);
  expect(BigInt(same)).toBe(blocks);
});

test("infinite entries have no slope of their own", () => {
  expect(difference([1n, -Infinity, Infinity], [4n, -Infinity, Infinity])).toEqual([3n, 0n, 0n]);
  expect(difference([-Infinity], [Infinity])).toBeUndefined();
  expect(difference([-Infinity], [0n])).toBeUndefined();
  expect(difference([0n], [Infinity])).toBeUndefined();
  expect(moved([-Infinity, 2n], [5n, 5n], 3n)).toEqual([-Infinity, 17n]);
  const plusOne: MinMaxMap = { steps: [{ op: "+", x: 0, by: 1n }], outputs: [1] };
  expect(applyOnce(plusOne, [Infinity])).toEqual([Infinity]);
});
