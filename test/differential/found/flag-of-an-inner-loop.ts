/** A boolean that an inner loop assigns has no algebra: the inner loop was moved ahead as if its value had come back. */
import type { Found } from "./found.ts";

const calls = [["5"], ["20"], ["60"]];

export default {
  about: "a flag that changes within the first turns of an inner loop",
  programs: [
    {
      fn: "function f(n) { let a = 0, p = true; for (let i = 1; i < n; i++) { for (let j = 1; j <= i; j++) { if (p) p = 0; else a += j; } p = i !== 1; } return a; }",
      calls,
    },
    {
      fn: "function f(n) { let a = 0; for (let i = 0; i < n; i++) { let q = true; for (let j = 0; j < i; j++) { if (q) { q = false; a += 100; } else a += j; } } return a; }",
      calls,
    },
  ],
} satisfies Found;
