/** Loops in loops: the article's own example with 10^50 · 10^100 turns, and one whose inner bound is the outer counter. */

function rectangle(n) {
  let res = 0n;
  for (let i = 0n; i < n; i++) for (let j = 0n; j < n * n; j++) res += i * 2n + j;
  return res;
}

function triangle(n) {
  let sum = 0n;
  for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) sum += i * j;
  return sum;
}

const small = { name: "small", args: [0, 3, 10, 30, 100] };

export const nestedSums = [
  {
    name: "nested_loops",
    about: "the article's loops in loops, n · n² turns",
    plain: rectangle,
    byHand: { formula: (n) => n * n * n * (n - 1n) + (n ** 3n * (n * n - 1n)) / 2n },
    argument: BigInt,
    testcases: [
      small,
      { name: "big", args: [50, 500], argument: (n) => 10n ** BigInt(n), unit: "10^n", mayLoop: () => false },
    ],
  },
  {
    name: "nested_triangle",
    about: "loops in loops, i turns inside",
    plain: triangle,
    byHand: { formula: (n) => (n * (n - 1n) * (n - 2n) * (3n * n - 1n)) / 24n },
    argument: BigInt,
    testcases: [
      { ...small, args: [...small.args, 300, 1000] },
      { name: "big", args: [50, 500], argument: (n) => 10n ** BigInt(n), unit: "10^n", mayLoop: () => false },
    ],
  },
];
