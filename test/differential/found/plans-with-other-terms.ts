/** Two paths of one site have different invariants under the same number: each plan's terms need an evaluation of their own. */
import type { Found } from "./found.ts";

export default {
  about: "a second path of a site, tried after the first",
  programs: [
    {
      fn: "function f(n, j, p) { let s = 0n; for (let i = j; i < n; i++) { if (i < 10n) s += p * 2n; else s += p * 3n; } return s; }",
      calls: [
        ["20n", "0n", "5n"],
        ["20n", "10n", "5n"],
        ["20n", "10n", "5n"],
        ["30n", "11n", "7n"],
        ["20n", "0n", "5n"],
      ],
    },
  ],
} satisfies Found;
