/** The article's example 3: the sum of a geometric progression, 3 + 15 + 75 + … */
import { matrixPower } from "../experts/matrices.mjs";
import { doublingGeometricSum, geometricSum } from "../experts/powers.mjs";
import { growingTestcases } from "../scales.mjs";

function plain(count) {
  const start = 3n;
  const coeff = 5n;
  let res = 0n;
  let elem = start;
  for (let i = 0n; i < count; i++) {
    res += elem;
    elem *= coeff;
  }
  return res;
}

const turn = [
  [1n, 1n],
  [0n, 5n],
];
const matrices = (count) => matrixPower(turn, [0n, 3n], count)[0];

export const geomSum = {
  name: "geom_sum",
  about: "sum of a geometric progression (the article's example 3)",
  plain,
  byHand: {
    matrices,
    doubling: (count) => doublingGeometricSum(3n, 5n, count),
    "closed form": (count) => geometricSum(3n, 5n, count),
  },
  argument: BigInt,
  plots: true,
  testcases: growingTestcases(10000, 10, 6),
};
