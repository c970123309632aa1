/** Rule 9: what coverage tools and debuggers put into a turn counts turns. A counter that is seen is kept exactly, or the loop runs. */
import { describe, expect, test } from "vitest";
import { expectAccelerated, expectPlain, sameBothWays } from "./both-ways.ts";

const turns = [0n, 1n, 2n, 3n, 50n, 50n].map((n) => () => [n]);

describe("counters that the loop as written has to count", () => {
  test.each(
    Object.entries({
      "a call in every statement": `(n) => { const cov = { s: [0, 0] }; const c = () => cov; c().s[0]++; let s = 0n; for (let i = 0n; i < n; i++) { c().s[1]++; s += i; } return [s, ...cov.s]; }`,
      "elements of a plain array": `function (n) { "use strict"; const s = [0, 0, 0]; let t = 0n; for (let i = 0n; i < n; i++) { s[0]++; t += i; i % 2n === 0n ? s[1]++ : s[2]++; } return [t, ...s]; }`,
      "properties of an object": `function (n) { "use strict"; const seen = { turns: 0 }; let t = 0n; for (let i = 0n; i < n; i++) { seen.turns++; t += i; } return [t, seen.turns]; }`,
      "a hit count that throws at a limit": `(n) => { let hits = 0, s = 0n; const hit = () => { if (++hits > 30) throw new Error("limit"); }; try { for (let i = 0n; i < n; i++) { hit(); s += i; } } catch (error) { return [s, hits, error.message]; } return [s, hits]; }`,
      "the stack in a turn": `(n) => { let s = 0n, lines = 0; for (let i = 0n; i < n; i++) { s += i; lines += new Error().stack.split("\\n").length > 0 ? 1 : 0; } return [s, lines]; }`,
      "a tagged template and a log": `(n) => { const log = []; let s = 0n; for (let i = 0n; i < n; i++) { log.push(\`\${i} \${s}\`); s += i; } return [s, ...log]; }`,
    }),
  )("%s", async (_, text) => {
    expectPlain(await sameBothWays(text, turns));
  });
});

describe("counters that are variables", () => {
  test.each(
    Object.entries({
      "elements of a typed array": `function (n) { "use strict"; const cov = new Uint32Array(3); let t = 0n; for (let i = 0n; i < n; i++) { cov[0]++; t += i; i % 2n === 0n ? cov[1]++ : cov[2]++; } return [t, ...cov]; }`,
      "a captured variable": `(n) => { let hits = 0; const f = () => { let s = 0n; for (let i = 0n; i < n; i++) { hits++; s += i; } return s; }; return [f(), hits, f(), hits]; }`,
      "an element that wraps": `function (n) { "use strict"; const hits = new Uint8Array(1); let t = 0n; for (let i = 0n; i < n * 9n; i++) { hits[0]++; t += i; } return [t, hits[0]]; }`,
      "a counter of branches": `(n) => { let yes = 0, no = 0, s = 0n; for (let i = 0n; i < n; i++) { if (i < 20n) { yes++; s += i; } else { no++; s -= i; } } return [s, yes, no]; }`,
    }),
  )("%s", async (_, text) => {
    expectAccelerated(await sameBothWays(text, turns));
  });
});

test("a debugger statement is left where it is", async () => {
  const text = `(n) => { let s = 0n; for (let i = 0n; i < n; i++) { debugger; s += i; } return [s]; }`;
  const jumps = await sameBothWays(text, turns);
  expect(jumps).toEqual({ wrapped: 0, transformed: 0 });
});
