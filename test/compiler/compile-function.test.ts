import { describe, expect, test } from "vitest";
import { CompileError, compileFunction } from "../../src/compiler/index.ts";
import { outcome } from "./execute.ts";
import { fakeRuntime } from "./fake-runtime.ts";

const loop = "let s = 0n; for (let i = 0n; i < n; i++) s += i; return s";

/** Evaluates compiled text as the wrapper does. */
function evaluate(text: string, bindings: Record<string, unknown>, strict = true): unknown {
  return new Function(...Object.keys(bindings), `${strict ? '"use strict";' : ""} return (${text}\n)`)(
    ...Object.values(bindings),
  );
}

describe("compileFunction", () => {
  test.each([
    `function f(n) { ${loop} }`,
    `async function* (n) { ${loop} }`,
    `(n) => { ${loop} }`,
    `async n => { ${loop} }`,
    `({ f(n) { ${loop} } })`,
    `({ get f() { const n = 9n; ${loop} } })`,
    `({ async *[Symbol.iterator](n) { ${loop} } })`,
    `function f(n) { return super.x + new.target + this.#p + import.meta.url; function g(n) { ${loop} } }`,
  ])("%s", (source) => {
    const { code, sites, loops } = compileFunction(source, { strictMode: true });
    expect(sites.map(({ name }) => name)).toEqual(["$cpm1"]);
    expect(loops).toHaveLength(1);
    expect(code).toContain("$cpm1 && $cpm1(i, n, s)");
    expect(code.replace(/, \$1 = .*?, 0\)/, "").replace("(i < n) || $2", "i < n")).toBe(source);
  });

  test("the text computes the same", () => {
    const source = `function f(n) { let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, a + b * K]; return a }`;
    const { code, sites } = compileFunction(source, { strictMode: true });
    const runtime = fakeRuntime("honest");
    const makeSite = runtime.module["site"] as (ir: unknown) => unknown;
    const bindings = { K: 3n, ...Object.fromEntries(sites.map(({ name, ir }) => [name, makeSite(ir)])) };
    const plain = evaluate(source, { K: 3n }) as (n: bigint) => bigint;
    const fast = evaluate(code, bindings) as (n: bigint) => bigint;
    for (const n of [0n, 1n, 2n, 30n]) expect(fast(n)).toBe(plain(n));
    expect(runtime.counts.opened).toBe(2);
    expect(code).toContain("$cpm1.late(() => [K], i, n, a, b)");
    expect(
      outcome(() => (evaluate(code, { ...bindings, K: undefined }) as (n: bigint) => bigint)(3n)),
    ).toHaveProperty("thrown");
  });

  test("places count in the text as it is given", () => {
    const { loops, sites } = compileFunction("(n) => {\n  let s = 0n;\n  while (n--) s += n;\n}", {
      strictMode: false,
    });
    expect(loops[0]?.place).toBe("3:3");
    expect(sites[0]?.ir.test).toEqual(["post-", "3:10", "n"]);
    expect(compileFunction("(n) => { while (n--) ; }", { strictMode: true }).loops[0]?.place).toBe("1:10");
  });

  test("names: free ones, generated ones, the function's", () => {
    const { free, sites, code, loops } = compileFunction(
      "function (n) { let $cpm1 = K + Math.abs(2), $1 = range; while (n--) $cpm1 += n; return arguments }",
      { strictMode: true, name: "given", namesPrefix: "$cpm" },
    );
    expect(free).toEqual(["K", "Math", "range"]);
    expect(sites[0]?.name).toBe("$cpm2");
    expect(code).toContain("$2 = $cpm2");
    expect(loops[0]?.name).toBe("given");
  });

  test.each([
    ["range", true, undefined],
    ["xrange$1", true, undefined],
    ["__vi_import_0__.range", true, undefined],
    ["(0, cpmoptimize_1.range)", true, undefined],
    ["myRange", false, undefined],
    ["other.range", false, undefined],
    ["range", false, () => false],
    ["myRange", true, (callee: string) => callee === "myRange"],
  ])("is %s the range of this package? %s", (callee, expected, isRange) => {
    const source = `(n) => { let s = 0n; for (let i = 0n; i < n; i++) for (const j of ${callee}(i)) s += j; return s }`;
    const { loops } = compileFunction(source, { strictMode: true, ...(isRange && { isRange }) });
    expect(loops[0]?.refusals.map(({ code }) => code)).toEqual(expected ? [] : ["nested-loop"]);
  });

  test.each([
    ["function f() { return this }", true],
    ["() => this", true],
    ["function f() { return arguments }", true],
    ["function f(o) { o.x = 1 }", true],
    ["function f(o) { [o.x] = [1] }", true],
    ["function f(o) { o.x++ }", true],
    ["function f(o) { delete o.x }", true],
    ["function f() { { function g() {} } }", true],
    ["function f() { x = 1 }", true],
    ["function f() { f = 1 }", true],
    ["function f() { return 010 }", true],
    ["function f() { return eval('1') }", true],
    ["function f(o) { with (o) return x }", true],
    [
      "function f(n) { let a = 0; a += n; [a] = [0.5]; const o = { x: 1 }; function g() {} return o.x + g() + '0' }",
      false,
    ],
    ["async (n) => { for (n of [1]) await n; return n }", false],
  ])("modeSensitive: %s", (source, expected) => {
    expect(compileFunction(source, { strictMode: false }).modeSensitive).toBe(expected);
  });

  test("what is no expression is an error with its place", () => {
    expect(() => compileFunction("function f() {\n let ; }", { strictMode: true, filename: "x.js" })).toThrow(
      CompileError,
    );
    expect(() => compileFunction("function f() {\n let ; }", { strictMode: true, filename: "x.js" })).toThrow(
      "x.js:2:2",
    );
    expect(() => compileFunction("function f() { return 010 }", { strictMode: true })).toThrow(CompileError);
  });
});
