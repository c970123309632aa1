/** Literals were told apart by their first 119 digits. */
import type { Found } from "./found.ts";

const zeros = "0".repeat(150);

export default {
  about: "two long literals with the same beginning",
  programs: [
    {
      fn: `function f(n, x) { let a = 0n, b = 0n; for (let i = 0n; i < n; i++) { [a, b] = [a + (x + 1${zeros}1n), b + (x + 1${zeros}2n)]; x++; } return b - a; }`,
      calls: [["40n", "0n"]],
    },
    {
      fn: `function f(n, x) { let s = 0n; for (let i = 0n; i < n; i++) { if (x === "${zeros}1") s += 1n; if (x === "${zeros}2") s += 2n; } return s; }`,
      calls: [
        ["40n", `"${zeros}1"`],
        ["40n", `"${zeros}2"`],
      ],
    },
  ],
} satisfies Found;
