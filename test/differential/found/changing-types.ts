/**
 * A variable that nobody reads was not asked to keep its type; but `c += 0` throws once c is a BigInt, and calls `valueOf`
 * once it is an object.
 */
import type { Found } from "./found.ts";

const loop = (turn: string): string =>
  `function f(n, b) { let c = 0, d = 0, s = 0; for (let i = 0; i < n; i++) { s += i; ${turn} } return s; }`;
const calls = [
  ["20", "obj(2)"],
  ["20", "3n"],
  ["20", "'4'"],
  ["20", "5"],
  ["20", "undefined"],
];

export default {
  about: "an operand that nobody needs changes its type",
  programs: [
    { fn: loop("c += 0; c = b;"), calls },
    { fn: loop("c += 0; [c] = [b];"), calls },
    { fn: loop("let t = c * 1; c = d; d = b;"), calls },
    { fn: loop("c++; c = b;"), calls },
    { fn: loop("let t = -c; [c, d] = [d, b];"), calls },
  ],
} satisfies Found;
