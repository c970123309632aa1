import { describe, expect, test } from "vitest";
import { compileForTest } from "./compile-for-test.ts";

/** The liveness of the only loop of a function body. */
function liveness(body: string): { live: readonly string[]; liveLast: readonly string[] } {
  const { irs, report } = compileForTest(`export function f(n, m) { ${body} }`);
  const [ir] = irs;
  if (!ir) throw new Error(report.print());
  return { live: ir.live, liveLast: ir.liveLast };
}

describe("live at the head of a loop", () => {
  test.each([
    [
      "Fibonacci",
      "let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, a + b]; return a;",
      "i a b",
      "i b",
    ],
    [
      "both wanted",
      "let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, a + b]; return [a, b];",
      "i a b",
      "i a b",
    ],
    ["nothing wanted", "let a = 0n; for (let i = 0n; i < n; i++) a += i;", "i", "i"],
    ["overwritten in each turn", "let t; for (let i = 0n; i < n; i++) t = i; return t;", "i t", "i"],
    [
      "a division may throw, dead or not",
      "let t = 1n; for (let i = 0n; i < n; i++) t = m / t;",
      "i t",
      "i t",
    ],
    ["a product cannot", "let t = 1n; for (let i = 0n; i < n; i++) t = m * t;", "i", "i"],
    [
      "a chain of dead variables",
      "let a = 1n, b = 2n; for (let i = 0n; i < n; i++) { a = b * 2n; b = a + 1n }",
      "i",
      "i",
    ],
    [
      "conditions count",
      "let a = 1n, b = 2n; for (let i = 0n; i < n; i++) if (a > 5n) b = 1n; else a = 7n; ",
      "i a",
      "i a",
    ],
    [
      "a break keeps what is wanted after it",
      "let a = 1n, b = 2n; for (let i = 0n; i < n; i++) { if (i === m) break; a = b; b = 3n } return a;",
      "i a b",
      "i a b",
    ],
    [
      "a return keeps everything",
      "let a = 1n, b = 2n, c = 3n; for (let i = 0n; ; i++) { a = i; if (i > n) return m; b = c; c = 5n }",
      "i b c",
      "i b c",
    ],
    ["read before the loop only", "let a = 1n; m = a; for (let i = 0n; i < n; i++) a += i;", "i", "i"],
    [
      "read by an enclosing loop",
      "let a = 1n; for (;;) { g(a); for (let i = 0n; i < n; i++) a += i; }",
      "i a",
      "i a",
    ],
    [
      "fresh in an enclosing loop",
      "for (;;) { let a = 1n; g(a); for (let i = 0n; i < n; i++) a += i; }",
      "i",
      "i",
    ],
    [
      "read behind, inside an enclosing loop",
      "for (;;) { let a = 1n; for (let i = 0n; i < n; i++) a += i; g(a) }",
      "i a",
      "i a",
    ],
    ["captured", "let a = 1n; const g = () => a; for (let i = 0n; i < n; i++) a += i;", "i a", "i a"],
    [
      "captured, and overwritten",
      "let a = 1n; const g = () => a; for (let i = 0n; i < n; i++) { a += i; a = 5n }",
      "i a",
      "i a",
    ],
    ["under try", "let a = 1n; try { for (let i = 0n; i < n; i++) a += i } finally { }", "i a", "i a"],
    ["do … while", "let a = 1n, b = 2n; do { a = b; b = 3n } while (n-- > 0n); return a;", "b n", "b n"],
    ["the old value is what counts", "let a = 1n, b; while (n-- > 0n) b = a++; return b;", "n b a", "n a"],
    ["an element that is assigned", "let x = 5n, s = 0n; for (x of m) s += x; return s;", "s", "s"],
  ])("%s", (_, body, live, liveLast) => {
    const found = liveness(body);
    expect({ live: found.live.join(" "), liveLast: found.liveLast.join(" ") }).toEqual({ live, liveLast });
  });

  test("a module variable is always live", () => {
    const { irs } = compileForTest(
      "let total = 0n; export function f(n) { for (let i = 0n; i < n; i++) total = i }",
    );
    expect(irs[0]?.liveLast).toContain("total");
  });
});
