/** `Number(x)` was taken never to be -0; of a number that is -0 it is. */
import type { Found } from "./found.ts";

export default {
  about: "Number(-0) is -0",
  programs: [
    {
      fn: "function f(n, x) { let s = 1, y = 1; for (let i = 0; i < n; i++) { [s, y] = [y, Number(-x)]; x *= 2; } return [s, y, x]; }",
      calls: [
        ["20", "0"],
        ["20", "1"],
      ],
    },
    {
      fn: "function f(n, x) { let s = 1, y = 1; for (let i = 0; i < n; i++) { s = y; y = Number(x * -2); x *= 2; } return [s, y, x]; }",
      calls: [
        ["20", "0"],
        ["20", "-3"],
      ],
    },
  ],
} satisfies Found;
