/** Turns modulo m: Fibonacci numbers, and linear congruential generators modulo a prime, 2^32 and 2^64. */
import { matrixPowerModulo } from "../experts/matrices.mjs";
import { affineInt32, affineModulo, affineWords, fibonacciModulo } from "../experts/residues.mjs";
import { powersOf } from "../scales.mjs";

function fibMod(n) {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, (a + b) % 1000000007n];
  return a;
}

function minimalStandard(n) {
  let x = 1;
  for (let i = 0; i < n; i++) x = (16807 * x) % 2147483647;
  return x;
}

function wrapping(n) {
  let x = 1;
  for (let i = 0; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

function words(n) {
  let x = 1n;
  for (let i = 0n; i < n; i++) x = BigInt.asUintN(64, x * 6364136223846793005n + 1442695040888963407n);
  return x;
}

const fibonacciTurn = [
  [0n, 1n],
  [1n, 1n],
];
const affineTurn = (a, c) => [
  [a, c],
  [0n, 1n],
];

/** Arguments differ in every call, so that nothing is known from the last one. */
const fresh = true;
const testcases = [
  { name: "small", args: powersOf(4, 0, 7) },
  { name: "big", args: powersOf(10, 6, 15).filter((_, k) => k % 3 === 0), fresh },
];

export const modular = [
  {
    name: "fib_mod",
    about: "Fibonacci numbers modulo 10^9 + 7, BigInt",
    plain: fibMod,
    byHand: {
      matrices: (n) => matrixPowerModulo(fibonacciTurn, [0n, 1n], n, 1000000007n)[0],
      Fiduccia: (n) => fibonacciModulo(n, 1000000007),
    },
    argument: BigInt,
    testcases,
  },
  {
    name: "lcg_prime",
    about: "x → 16807 x mod 2^31 - 1, number",
    plain: minimalStandard,
    byHand: {
      matrices: (n) => Number(matrixPowerModulo(affineTurn(16807n, 0n), [1n, 1n], BigInt(n), 2147483647n)[0]),
      "affine maps": (n) => Number(affineModulo(1n, BigInt(n), 16807, 0, 2147483647)),
    },
    argument: Number,
    testcases,
  },
  {
    name: "lcg_32",
    about: "x → 1664525 x + 1013904223 mod 2^32, number",
    plain: wrapping,
    byHand: {
      matrices: (n) =>
        Number(
          BigInt.asIntN(
            32,
            matrixPowerModulo(affineTurn(1664525n, 1013904223n), [1n, 1n], BigInt(n), 2n ** 32n)[0],
          ),
        ),
      "affine maps": (n) => affineInt32(1, n, 1664525, 1013904223),
    },
    argument: Number,
    testcases,
  },
  {
    name: "lcg_64",
    about: "x → 6364136223846793005 x + 1442695040888963407 mod 2^64, BigInt",
    plain: words,
    byHand: {
      matrices: (n) =>
        matrixPowerModulo(affineTurn(6364136223846793005n, 1442695040888963407n), [1n, 1n], n, 2n ** 64n)[0],
      "affine maps": (n) => affineWords(1n, n, 6364136223846793005n, 1442695040888963407n),
    },
    argument: BigInt,
    testcases,
  },
];
