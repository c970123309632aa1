import { describe, expect, test } from "vitest";
import { compileForTest } from "./compile-for-test.ts";

const loop = "let s = 0n; for (let i = 0n; i < 9n; i++) s += K;";

/** How the loop reads K: "late" under guard, "certain" as an argument, "never" not at all. */
function reading(source: string, filename = "a.ts"): string {
  const { code, report } = compileForTest(source, { filename });
  if (
    report.loops.some(({ refusals }) => refusals.some(({ code: reason }) => reason === "temporal-dead-zone"))
  )
    return "never";
  if (code.includes(".late(() => [K], i, s)")) return "late";
  return /\$cpm\d\(i, (?:K, s|s, K)\)/.test(code) ? "certain" : code;
}

describe("is a variable certainly initialised at the door?", () => {
  test.each([
    ["certain", `const K = 1n; ${loop}`],
    ["certain", `const K = 1n; export const f = () => { ${loop} };`],
    ["certain", `const K = 1n; export class C { m() { ${loop} } }`],
    ["certain", `const K = 1n; { function f() { ${loop} } }`],
    ["certain", `const K = 1n; export const f = function () { function g() { ${loop} } return g };`],
    ["certain", `export function f(K) { ${loop} }`],
    ["certain", `export function f(K) { return () => { ${loop} } }`],
    ["certain", `var K = 1n; export function f() { ${loop} }`],
    ["certain", `export function f() { var K; { ${loop} } }`],
    ["certain", `try { } catch (K) { ${loop} }`],
    ["certain", `export function f(x) { switch (x) { case 1: let K = 2n; ${loop} } }`],
    ["certain", `for (const K of [1n]) { ${loop} }`],
    ["late", `export function f() { ${loop} } const K = 1n;`],
    ["late", `const K = 1n; export function f() { ${loop} }`],
    ["late", `const K = 1n; export default function () { ${loop} }`],
    ["late", `export const f = () => { ${loop} }; let K = 1n;`],
    ["late", `import { K } from "./k.ts"; ${loop}`],
    ["late", `import { K } from "./k.ts"; export const f = () => { ${loop} };`],
    ["late", `export function f(g = () => { ${loop} return s }, K = 1n) { return g() }`],
    ["late", `export function f(x) { switch (x) { case 1: let K = 2n; case 2: return () => { ${loop} } } }`],
    ["late", `class K { static m() { ${loop} } }`],
    ["late", `const K = (() => { ${loop} return s })();`],
    ["never", `${loop} const K = 1n;`],
    ["never", `export function f() { ${loop} let K = 1n; }`],
    ["never", `export function f(x) { switch (x) { case 1: let K = 2n; case 2: ${loop} } }`],
    ["never", `for (;;) { ${loop} let K = 1n; }`],
  ])("%s: %s", (expected, source) => {
    expect(reading(source)).toBe(expected);
  });
});
