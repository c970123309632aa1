/** The residue of a number that is not whole was an internal error, which switched the site off. */
import type { Found } from "./found.ts";

export default {
  about: "a remainder of NaN, a fraction, Infinity",
  programs: [
    {
      fn: "function f(n, b) { let s = 0; for (let i = 0; i < n; i++) { b %= 3; s += i; b += i; } return [s, b]; }",
      calls: [
        ["20", "NaN"],
        ["20", "0.5"],
        ["20", "Infinity"],
        ["20", "7"],
      ],
    },
  ],
} satisfies Found;
