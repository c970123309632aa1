/** `BigInt("x")` throws a SyntaxError, which no other operation on primitives does: it came out of the decorator. */
import type { Found } from "./found.ts";

export default {
  about: "BigInt of a string",
  programs: [
    {
      fn: 'function f(n, a) { for (let i = 0n; i < n; i++) { if (i < 0n) { BigInt("x"); a = 0n; } } return a; }',
      calls: [["10n", "0n"]],
    },
    {
      fn: "function f(n, a) { let d = 0n; for (let i = 0n; i < n; i++) { if (i < 0n) a *= i; else BigInt(typeof a); d++; } return a; }",
      calls: [
        ["10n", "0n"],
        ["0n", "0n"],
      ],
    },
    {
      fn: "function f(n, k) { let s = 0n; for (let i = 0n; i < n; i++) s += BigInt(k); return s; }",
      calls: [
        ["10n", "'x'"],
        ["10n", "'7'"],
        ["10n", "7"],
        ["10n", "'y'"],
      ],
    },
  ],
} satisfies Found;
