/** The article's example 2: Fibonacci numbers. */
import { fastDoubling, twoSquarings } from "../experts/fibonacci.mjs";
import { matrixPower } from "../experts/matrices.mjs";
import { growingTestcases } from "../scales.mjs";

function plain(n) {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}

const turn = [
  [0n, 1n],
  [1n, 1n],
];
const matrices = (n) => matrixPower(turn, [0n, 1n], n)[0];

export const fib = {
  name: "fib",
  about: "Fibonacci numbers (the article's example 2)",
  plain,
  byHand: { matrices, "fast doubling": fastDoubling, "two squarings": twoSquarings },
  argument: BigInt,
  plots: true,
  testcases: growingTestcases(30000, 15, 7),
};
