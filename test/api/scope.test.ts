import { describe, expect, it } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";

type AnyFn = (...args: never[]) => unknown;
const N = 10n ** 6n;

/** A function as some bundler or tool prints it, evaluated where its free names do not exist. */
function printed(text: string): (...args: unknown[]) => unknown {
  return new Function(`"use strict"; return (${text})`)() as never;
}

describe("names of this package", () => {
  it.each([
    ["range"],
    ["xrange"],
    ["range$1"],
    ["range2"],
    ["xrange$2"],
    ["_range"],
    ["range_1"],
    ["__vi_import_0__.range"],
    ["(0, __vi_import_0__.range)"],
    ["__vite_ssr_import_3__.xrange"],
    ["import_cpmoptimize.range"],
    ["(0, import_cpmoptimize2.range)"],
    ["cpmoptimize_1.range"],
    ["(0, _cpmoptimize.range)"],
    ["(0,cpmoptimize__WEBPACK_IMPORTED_MODULE_0__.range)"],
  ])("%s", (name) => {
    const fast = cpmoptimize()(
      printed(`function (n) { let s = 0n; for (const i of ${name}(n)) s += i; return s; }`),
    );
    const { unchanged, assumptions } = explain(fast);
    expect(unchanged).toBe(undefined);
    expect(fast(N)).toBe((N * (N - 1n)) / 2n);
    expect(explain(fast).loops[0]?.status).toBe("accelerated");
    expect(assumptions).toHaveLength(1);
    expect(assumptions[0]).toMatch(/is cpmoptimize's/);
  });

  it.each([
    // Only calls show that a renamed variable is a function of ours.
    ["range$1", "n + range$1"],
    ["range2", "[range2, range2(n)]"],
    ["_", "_.range(n)"],
    ["__vi_import_0__", "[__vi_import_0__.range(n), __vi_import_0__.other]"],
    ["__vi_import_0__", "[__vi_import_0__]"],
    ["__vi_import_0__", "__vi_import_0__.range = n"],
    ["range", "range = n"],
    ["lodash", "lodash.range(n)"],
  ])("%s in %s is unknown", (name, text) => {
    const fn = printed(`function (n) { for (let i = 0n; i < n; i++); return ${text}; }`);
    expect(cpmoptimize()(fn)).toBe(fn);
    expect(explain(fn).unchanged).toMatchObject({ code: "free-variables", what: name });
  });

  it("esbuild's __name gets an equivalent", () => {
    const fast = cpmoptimize()(
      printed(
        `function (n) { const add = /* @__PURE__ */ __name((a, b) => a + b, "plus"); let s = 0n; for (let i = 0n; i < n; i++) s += i; return [s, add.name]; }`,
      ),
    );
    expect(fast(1000n)).toEqual([499500n, "plus"]);
  });

  it("globals of the realm are reported", () => {
    // From text: bundlers write `undefined` as `void 0`.
    const text = `(n) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s = BigInt.asIntN(64, s + i);
      return s === undefined ? Number(Math.PI) : s;
    }`;
    const fast = cpmoptimize()(new Function(`return ${text}`)() as (n: bigint) => bigint);
    expect(explain(fast).unchanged).toBe(undefined);
    expect(explain(fast).assumptions).toEqual([
      "BigInt is the global BigInt",
      "undefined is the global undefined",
      "Number is the global Number",
      "Math is the global Math",
    ]);
  });
});

describe("scope: values", () => {
  const STEP = 7n;
  const twice = (x: bigint): bigint => 2n * x;
  const fn = (n: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += STEP;
    return twice(s);
  };

  it("supplies constants", () => {
    const fast = cpmoptimize({ scope: { STEP, twice } })(fn);
    expect(fast(N)).toBe(14n * N);
    expect(explain(fast).assumptions).toEqual([]);
  });

  it("names what is still missing", () => {
    expect(explain(cpmoptimize({ scope: { STEP } })(fn)).unchanged?.what).toBe("twice");
    expect(
      explain(cpmoptimize({ scope: Object.create({ STEP, twice }) as Record<string, unknown> })(fn)).unchanged
        ?.what,
    ).toBe("STEP, twice");
  });

  it("goes before the globals and the package", () => {
    const mine = printed("function (n) { let s = 0n; for (const i of range(n)) s += i; return Math(s); }");
    const fast = cpmoptimize({ scope: { range: (n: bigint) => [n, n], Math: (x: bigint) => -x } })(
      mine as (n: bigint) => bigint,
    );
    expect(fast(5n)).toBe(-10n);
  });

  it("refuses assignments", () => {
    const writes = printed("function (n) { for (let i = 0n; i < n; i++) total += i; }");
    const same = cpmoptimize({ scope: { total: 0n } })(writes);
    expect(same).toBe(writes);
    expect(explain(same).unchanged).toMatchObject({ code: "scope-constant", what: "an assignment to total" });
  });
});

describe("scope: live bindings", () => {
  it("reads and writes the captured variables themselves", () => {
    let step = 2n;
    let total = 0n;
    const scope = function (): unknown {
      // eslint-disable-next-line prefer-rest-params -- the documented form
      return eval(arguments[0] as string);
    };
    const fast = cpmoptimize({ scope })((n: bigint): bigint => {
      for (let i = 0n; i < n; i++) total += step;
      return total;
    });
    expect(fast(N)).toBe(2n * N);
    expect(total).toBe(2n * N);
    step = 3n;
    total = 1n;
    expect(fast(N)).toBe(3n * N + 1n);
    expect(total).toBe(3n * N + 1n);
    expect(explain(fast).loops[0]?.status).toBe("accelerated");
  });

  it("meets a temporal dead zone as the plain function does", () => {
    const scope = function (): unknown {
      // eslint-disable-next-line prefer-rest-params -- the documented form
      return eval(arguments[0] as string);
    };
    const fast = cpmoptimize({ scope })((n: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += late;
      return s;
    });
    expect(fast(0n)).toBe(0n);
    expect(() => fast(1000n)).toThrow(ReferenceError);
    const late = 4n;
    expect(fast(N)).toBe(4n * N);
  });

  it("says how it must be written when it is not", () => {
    const fn = (n: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    };
    expect(() => cpmoptimize({ scope: () => undefined })(fn)).toThrow(TypeError);
    expect(() => cpmoptimize({ scope: () => undefined })(fn)).toThrow(
      "scope: function () { return eval(arguments[0]) }",
    );
  });

  it("a scope function that throws EvalError leaves the function as it is", () => {
    const fn = (n: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    };
    const scope = (): never => {
      throw new EvalError("not allowed");
    };
    const same = cpmoptimize({ scope })(fn as AnyFn);
    expect(same).toBe(fn);
    expect(explain(same).unchanged).toMatchObject({ code: "eval-forbidden" });
  });
});
