/** Signs that are kept for ever: those claimed hold along the orbit, and where nothing cancels they are found. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Sign, signOf } from "../../src/algebra/sign-intervals.ts";
import { orbit } from "../../src/transition/apply.ts";
import { SignPattern } from "../../src/transition/sign-pattern.ts";
import type { Entry } from "../../src/transition/transition.ts";
import { transitionFrom, transitions } from "./arbitrary-transition.ts";

const entries = (weights: readonly bigint[]): Entry<bigint>[] =>
  weights.flatMap((weight, k): Entry<bigint>[] => (weight === 0n ? [] : [[k, weight]]));

const valuesOf = (states: readonly (readonly bigint[])[], weights: readonly bigint[]): bigint[] =>
  states.map((state) => state.reduce((sum, value, i) => sum + value * weights[i]!, 0n));

test("what is claimed holds", () => {
  let claimed = 0;
  const small = fc.constantFrom(-2n, -1n, 0n, 0n, 0n, 1n, 2n);
  const cases = transitions(4).chain(({ transition, start }) =>
    fc.tuple(
      fc.constant(transition),
      fc.tuple(...start.map(() => small)),
      fc.tuple(...start.map(() => small)),
    ),
  );
  fc.assert(
    fc.property(cases, ([transition, start, weights]) => {
      const sign = new SignPattern(transition, entries(weights)).signFrom(start);
      if (sign === undefined) return;
      claimed++;
      for (const value of valuesOf(orbit(transition, start, 20), weights))
        expect([0, sign]).toContain(signOf(value));
    }),
    { numRuns: 400 },
  );
  expect(claimed).toBeGreaterThan(40);
});

test("where nothing cancels, after a change of signs, the sign is found", () => {
  const cell = fc.bigInt(0n, 3n);
  const sign = fc.constantFrom(-1n, 1n);
  const cases = fc
    .integer({ min: 1, max: 5 })
    .chain((d) =>
      fc
        .tuple(...[...Array<undefined>(d)].map(() => fc.tuple(sign, cell, cell)))
        .chain((own) =>
          fc.tuple(fc.constant(own), fc.tuple(...own.map(() => fc.tuple(...own.map(() => cell))))),
        ),
    );
  fc.assert(
    fc.property(cases, sign, ([own, rows], side) => {
      const signs = own.map(([s]) => s);
      const transition = transitionFrom(rows.map((row, i) => row.map((c, j) => c * signs[i]! * signs[j]!)));
      const start = own.map(([s, value]) => s * value);
      const weights = own.map(([s, , weight]) => side * s * weight);
      const pattern = new SignPattern(transition, entries(weights));
      const isZero = valuesOf(orbit(transition, start, own.length), weights).every((value) => value === 0n);
      const expected: Sign = isZero ? 0 : side > 0n ? 1 : -1;
      expect(pattern.signFrom(start)).toBe(expected);
    }),
  );
});

test("where something cancels, nothing is claimed", () => {
  const rotation = transitionFrom([
    [0n, -1n],
    [1n, 0n],
  ]);
  expect(new SignPattern(rotation, [[0, 1n]]).signFrom([1n, 0n])).toBeUndefined();
  const counters = transitionFrom([
    [1n, 0n],
    [0n, 1n],
  ]);
  expect(new SignPattern(counters, entries([1n, -1n])).signFrom([2n, 1n])).toBeUndefined();
  expect(new SignPattern(counters, entries([1n, -1n])).signFrom([2n, -1n])).toBe(1);
  expect(new SignPattern(counters, entries([1n, 0n])).signFrom([0n, 7n])).toBe(0);
});
