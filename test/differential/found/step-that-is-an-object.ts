/** The estimate of turns compared the step of a counter with 0, which asks an object for its value once more. */
import type { Found } from "./found.ts";

const logged = "{ valueOf: () => { throw new Error('asked'); } }";

export default {
  about: "the step of a counter is an object",
  programs: [
    {
      fn: `function f(n, step) {
        let asked = 0;
        const k = typeof step === "number" ? { valueOf: () => (asked++, step) } : step;
        let j = 0;
        while (j < n) j += k;
        return [j, asked];
      }`,
      calls: [
        ["10", "3"],
        ["1000", "1"],
        ["0", "1"],
        ["10", logged],
        ["0", logged],
      ],
    },
  ],
} satisfies Found;
