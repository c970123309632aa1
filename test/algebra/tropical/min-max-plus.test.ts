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

test("one application is its steps", () => {
  const map: MinMaxMap = {
    steps: [
      { op: "+", x: 0, by: 5n },
      { op: "*", x: 1, by: -2n },
      { op: "max", x: 2, y: 3 },
      { op: "min", x: 2, y: 3 },
    ],
    outputs: [2, 3, 4, 5],
  };
  expect(applyOnce(map, [1n, 7n])).toEqual([6n, -14n, 6n, -14n]);
  expect(applyOnce(map, [-30n, 3n])).toEqual([-25n, -6n, -6n, -25n]);
});

/** The first two entries go their ways, and the third is one of both. */
const between = (
  op: "max" | "min",
  [first, second]: readonly [bigint, bigint],
  order: readonly [number, number],
): MinMaxMap => ({
  steps: [
    { op: "+", x: 0, by: first },
    { op: "+", x: 1, by: second },
    { op, x: order[0], y: order[1] },
  ],
  outputs: [3, 4, 5],
});
const orders = [
  [0, 1],
  [1, 0],
] as const;

test.each(orders)("of equals the one that goes ahead is taken: entries %i and %i", (...order) => {
  for (const [op, by] of [
    ["max", 3n],
    ["min", -3n],
  ] as const) {
    const map = between(op, [0n, by], order);
    expect(repetitions(map, [[0n, 0n, -by]], [0n, by, by])).toBe(Infinity);
    expect(repetitions(map, [[0n, 0n, 0n]], [0n, by, 0n])).toBe(0n);
  }
});

test.each(orders)("both may move: entries %i and %i", (...order) => {
  expect(repetitions(between("max", [1n, 3n], order), [[0n, -10n, -1n]], [1n, 3n, 1n])).toBe(6n);
  expect(repetitions(between("min", [-1n, -3n], order), [[0n, 10n, 1n]], [-1n, -3n, -1n])).toBe(6n);
  expect(repetitions(between("max", [3n, 1n], order), [[0n, -10n, -3n]], [3n, 1n, 3n])).toBe(Infinity);
});

test.each(orders)("nothing passes what is infinite: entries %i and %i", (...order) => {
  expect(repetitions(between("max", [-1n, 1n], order), [[0n, -Infinity, 1n]], [-1n, 0n, -1n])).toBe(Infinity);
  expect(repetitions(between("max", [0n, 1n], order), [[Infinity, 0n, Infinity]], [0n, 1n, 0n])).toBe(
    Infinity,
  );
});
