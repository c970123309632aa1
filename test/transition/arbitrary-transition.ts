/** Generators of transitions for property tests. */
import fc from "fast-check";
import type { Transition } from "../../src/transition/transition.ts";

export interface Case {
  readonly transition: Transition<bigint>;
  readonly start: readonly bigint[];
}

/** The transition with a dense matrix; basis x0, x1, … */
export function transitionFrom(matrix: readonly (readonly bigint[])[]): Transition<bigint> {
  return {
    basis: matrix.map((_, i) => `x${i}`),
    rows: matrix.map((row) => row.flatMap((c, j) => (c === 0n ? [] : [[j, c] as const]))),
  };
}

const coefficient = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0n) },
  { weight: 5, arbitrary: fc.bigInt(-3n, 3n) },
);
const value = fc.oneof(fc.bigInt(-3n, 3n), fc.bigInt(-(10n ** 20n), 10n ** 20n));

function build(dimension: number, cell: (i: number, j: number) => fc.Arbitrary<bigint>): fc.Arbitrary<Case> {
  const row = (i: number): fc.Arbitrary<bigint[]> =>
    fc.tuple(...Array.from({ length: dimension }, (_, j) => cell(i, j)));
  return fc
    .tuple(
      fc.tuple(...Array.from({ length: dimension }, (_, i) => row(i))),
      fc.array(value, { minLength: dimension, maxLength: dimension }),
    )
    .map(([matrix, start]) => ({ transition: transitionFrom(matrix), start }));
}

/** Lower triangular, so every strongly connected component is a single entry; diagonal from the list. */
export function triangular(diagonal: readonly bigint[]): fc.Arbitrary<Case> {
  return fc
    .integer({ min: 1, max: 5 })
    .chain((dimension) =>
      build(dimension, (i, j) =>
        i === j ? fc.constantFrom(...diagonal) : j < i ? coefficient : fc.constant(0n),
      ),
    );
}

/** Any shape: general, triangular, permutations, with a constant entry. */
export function transitions(largest = 5): fc.Arbitrary<Case> {
  const dimension = fc.integer({ min: 1, max: largest });
  const general = dimension.chain((d) => build(d, () => coefficient));
  const nonnegative = dimension.chain((d) => build(d, () => fc.constantFrom(0n, 0n, 1n, 1n, 2n)));
  const withConstant = dimension.chain((d) =>
    build(d + 1, (i, j) => (i === d ? fc.constant(i === j ? 1n : 0n) : coefficient)),
  );
  const permutation = dimension
    .chain((d) => fc.shuffledSubarray([...Array(d).keys()], { minLength: d, maxLength: d }))
    .chain((order) => build(order.length, (i, j) => fc.constant(order[i] === j ? 1n : 0n)));
  return fc.oneof(general, nonnegative, withConstant, permutation, triangular([-2n, -1n, 0n, 1n, 1n, 3n]));
}
