/** The article's recurrence that nobody finds on the internet: 7 (2 a_(i-1) + 3 a_(i-2)) + 4 a_(i-3) + 5 i + 6. */
import { matrixPower } from "../experts/matrices.mjs";
import { bostanMori, fiduccia } from "../experts/recurrences.mjs";
import { linear, powersOf } from "../scales.mjs";

function plain(n) {
  let prev3 = 0n;
  let prev2 = 1n;
  let prev1 = 1n;
  for (let i = 3n; i < n + 3n; i++) {
    const cur = 7n * (2n * prev1 + 3n * prev2) + 4n * prev3 + 5n * i + 6n;
    [prev3, prev2, prev1] = [prev2, prev1, cur];
  }
  return prev3;
}

const turn = [
  [0n, 1n, 0n, 0n, 0n],
  [0n, 0n, 1n, 0n, 0n],
  [4n, 21n, 14n, 5n, 6n],
  [0n, 0n, 0n, 1n, 1n],
  [0n, 0n, 0n, 0n, 1n],
];
const matrices = (n) => matrixPower(turn, [0n, 1n, 1n, 3n, 1n], n)[0];

/**
 * Without the inhomogeneous part: α i + β solves the recurrence for α = -5/38, β = -(6 - 68 α)/38, so that
 * h_i = 38² a_i + 190 i + 568 is an integer sequence of order 3.
 */
const coefficients = [4n, 21n, 14n];
const homogeneous = [0n, 1n, 1n].map((a, i) => 1444n * a + 190n * BigInt(i) + 568n);
const byHand = (method) => (n) => (method(coefficients, homogeneous, n) - 190n * n - 568n) / 1444n;

export const recurrence = {
  name: "recurrence",
  about: "7 (2 prev1 + 3 prev2) + 4 prev3 + 5 i + 6 (the article's second recurrence)",
  plain,
  byHand: { matrices, Fiduccia: byHand(fiduccia), "Bostan-Mori": byHand(bostanMori) },
  argument: BigInt,
  plots: true,
  testcases: [
    { name: "short", args: powersOf(2, 0, 12), forced: true },
    { name: "small", args: linear(10000, 5) },
    { name: "big", args: linear(100000, 10) },
    { name: "huge", args: powersOf(10, 3, 6) },
  ],
};
