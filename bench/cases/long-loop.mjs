/** The article's example 1: sums of sums, whose n-th term is a polynomial. */
import { matrixPower } from "../experts/matrices.mjs";
import { linear, powersOf } from "../scales.mjs";

function plain(n) {
  let step1 = 1n;
  let step2 = 1n;
  let res = 1n;
  for (let i = 0n; i < n; i++) {
    res += step2;
    step2 += step1;
    step1 += 1n;
  }
  return res;
}

const turn = [
  [1n, 1n, 0n, 0n],
  [0n, 1n, 1n, 0n],
  [0n, 0n, 1n, 1n],
  [0n, 0n, 0n, 1n],
];
const matrices = (n) => matrixPower(turn, [1n, 1n, 1n, 1n], n)[0];

/** Σ C(n, k) for k <= 3. */
const formula = (n) => 1n + n + (n * (n - 1n)) / 2n + (n * (n - 1n) * (n - 2n)) / 6n;

export const longLoop = {
  name: "long_loop",
  about: "three sums (the article's example 1)",
  plain,
  byHand: { matrices, formula },
  argument: BigInt,
  plots: true,
  testcases: [
    { name: "short", args: powersOf(2, 0, 12), forced: true },
    { name: "small", args: linear(30000, 10) },
    { name: "big", args: linear(1000000, 10) },
    {
      name: "huge",
      args: [18, 100, 1000, 10000],
      argument: (n) => 10n ** BigInt(n),
      unit: "10^n",
      mayLoop: () => false,
    },
  ],
};
