/** x - x is NaN for an infinite x, which is an ordinary start of a maximum: the tropical domain took it to be 0. */
import type { Found } from "./found.ts";

export default {
  about: "a variable that cancels is infinite",
  programs: [
    {
      fn: "function f(n, m, p, a, b, c) { for (let i = 0n; i < n; i++) {  a = Math.max(a - a, a * 0 + 0); b = b ^ (b << 0); c = c ^ (c << 0); } return [a, b, c]; }",
      calls: [
        ["0n", "1", "0", "-Infinity", "0", "0"],
        ["0n + 7n", "1", "0", "-Infinity", "0", "0"],
        ["7n", "1", "0", "3", "0", "0"],
      ],
    },
    {
      fn: "function f(n, a, b, k) { for (let i = 0n; i < n; i++) { b = b + (a + k) - a - k; a = a + 1; } return [a, b]; }",
      calls: [
        ["40n", "4503599627370497", "0", "0.5"],
        ["40n", "4503599627370497", "0", "3"],
        ["7n", "4503599627370497", "1", "0.5"],
      ],
    },
  ],
} satisfies Found;
