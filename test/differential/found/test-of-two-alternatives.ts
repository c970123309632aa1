/**
 * `i < n || i < m`: when the first alternative turns false the loop goes on with the second one. The door took the end of
 * the path for the end of the loop, and computed only what the very last turn reads.
 */
import type { Found } from "./found.ts";

const body = "{ z = y; y = x; x = x + 1n;";

export default {
  about: "one of two alternatives of the test turns false, and the loop is not over",
  programs: [
    {
      fn: `function f(n, m) { let x = 1n, y = 0n, z = 0n; for (let i = 0n; i < n || i < m; i++) ${body} } return z; }`,
      calls: [
        ["10n", "20n"],
        ["20n", "10n"],
        ["10n", "20n"],
      ],
    },
    {
      fn: `function f(n, m) { let x = 1n, y = 0n, z = 0n, i = 0n; do ${body} i++; } while (i < n || i < m); return z; }`,
      calls: [
        ["10n", "20n"],
        ["20n", "10n"],
      ],
    },
    {
      fn: `function f(n, m) { let x = 1n, y = 0n, z = 0n; for (let i = 0n; i < n ? i < m : i < 30n; i++) ${body} } return z; }`,
      calls: [
        ["10n", "20n"],
        ["20n", "10n"],
      ],
    },
    {
      fn: `function f(n, m) { let x = 1n, y = 0n, z = 0n; for (let i = 0n; !(i >= n && i >= m); i++) ${body} } return z; }`,
      calls: [
        ["10n", "20n"],
        ["20n", "10n"],
      ],
    },
    {
      fn: `function f(n, m) { let x = 1n, y = 0n, z = 0n; for (let i = 0n; (i < n ? 1n : i < m ? 2n : 0n) > 0n; i++) ${body} } return z; }`,
      calls: [
        ["10n", "20n"],
        ["20n", "10n"],
      ],
    },
  ],
} satisfies Found;
