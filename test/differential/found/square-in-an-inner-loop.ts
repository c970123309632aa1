/**
 * `b *= b` in an inner loop is b to the power 2^60 after 60 turns: written out, it filled the memory, where the loop itself,
 * from 0 or 1, is done at once. Sums of invariants as factors grow in the same way.
 */
import type { Found } from "./found.ts";

const nest = (inner: string, statement: string): string =>
  `function f(n, b, p, q) { let x = 1n; for (let r = 0; r < 4; r++) { for (let i = 0n; i < ${inner}; i++) { ${statement} } } return [b, x]; }`;
const calls = [
  ["60n", "0n", "1n", "2n"],
  ["60n", "1n", "-1n", "1n"],
];

export default {
  about: "products that grow without end in an inner loop",
  programs: [
    { fn: nest("n", "b *= BigInt(b);"), calls },
    { fn: nest("n", "b *= b;"), calls },
    { fn: nest("400n", "x = x * p + x * q + x * b;"), calls },
    { fn: nest("400n", "x = x * p + x * q + x * b - q * x; x -= b;"), calls },
  ],
} satisfies Found;
