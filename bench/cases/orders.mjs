/** Recurrences of order 3, 5, 10 and 30 with small coefficients without a pattern. */
import { companion, matrixPower } from "../experts/matrices.mjs";
import { bostanMori, fiduccia } from "../experts/recurrences.mjs";

/** The same in every run: 1 to 9. */
function smallCoefficients(order) {
  let state = 12345n;
  return Array.from({ length: order }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return ((state >> 33n) % 9n) + 1n;
  });
}

/** The loop as somebody writes it for this order: a variable for each of the last terms. */
function loop(coefficients) {
  const names = coefficients.map((_, i) => `a${i}`);
  const next = coefficients.map((c, i) => `${c}n * a${i}`).join(" + ");
  return new Function(
    "n",
    `let [${names}] = [${names.map(() => "1n")}];
     for (let i = 0n; i < n; i++) [${names}] = [${[...names.slice(1), next]}];
     return a0;`,
  );
}

export const orders = [3, 5, 10, 30].map((order) => {
  const coefficients = smallCoefficients(order);
  const ones = coefficients.map(() => 1n);
  const matrix = companion(coefficients);
  return {
    name: `order_${order}`,
    about: `a recurrence of order ${order}`,
    plain: loop(coefficients),
    byHand: {
      matrices: (n) => matrixPower(matrix, ones, n)[0],
      Fiduccia: (n) => fiduccia(coefficients, ones, n),
      "Bostan-Mori": (n) => bostanMori(coefficients, ones, n),
    },
    argument: BigInt,
    testcases: [
      { name: "small", args: [0, 100, 300, 1000, 3000] },
      { name: "big", args: [10000, 30000, 100000] },
    ],
  };
});
