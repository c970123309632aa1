/** The shortest recurrence of a sequence: found where there is one, and never believed without proof. */
import { expect, test } from "vitest";
import { minimalRecurrence } from "../../src/algebra/linear-recurrence/minimal.ts";
import { terms } from "../../src/algebra/linear-recurrence/terms.ts";
import { fiduccia } from "../../src/kernels/fiduccia/fiduccia.ts";
import { matrixPower } from "../../src/kernels/matrix-power/matrix-power.ts";
import { orbit } from "../../src/transition/apply.ts";
import type { Transition } from "../../src/transition/transition.ts";

/** From each digit the knight reaches these; five is out of reach. */
const moves = [[4, 6], [6, 8], [7, 9], [4, 8], [0, 3, 9], [], [0, 1, 7], [2, 6], [1, 3], [2, 4]]; // prettier-ignore
const dialer: Transition<bigint> = {
  basis: moves.map((_, digit) => `d${digit}`),
  rows: moves.map((from) => from.map((digit) => [digit, 1n] as const)),
};
const alike = moves.map(() => 1n);

/** x^2 (x^8 - 10 x^6 + 32 x^4 - 40 x^2 + 16), its characteristic polynomial, without the eigenvalue 0. */
const characteristic = [16n, 0n, -40n, 0n, 32n, 0n, -10n, 0n, 1n];

test("the knight's dialer, started alike, has order 4 behind its first turns", () => {
  const states = orbit(dialer, alike, 12).slice(2);
  const sequences = moves.map((_, digit) => states.map((state) => state[digit]!));
  const minimal = minimalRecurrence(characteristic, sequences)!;
  expect(minimal.length - 1).toBe(4);
  for (const sequence of sequences)
    expect(terms(minimal, sequence.slice(0, 4), sequence.length)).toEqual(sequence);
});

test("where a start is symmetric or not, the kernel gives the matrix power's entries", () => {
  const [fast, sure] = [fiduccia.prepare(dialer)!, matrixPower.prepare(dialer)!];
  const starts = [
    alike,
    moves.map((_, digit) => BigInt(digit === 0)),
    moves.map((_, digit) => BigInt(digit * digit)),
  ];
  for (const start of starts) {
    for (const outputs of [[0], [5], [1, 2, 8], moves.map((_, digit) => digit)]) {
      for (const turns of [0n, 1n, 2n, 9n, 10n, 300n, 20_001n]) {
        const question = { start, turns, outputs };
        expect(fast.run(question)).toEqual(sure.run(question));
      }
    }
  }
});

test("what holds modulo the prime only is not believed", () => {
  const prime = 67_108_859n;
  const both = [6n, -5n, 1n]; // (x - 2)(x - 3)
  expect(minimalRecurrence(both, [[1n, 2n]])).toEqual([-2n, 1n]);
  expect(minimalRecurrence(both, [[1n + prime, 2n + 3n * prime]])).toBeUndefined();
  expect(minimalRecurrence(both, [[1n, 2n], [1n, 3n]])).toBeUndefined(); // prettier-ignore
  // 3^20 times the second cancels the first in no combination that a proof would pass.
  expect(minimalRecurrence(both, [[3n, 6n], [-1n, -3n]])).toBeUndefined(); // prettier-ignore
});

test("zero has order 0", () => {
  expect(minimalRecurrence([6n, -5n, 1n], [[0n, 0n]])).toEqual([1n]);
});

test("products of random factors are told apart", () => {
  const factors = [[-1n, -1n, 1n], [-1n, -1n, -1n, 1n], [3n, 1n], [2n, 0n, 1n]] as const; // prettier-ignore
  const product = (a: readonly bigint[], b: readonly bigint[]): bigint[] => {
    const sums = new Array<bigint>(a.length + b.length - 1).fill(0n);
    a.forEach((x, i) => b.forEach((y, j) => (sums[i + j]! += x * y)));
    return sums;
  };
  const all = factors.reduce<readonly bigint[]>(product, [1n]);
  for (const factor of factors) {
    const first = Array.from({ length: factor.length - 1 }, (_, k) => BigInt(7 * k + 1));
    const sequence = terms(factor, first, all.length);
    expect(minimalRecurrence(all, [sequence])).toEqual([...factor]);
  }
});
