/**
 * What an inner loop starts from bounds what its skipped turns compute: the bound of -Infinity was taken with its sign, so that
 * a sum with it was certain to be small, and `b + 64 - b` to be 64.
 */
import type { Found } from "./found.ts";

const fn = (body: string): string =>
  `function f(n, k, p, q, a, b) { let c = 0, d = 0; ${body} return [a, b, c, d]; }`;

export default {
  about: "bounds of invariants in inner loops, found in a run of the fuzzer",
  programs: [
    {
      fn: fn(
        "for (let r = 0; r < 3; r++) { [c] = [Number(q)]; [b, d, c] = [-1 * c, 0, -b]; for (let s = 0; s < k; s++) for (let i = 0; i < n; i++) b -= 0 + (b + 64); }",
      ),
      calls: [
        ["10", "1", "0", "Infinity", "0", "0"],
        ["10", "1", "0", "-Infinity", "0", "0"],
        ["17", "1", "0", "0.5", "0", "0"],
        ["10", "1", "0", "3", "0", "0"],
      ],
    },
    {
      fn: fn(
        "for (let r = 0; r < n; r++) { c = b; b = -1 * q; for (let i = 0; i < n; i++) b = 64 + b - b; }",
      ),
      calls: [
        ["10", "1", "0", "Infinity", "0", "0"],
        ["10", "1", "0", "1e300", "0", "0"],
      ],
    },
  ],
} satisfies Found;
