/** `BigInt(x)` throws for a fraction; where nobody reads its result it was not certified that x stays whole. */
import type { Found } from "./found.ts";

export default {
  about: "BigInt of a carried number that becomes a fraction, its result for nobody",
  programs: [
    {
      fn: "function f(n) { let s = 0n, x = 8; for (let i = 0n; i < n; i++) { s += i; if (i < 10n) { BigInt(x * 0.5); } x = x + 1; } return s; }",
      calls: [["20n"]],
    },
    {
      fn: "function f(n, x) { let s = 0n; for (let i = 0n; i < n; i++) { s += i; if (i < 9n) BigInt(x); x = x * 2; } return s; }",
      calls: [
        ["20n", "1"],
        ["20n", "0.5"],
        ["20n", "-0"],
      ],
    },
  ],
} satisfies Found;
