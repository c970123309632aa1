/**
 * A phase left what nobody reads as it was, of the type that it had before the phase: the next phase, or the loop as written,
 * then added a number to a BigInt, or called the `valueOf` of an object that was long gone.
 */
import type { Found } from "./found.ts";

const turns = (body: string): string =>
  `function f(n, c, b) { let s = 0, d = 1; for (let i = 0; i < n; i++) { s += i; ${body} } return s; }`;

export default {
  about: "a variable that nobody reads changes its type between two phases",
  programs: [
    {
      fn: turns("if (i === 0) c = 0; if (i === 4) c += 0;"),
      calls: [
        ["5", "0n"],
        ["20", "0n"],
        ["20", "1"],
      ],
    },
    {
      fn: turns("if (i < 3) c = i; if (i === 6) { -c; }"),
      calls: [
        ["5", "obj(1)"],
        ["20", "obj(1)"],
        ["20", "1n"],
      ],
    },
    {
      fn: turns("if (i < 3) { c = d; d = b; } if (i === 6) { c += 0; }"),
      calls: [
        ["5", "1", "1n"],
        ["20", "1", "1n"],
        ["20", "0n", "1"],
        ["20", "0n", "obj(1)"],
      ],
    },
  ],
} satisfies Found;
