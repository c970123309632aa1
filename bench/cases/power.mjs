/** The article's example 4: powers of 78. A matrix by hand is a single number here: binary exponentiation. */
import { binaryPower, shiftedPower } from "../experts/powers.mjs";
import { linear, powersOf } from "../scales.mjs";

function plain(n) {
  const base = 78n;
  let res = 1n;
  for (let i = 0n; i < n; i++) res *= base;
  return res;
}

export const power = {
  name: "power",
  about: "78^n (the article's example 4)",
  plain,
  byHand: {
    "binary (1×1 matrix)": (n) => binaryPower(78n, n),
    "operator **": (n) => 78n ** n,
    "odd part, shift": (n) => shiftedPower(78n, n),
  },
  argument: BigInt,
  plots: true,
  testcases: [
    { name: "short", args: powersOf(2, 0, 12), forced: true },
    { name: "small", args: linear(10000, 10) },
    { name: "big", args: linear(100000, 10) },
    { name: "huge", args: powersOf(10, 3, 6) },
  ],
};
