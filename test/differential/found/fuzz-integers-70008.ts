/** What was wrong is still to be said here. */
import type { Found } from "./found.ts";

export default {
  "about": "integers, seed 70008",
  "programs": [
    {
      "before": "",
      "fn": "function f(n, k, p, q, a, b) { let c = 0n, d = 0n, j = 0n; var u;\n  for (let r = 0n; r < 3n; r++) {   for (let s = 0n; s < k; s++) {  L0: for (let i = 0n; i < n; i++) {  a += ((a = a) | i); } }  }\n  return [n];\n}",
      "calls": [
        [
          "25n",
          "1n",
          "1n",
          "100n",
          "100n",
          "1n"
        ],
        [
          "25n + 7n",
          "1n",
          "1n",
          "100n",
          "100n",
          "1n"
        ],
        [
          "25n - 2n",
          "1n",
          "1n",
          "100n",
          "100n",
          "1n"
        ],
        [
          "25n",
          "1n",
          "1n",
          "100n",
          "100n",
          "1n"
        ],
        [
          "10n",
          "1n",
          "1n",
          "1000n",
          "2147483648n",
          "2n"
        ],
        [
          "10n + 7n",
          "1n",
          "1n",
          "1000n",
          "2147483648n",
          "2n"
        ],
        [
          "10n - 2n",
          "1n",
          "1n",
          "1000n",
          "2147483648n",
          "2n"
        ],
        [
          "10n",
          "1n",
          "1n",
          "1000n",
          "2147483648n",
          "2n"
        ],
        [
          "(-4n)",
          "1n",
          "0n",
          "10n",
          "10n",
          "(-1n)"
        ]
      ]
    }
  ]
} satisfies Found;
