/** What `explain` prints of huge states is bounded. */
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

const compile = (text: string): ((n: bigint) => unknown) =>
  cpmoptimize({ itersLimit: 0 })(new Function(`return ${text}`)() as (n: bigint) => unknown);

test("a state of 300 entries is told by its size", () => {
  const names = Array.from({ length: 300 }, (_, k) => `v${k}`);
  const body = names.map((name, k) => `${name} += ${k + 1}n * ${names[(k + 1) % 300]!};`).join(" ");
  const fn = compile(
    `function f(n) { let ${names.map((name) => `${name} = 1n`).join()}; for (let i = 0n; i < n; i++) { ${body} } return [${names.join()}]; }`,
  );
  const explanation = explain(fn);
  expect(explanation.loops[0]!.dimension).toBe(300);
  expect(String(explanation)).toContain("300 × 300 matrix of v0");
  expect(String(explanation).length).toBeLessThan(5000);
});

test("a coefficient of 20,000 digits is told by its ends", () => {
  const fn = compile(
    `function f(n) { let s = 1n; for (let i = 0n; i < n; i++) s = s * ${"9".repeat(20_000)}n + i; return s; }`,
  );
  const text = String(explain(fn));
  expect(text).toContain("(20000 characters)");
  expect(text.length).toBeLessThan(5000);
});

test("cells and names of 120 characters are printed, and of 121 not", () => {
  for (const [digits, isWhole] of [
    [119, true],
    [120, true],
    [121, false],
  ] as const) {
    const literal = "9".repeat(digits);
    const text = String(
      explain(
        compile(
          `function f(n) { let s = 1n; for (let i = 0n; i < n; i++) s = s * ${literal}n + 1n; return s; }`,
        ),
      ),
    );
    expect(text.includes(literal)).toBe(isWhole);
    expect(text.includes(`(${digits} characters)`)).toBe(!isWhole);
  }
});
