/** `x++` makes a number of x before it adds: "5" becomes 6 and not "51", and the value of `true++` is 1 and not true. */
import type { Found } from "./found.ts";

const loop = (turn: string): string =>
  `function f(n) { let s = 0; for (let i = 0; i < n; i++) { ${turn} if (q) s += 2; else s += 1; } return s; }`;

export default {
  about: "++ and -- of a string, a boolean, null, undefined",
  programs: [
    { fn: loop('let t = "5"; t++; let q = t > 10;'), calls: [["20"]] },
    { fn: loop('let t = "5"; let q = t++ === "5";'), calls: [["20"]] },
    { fn: loop("let t = true; let q = t++ === true;"), calls: [["20"]] },
    { fn: loop("let t = null; let q = t-- === null;"), calls: [["20"]] },
    { fn: loop("let t; let q = t++ === undefined;"), calls: [["20"]] },
    { fn: loop('let t = "5"; let q = --t === 4;'), calls: [["20"]] },
  ],
} satisfies Found;
