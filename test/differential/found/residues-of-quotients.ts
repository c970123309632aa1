/**
 * `a /= p`: the residue of the quotient needs a residue to p², and so on; from 0 the residues always had returned, and the
 * search for what decides them never ended. And `c += c >> 3n` unrolled has 2^n ways down to c.
 */
import type { Found } from "./found.ts";

const divide = (inner: string): string =>
  `function f(n, p, a) { for (let r = 0n; r < 3n; r++) { ${inner} } return a; }`;
const calls = [
  ["10n", "1000n", "0n"],
  ["10n", "3n", "100n"],
  ["20n", "2n", "-5n"],
];

export default {
  about: "residues that need finer residues",
  programs: [
    { fn: "function f(n, p, a) { for (let r = 0n; r < n; r++) a /= p; return a; }", calls },
    { fn: "function f(n, p, a) { for (let r = 0n; r < n; r++) { a = a / p + (a & 7n); } return a; }", calls },
    { fn: divide("for (let s = 0n; s < n; s++) a /= p;"), calls },
    { fn: divide("for (let s = 0n; s < n; s++) { if (s < p) a += a >> 3n; else a = 1n; }"), calls },
    { fn: divide("for (let s = 0n; s < n; s++) { a = a + a; a += a % 3n; }"), calls },
  ],
} satisfies Found;
