/** The article's sum of an arithmetic progression, 32 + 75 + 118 + …, of N and of 10^N elements. */
import { matrixPower } from "../experts/matrices.mjs";
import { linear } from "../scales.mjs";

function plain(count) {
  const start = 32n;
  const step = 43n;
  let res = 0n;
  for (let elem = start; elem < start + step * count; elem += step) res += elem;
  return res;
}

const turn = [
  [1n, 1n, 0n],
  [0n, 1n, 43n],
  [0n, 0n, 1n],
];
const matrices = (count) => matrixPower(turn, [0n, 32n, 1n], count)[0];

const formula = (count) => ((64n + 43n * (count - 1n)) * count) / 2n;

export const arithSum = {
  name: "arith_sum",
  about: "sum of N elements of an arithmetic progression; big: of 10^N",
  plain,
  byHand: { matrices, formula },
  argument: BigInt,
  testcases: [
    { name: "small", args: linear(600000, 5) },
    {
      name: "big",
      args: linear(10000, 5),
      argument: (n) => 10n ** BigInt(n),
      unit: "10^n",
      mayLoop: (n) => n === 0,
    },
  ],
};
