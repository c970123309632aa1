/** What was wrong is still to be said here. */
import type { Found } from "./found.ts";

export default {
  "about": "integers, seed 70007",
  "programs": [
    {
      "before": "",
      "fn": "(n, k, p, q, a, b) => { let c = 1, d = (-5), j = 0n; var u;\n  try {\n  for (let r = 0n; r < 3n; r++) {   for (let s = 0n; s < k; s++) {  L0: for (let i = 0n; i < n; i++) {  b += ((q ** p) * (0 + b)); } }  }\n  L0: for (let i = 0n; i < n; i++) {  a = Number(n); }\n  } catch (error) { return [error.message, a, b, c, d, j]; }\n  return [a, b];\n}",
      "calls": [
        [
          "33n",
          "1n",
          "(-1)",
          "1000",
          "1000",
          "1"
        ],
        [
          "33n + 7n",
          "1n",
          "(-1)",
          "1000",
          "1000",
          "1"
        ],
        [
          "33n - 2n",
          "1n",
          "(-1)",
          "1000",
          "1000",
          "1"
        ],
        [
          "33n",
          "1n",
          "(-1)",
          "1000",
          "1000",
          "1"
        ],
        [
          "17n",
          "1n",
          "1",
          "10",
          "100",
          "10"
        ],
        [
          "17n + 7n",
          "1n",
          "1",
          "10",
          "100",
          "10"
        ],
        [
          "17n - 2n",
          "1n",
          "1",
          "10",
          "100",
          "10"
        ],
        [
          "17n",
          "1n",
          "1",
          "10",
          "100",
          "10"
        ]
      ]
    }
  ]
} satisfies Found;
