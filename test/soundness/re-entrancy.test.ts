/** Rules 1, 9, 16: a site that is entered while its function is running: recursion, bounds and `valueOf` that call it again. */
import { describe, expect, test } from "vitest";
import { expectAccelerated, sameBothWays } from "./both-ways.ts";

const turns = [0n, 1n, 2n, 3n, 50n].map((n) => () => [n]);

describe("a function that runs within itself", () => {
  test.each(
    Object.entries({
      "recursion between two loops": `(n) => {
        function f(depth, k) { let s = k; for (let i = 0n; i < n; i++) s += k; if (depth > 0) s += f(depth - 1, s % 7n); for (let i = 0n; i < n; i++) s += i; return s; }
        return [f(5, 1n)];
      }`,
      "mutual recursion through the bound": `(n) => {
        function even(k) { let s = 0n; for (let i = 0n, m = k > 0n ? odd(k - 1n) % 50n : n; i < m; i++) s += i; return s + 1n; }
        function odd(k) { let s = 1n; for (let i = 0n, m = k > 0n ? even(k - 1n) % 50n : n; i < m; i++) s += 2n; return s; }
        return [even(7n), odd(7n)];
      }`,
      "a bound that is another optimised loop, asked in every turn": `(n) => {
        let asked = 0;
        function bound() { asked++; let s = 0n; for (let i = 0n; i < n; i++) s += 2n; return s; }
        let t = 0n;
        for (let i = 0n; i < bound(); i++) t += i;
        return [t, asked];
      }`,
      "a bound that writes the loop's variables": `(n) => {
        let s = 0n;
        const bound = () => { for (let i = 0n; i < 5n; i++) s += 100n; return n; };
        for (let i = 0n, m = bound(); i < m; i++) s += i;
        return [s];
      }`,
      "valueOf of the bound calls the same function": `(n) => {
        const log = [];
        let depth = 0;
        function f(m, x) { let s = 0n; for (let i = 0n; i < m; i++) s += i; let t = 0; for (let j = 0; j < x; j++) t += 2; log.push(t); return [s, t]; }
        const nested = { valueOf() { if (depth++ < 3) { log.push(f(n, 30)[1], f(n, nested)[1]); } return 25; } };
        return [...f(n, nested), ...log, depth];
      }`,
      "valueOf of a start value throws out of both": `(n) => {
        const log = [];
        function f(x) { let s = x; let i = 0n; try { for (; i < n; i++) s += i; } catch (error) { log.push(error.message, i, typeof s); } return typeof s; }
        log.push(f({ valueOf() { log.push(f(1n)); throw new Error("from valueOf"); } }), f(2n));
        return log;
      }`,
    }),
  )("%s", async (_, text) => {
    expectAccelerated(await sameBothWays(text, turns));
  });
});

test("a bound that replaces a built-in, and one that puts it back", async () => {
  const { imul } = Math;
  const jumps = await sameBothWays(
    `function (n) {
      "use strict";
      const { imul } = Math;
      let calls = 0;
      const replace = () => { Math.imul = (a, b) => { calls++; return imul(a, b); }; return n; };
      const restore = () => { Math.imul = imul; return n; };
      let s = 1;
      for (let i = 0, m = replace(); i < m; i++) s = Math.imul(s, 5);
      for (let i = 0, m = restore(); i < m; i++) s = Math.imul(s, 5);
      for (let i = 0, m = replace(); i < m; i++) s = s + 1;
      restore();
      return [s, calls];
    }`,
    [0, 1, 2, 50, 50].map((n) => () => [n]),
  );
  expect(Math.imul).toBe(imul);
  expectAccelerated(jumps);
});
