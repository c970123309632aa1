/** Components, groups, reachability and restriction of the dependency graph. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  components,
  groups,
  isConstant,
  reachable,
  restrict,
  selfCoefficient,
} from "../../src/transition/blocks.ts";
import { orbit } from "../../src/transition/apply.ts";
import { validate } from "../../src/transition/validate.ts";
import { transitionFrom, transitions } from "./arbitrary-transition.ts";

/** Fibonacci (0, 1), its sum (2), a counter (3) and the constant 1 (4), an unread constant (5). */
const example = transitionFrom([
  [0n, 1n, 0n, 0n, 0n, 0n],
  [1n, 1n, 0n, 0n, 0n, 0n],
  [1n, 0n, 1n, 0n, 1n, 0n],
  [0n, 0n, 0n, 1n, 1n, 0n],
  [0n, 0n, 0n, 0n, 1n, 0n],
  [0n, 0n, 0n, 0n, 0n, 1n],
]);

test("components come dependencies first", () => {
  expect(components(example)).toEqual([[0, 1], [4], [2], [3], [5]]);
});

test("groups share entries that never change", () => {
  expect(groups(example)).toEqual([[0, 1, 2, 4], [3, 4], [5]]);
  expect(isConstant(example, 4)).toBe(true);
  expect(isConstant(example, 3)).toBe(false);
  expect(selfCoefficient(example, 0)).toBe(0n);
});

test("reachable and restrict", () => {
  expect(reachable(example, [2])).toEqual([0, 1, 2, 4]);
  expect(restrict(example, [3, 4])).toEqual({
    basis: ["x3", "x4"],
    rows: [[[0, 1n], [1, 1n]], [[1, 1n]]], // prettier-ignore
  });
  expect(() => restrict(example, [3])).toThrow("left out");
});

describe("for random transitions", () => {
  test("components partition the entries, and depend on earlier ones only", () => {
    fc.assert(
      fc.property(transitions(7), ({ transition }) => {
        const order = components(transition);
        expect(order.flat().sort((a, b) => a - b)).toEqual(transition.basis.map((_, i) => i));
        const position = new Map(order.flatMap((block, k) => block.map((node) => [node, k] as const)));
        transition.rows.forEach((row, i) => {
          for (const [j] of row) expect(position.get(j)).toBeLessThanOrEqual(position.get(i)!);
        });
      }),
    );
  });

  test("a restriction has the same orbit", () => {
    fc.assert(
      fc.property(transitions(), fc.nat(4), ({ transition, start }, pick) => {
        const columns = reachable(transition, [pick % start.length]);
        const part = restrict(transition, columns);
        validate(part, (c) => c === 0n);
        const whole = orbit(transition, start, 12).at(-1)!;
        const state = orbit(
          part,
          columns.map((column) => start[column]!),
          12,
        ).at(-1)!;
        expect(state).toEqual(columns.map((column) => whole[column]));
      }),
    );
  });

  test("groups are closed under dependency and cover everything", () => {
    fc.assert(
      fc.property(transitions(7), ({ transition }) => {
        const all = groups(transition);
        expect(new Set(all.flat()).size).toBe(transition.basis.length);
        for (const group of all) expect(reachable(transition, group)).toEqual(group);
      }),
    );
  });
});
