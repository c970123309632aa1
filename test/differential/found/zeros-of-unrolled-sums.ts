/** `a = a + a`, n inner turns in a row, has 2^n ways down to a; the search for the sign of a zero took them all. */
import type { Found } from "./found.ts";

const nest = (statement: string): string =>
  `function f(n, a, b) { for (let r = 0; r < 5; r++) { for (let i = 0; i < n; i++) { ${statement} } } return [a, b]; }`;
const calls = [
  ["40", "0", "3"],
  ["40", "1", "1"],
  ["40", "0", "0"],
  ["40", "-0", "0"],
];

export default {
  about: "the sign of a zero after unrolled sums",
  programs: [
    { fn: nest("a = a + a;"), calls },
    { fn: nest("b = a * a; a = a + a;"), calls },
    { fn: nest("[a, b] = [a - b, b - a];"), calls },
    { fn: nest("a = a * b - a;"), calls },
    { fn: nest("a = -a - a;"), calls },
  ],
} satisfies Found;
