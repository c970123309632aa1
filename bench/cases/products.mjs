/** Factors that change from turn to turn: factorials, and central binomials by an exact division in every turn. */
import { consecutiveProduct, factorial as oddFactorial } from "../experts/products.mjs";

function factorial(n) {
  let product = 1n;
  for (let i = 1n; i <= n; i++) product *= i;
  return product;
}

function binomial(n) {
  let choose = 1n;
  for (let i = 1n; i <= n; i++) choose = (choose * (n + i)) / i;
  return choose;
}

function fraction(n) {
  let above = 1n;
  let below = 1n;
  for (let i = 1n; i <= n; i++) {
    above *= n + i;
    below *= i;
  }
  return above / below;
}

const testcases = [
  { name: "small", args: [0, 10, 30, 100, 300, 1000, 3000] },
  { name: "big", args: [10000, 30000, 100000] },
];
const binomialByHand = {
  "binary splitting": (n) =>
    n === 0n ? 1n : consecutiveProduct(Number(n) + 1, 2 * Number(n)) / oddFactorial(Number(n)),
};

export const products = [
  {
    name: "factorial",
    about: "n!",
    plain: factorial,
    byHand: {
      "binary splitting": (n) => consecutiveProduct(1, Number(n)),
      "odd parts, shift": (n) => oddFactorial(Number(n)),
    },
    argument: BigInt,
    testcases,
  },
  {
    name: "binomial",
    about: "C(2n, n), a division in every turn",
    plain: binomial,
    byHand: binomialByHand,
    argument: BigInt,
    testcases,
  },
  {
    name: "binomial_fraction",
    about: "C(2n, n), one division at the end",
    plain: fraction,
    byHand: binomialByHand,
    argument: BigInt,
    testcases,
  },
];
