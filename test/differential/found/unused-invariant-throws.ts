/**
 * An operation on invariants whose result nobody reads was never computed, so that what it throws came too late (the state
 * that a `catch` sees was that of the last turn), or, where the path changes before the last turn, never.
 */
import type { Found } from "./found.ts";

const caught = (statement: string): string =>
  `function f(n, k) { let s = 0n; try { for (let i = 0n; i < n; i++) { s += i; ${statement} } } catch (e) { return [s, e.message]; } return s; }`;
const halfway = (statement: string): string =>
  `function f(n, k) { let s = 0n; for (let i = 0n; i < n; i++) { if (i < 50n) { s += 2n; ${statement} } else s += 1n; } return s; }`;

export default {
  about: "an operation on invariants throws, and its result is for nobody",
  programs: [
    {
      fn: caught("let t = 5n / k;"),
      calls: [
        ["10n", "1n"],
        ["10n", "0n"],
        ["80n", "1"],
      ],
    },
    {
      fn: caught("3n ** k;"),
      calls: [
        ["10n", "2n"],
        ["10n", "-1n"],
      ],
    },
    {
      fn: caught("BigInt(k);"),
      calls: [
        ["10n", "2"],
        ["10n", "0.5"],
        ["10n", "NaN"],
      ],
    },
    {
      fn: caught("BigInt.asUintN(k, 5n);"),
      calls: [
        ["10n", "2"],
        ["10n", "-1"],
      ],
    },
    {
      fn: halfway("let t = 5n / k;"),
      calls: [
        ["80n", "0n"],
        ["80n", "3n"],
      ],
    },
    {
      fn: halfway("Math.abs(k);"),
      calls: [
        ["80n", "0n"],
        ["80n", "3"],
      ],
    },
    {
      fn: halfway("let t = 1n << k;"),
      calls: [
        ["80n", "2n ** 40n"],
        ["80n", "4n"],
      ],
    },
    {
      fn: "function f(n, p) { let a = 0n, b = 1n, j = 0n; for (let i = 0n; ; i++) { if (i >= n) break; [b, a] = [0n, BigInt.asIntN(8, p) / BigInt.asIntN(8, 0n)]; } return j; }",
      calls: [["10n", "0n"]],
    },
    {
      fn: "function f(n, p) { let j = 0n; try { for (j = 0n; j < n; j++) { let t = (p ** p) / p; } } catch (error) { return [error.message, j]; } return j; }",
      calls: [
        ["10n", "2147483647n"],
        ["10n", "2n"],
      ],
    },
  ],
} satisfies Found;
