/**
 * `a *= p` in an inner loop, p an invariant: a factor that no call had given a value yet was taken to be 1, so that the
 * skipped inner turns multiplied nothing.
 */
import type { Found } from "./found.ts";

const nest = (turns: string, inner: string): string =>
  `function f(n, p, a) { let s = 0n; for (let r = 0; r < ${turns}; r++) { for (let i = 0n; i < ${inner}; i++) { s += a; a *= p; } } return [a, s]; }`;
const calls = [
  ["10n", "5n", "-2n"],
  ["10n", "1n", "3n"],
  ["10n", "0n", "3n"],
  ["7n", "-1n", "3n"],
];

export default {
  about: "an invariant factor in an inner loop",
  programs: [
    { fn: nest("3", "n"), calls },
    { fn: nest("10", "n"), calls },
    { fn: nest("10", "20n"), calls },
    { fn: nest("10", "3n"), calls },
  ],
} satisfies Found;
