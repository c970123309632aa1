/** An inner loop that leaves 0 for certain may leave -0; so does a remainder whose dividend is -0. */
import type { Found } from "./found.ts";

export default {
  about: "a zero whose sign was forgotten",
  programs: [
    {
      fn: "function f(n, b) { for (let i = 2; i < n; i++) { for (let j = 1; j < n - i; j++) b *= 0; } return b; }",
      calls: [
        ["5", "-7"],
        ["30", "-7"],
        ["30", "7"],
      ],
    },
    {
      fn: "function f(n, x) { let y = 1; for (let i = 0; i < n; i++) { y = -x % 2; x = 7; x = i - i; } return y; }",
      calls: [
        ["20", "0"],
        ["20", "3"],
      ],
    },
    {
      fn: "function f(n, x) { let y = 1; for (let i = 0; i < n; i++) { if (i % 2 === 0) { x = x * -1; y = x % 2; x = x + 6; } else x = x - 6; } return [x, y]; }",
      calls: [
        ["20", "0"],
        ["21", "3"],
      ],
    },
    {
      fn: "function f(n, x) { let y = 1; for (let i = 0; i < n; i++) { x = 0; for (let j = 0; j < i; j++) { x = x * -1; y = x % 2; } x = 0; } return y; }",
      calls: [["5"], ["20"], ["30"]],
    },
  ],
} satisfies Found;
