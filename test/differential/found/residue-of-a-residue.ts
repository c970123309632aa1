/**
 * That c mod 8 comes back may depend on i mod 8 where only i mod 2 had been looked at: what is found out so late was not
 * asked to come back itself.
 */
import type { Found } from "./found.ts";

export default {
  about: "a residue that needs a finer residue of a variable already looked at",
  programs: [
    {
      fn: "function f(n, k, c) { for (let j = n; j; j -= 1n) { const b = (j & 1n) ? k : (c & 6n); if (!b) c--; c += j * j; } return c; }",
      calls: [
        ["12n", "0n", "5n"],
        ["40n", "0n", "5n"],
        ["40n", "1n", "-3n"],
      ],
    },
  ],
} satisfies Found;
