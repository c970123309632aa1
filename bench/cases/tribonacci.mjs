/** Tribonacci numbers: each the sum of the three before it. */
import { companion, matrixPower } from "../experts/matrices.mjs";
import { bostanMori } from "../experts/recurrences.mjs";
import { tribonacciResidue } from "../experts/tribonacci.mjs";
import { linear, powersOf } from "../scales.mjs";

function plain(n) {
  let a = 0n;
  let b = 0n;
  let c = 1n;
  for (let i = 0n; i < n; i++) [a, b, c] = [b, c, a + b + c];
  return a;
}

const ones = [1n, 1n, 1n];
const first = [0n, 0n, 1n];
const turn = companion(ones);

export const tribonacci = {
  name: "tribonacci",
  about: "tribonacci numbers",
  plain,
  byHand: {
    matrices: (n) => matrixPower(turn, first, n)[0],
    "Bostan-Mori": (n) => bostanMori(ones, first, n),
    Fiduccia: tribonacciResidue,
  },
  argument: BigInt,
  testcases: [
    { name: "short", args: powersOf(2, 0, 12), forced: true },
    { name: "big", args: linear(200000, 4) },
    { name: "huge", args: [...powersOf(10, 3, 6), 2e6] },
  ],
};
