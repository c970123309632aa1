/** The article's example 4: powers of 78. A matrix by hand is a single number here: binary exponentiation. */
import { binaryPower, shiftedPower } from "../experts/powers.mjs";
import { growingTestcases } from "../scales.mjs";

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
  testcases: growingTestcases(10000, 10, 6),
};
