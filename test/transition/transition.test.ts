/** Composition, one turn, printing and validation. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integerRoots } from "../../src/algebra/integer-roots.ts";
import { integers } from "../../src/algebra/integers.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";
import { apply } from "../../src/transition/apply.ts";
import { compose } from "../../src/transition/compose.ts";
import { cells, print, printState } from "../../src/transition/print.ts";
import { spectrum } from "../../src/transition/spectrum.ts";
import type { Transition } from "../../src/transition/transition.ts";
import { validate } from "../../src/transition/validate.ts";
import { transitionFrom, transitions } from "./arbitrary-transition.ts";

const fibonacci: Transition<bigint> = { basis: ["a", "b"], rows: [[[1, 1n]], [[0, 1n], [1, 1n]]] }; // prettier-ignore

test("composing is applying one after the other", () => {
  fc.assert(
    fc.property(transitions(4), ({ transition, start }) => {
      const twice = compose(transition, transition);
      validate(twice, (c) => c === 0n);
      expect(apply(twice, start)).toEqual(apply(transition, apply(transition, start)));
    }),
  );
  expect(() => compose(fibonacci, transitionFrom([[1n]]))).toThrow("do not match");
});

describe("spectrum", () => {
  const ring = polynomials(integers);

  test("annihilates every entry of the orbit", () => {
    fc.assert(
      fc.property(transitions(), ({ transition, start }) => {
        const { delay, roots, rest } = spectrum(transition)!;
        const zeros = new Array<bigint>(delay).fill(0n);
        const linear = roots.reduce<readonly bigint[]>(
          (product, root) => ring.mul(product, [-root, 1n]),
          [1n],
        );
        const polynomial = [...zeros, ...ring.mul(linear, rest)];
        expect(integerRoots(rest).roots).toEqual([]);
        let state: readonly bigint[] = start;
        const sum = start.map(() => 0n);
        for (const c of polynomial) {
          state.forEach((value, i) => (sum[i]! += c * value));
          state = apply(transition, state);
        }
        expect(sum).toEqual(start.map(() => 0n));
      }),
    );
  });

  test("the same factor side by side counts once, one feeding the other twice", () => {
    const pair = [
      [0n, 1n, 0n, 0n, 0n],
      [1n, 1n, 0n, 0n, 0n],
      [0n, 0n, 0n, 1n, 0n],
      [0n, 0n, 1n, 1n, 0n],
      [1n, 0n, 1n, 0n, 1n],
    ];
    expect(spectrum(transitionFrom(pair))).toEqual({
      delay: 0,
      roots: [1n],
      rest: [-1n, -1n, 1n],
      factors: [[-1n, -1n, 1n]],
    });
    const fed = pair.map((row, i) => (i === 2 ? [1n, 0n, 0n, 1n, 0n] : row));
    expect(spectrum(transitionFrom(fed))).toEqual({
      delay: 0,
      roots: [1n],
      rest: [1n, 2n, -1n, -2n, 1n],
      factors: [
        [-1n, -1n, 1n],
        [-1n, -1n, 1n],
      ],
    });
  });
});

test("print", () => {
  expect(print(fibonacci)).toBe(["      a  b", "a' = [0  1]", "b' = [1  1]"].join("\n"));
  expect(cells(fibonacci)).toEqual([
    ["0", "1"],
    ["1", "1"],
  ]);
  expect(
    print<string>({ basis: ["count", "1"], rows: [[[0, "1"], [1, "-step"]], [[1, "1"]]] }, (c) => c), // prettier-ignore
  ).toBe(["          count      1", "count' = [    1  -step]", "    1' = [    0      1]"].join("\n"));
  expect(printState(["a", "total"], [1n, 25n])).toBe("    a = 1\ntotal = 25");
});

test("validate names what is wrong", () => {
  const isZero = (c: bigint): boolean => c === 0n;
  expect(() => {
    validate(fibonacci, isZero);
  }).not.toThrow();
  const invalid: [string, Transition<bigint>][] = [
    ["rows for", { basis: ["a"], rows: [] }],
    ["repeats", { basis: ["a", "a"], rows: [[], []] }],
    ["out of range", { basis: ["a"], rows: [[[1, 1n]]] }],
    ["out of range", { basis: ["a"], rows: [[[-1, 1n]]] }],
    ["out of range", { basis: ["a", "b"], rows: [[[0.5, 1n]], []] }],
    ["increasing", { basis: ["a", "b"], rows: [[[1, 1n], [0, 1n]], []] }], // prettier-ignore
    ["zero", { basis: ["a"], rows: [[[0, 0n]]] }],
  ];
  for (const [message, transition] of invalid) {
    expect(() => {
      validate(transition, isZero);
    }).toThrow(message);
  }
});
