import { existsSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { cpmoptimize, explain, original, RecompilationError } from "../../src/index.ts";

type AnyFn = (...args: never[]) => unknown;

/** The reason for which a function comes back as it is. */
function reason(fn: AnyFn): { code: string; what: string } {
  const same = cpmoptimize()(fn);
  expect(same).toBe(fn);
  expect(original(same)).toBe(fn);
  const { unchanged } = explain(same);
  if (unchanged === undefined) throw new Error("it was recompiled");
  expect(
    existsSync(new URL(`../../docs/refusals/${unchanged.code}.md`, import.meta.url)),
    unchanged.code,
  ).toBe(true);
  expect(String(explain(same))).toContain(`[${unchanged.code}]`);
  return unchanged;
}

const strict = (fn: AnyFn) => () => cpmoptimize({ strict: true })(fn);
const outer = 5n;

describe("a function that can not be moved comes back as it is", () => {
  class Parent {
    total(): bigint {
      return 1n;
    }
  }
  class Child extends Parent {
    readonly #secret = 2n;
    static readonly #shared = 3n;
    override total(): bigint {
      let s = super.total();
      for (let i = 0n; i < 10n; i++) s += i;
      return s;
    }
    secret(): bigint {
      let s = this.#secret;
      for (let i = 0n; i < 10n; i++) s += i;
      return s;
    }
    static shared(): boolean {
      for (let i = 0n; i < 10n; i++);
      return #secret in this && this.#shared > 0n;
    }
    step = 3n;
    arrow = (n: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return s * this.step;
    };
  }

  it.each([
    ["native-function", Math.max as AnyFn],
    ["native-function", ((n: bigint) => n).bind(null) as AnyFn],
    ["native-function", new Proxy(() => 1, {})],
    ["class-constructor", Parent as unknown as AnyFn],
    [
      "foreign-realm",
      runInNewContext("(function (n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; })") as AnyFn,
    ],
    ["super", Child.prototype.total],
    ["private-name", Child.prototype.secret],
    ["private-name", Child.shared],
    ["lexical-this", new Child().arrow],
    ["no-loops", (n: bigint) => n * n],
    ["no-loops", (n: bigint) => `for ${n}`],
  ])("%s", (code, fn) => {
    expect(reason(fn).code).toBe(code);
  });

  it("new.target, arguments in arrows, import.meta and import()", () => {
    expect(
      reason(function () {
        for (let i = 0n; i < 3n; i++);
        return new.target;
      }).code,
    ).toBe("new-target");
    const arrow = (function () {
      return () => {
        for (let i = 0n; i < 3n; i++);
        // eslint-disable-next-line prefer-rest-params -- what the test is about
        return arguments;
      };
    })();
    expect(reason(arrow)).toMatchObject({
      code: "lexical-this",
      what: "an arrow function that uses arguments",
    });
    const later = new Function(
      "return async (n) => { for (let i = 0; i < n; i++); return import('node:fs'); }",
    )() as AnyFn;
    expect(reason(later).code).toBe("import-meta");
  });

  it("but a class, a this and private names inside of it are its own", () => {
    // As text: Bun takes directives out of what it loads.
    const text = `(n) => {
      "use strict";
      class Inner extends Object {
        #x = 1n;
        y = this.#x;
        toString() {
          return super.toString() + String(this.#x);
        }
      }
      function own() {
        return [this, new.target, arguments.length];
      }
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return [s, String(new Inner()), own.call(7)];
    }`;
    const fast = cpmoptimize()(new Function(`return ${text}`)() as (n: bigint) => unknown[]);
    expect(explain(fast).unchanged).toBe(undefined);
    expect(fast(1000n)).toEqual([499500n, "[object Object]1", [7, undefined, 0]]);
  });

  it("free variables are all named", () => {
    const free = globalThis as unknown as { a: bigint; b: bigint };
    void free;
    const fn = new Function(
      "return (n) => { let s = first; for (let i = 0n; i < n; i++) s += second; return typeof third; }",
    )() as AnyFn;
    expect(reason(fn)).toMatchObject({ code: "free-variables", what: "first, second, third" });
    expect(
      reason((n: bigint) => {
        let s = 0n;
        for (let i = 0n; i < n; i++) s += outer;
        return s;
      }).what,
    ).toBe("outer");
    expect(
      reason(new Function("return (n) => { for (let i = 0; i < n; i++); eval('i'); }")() as AnyFn).what,
    ).toBe("eval");
    expect(reason(new Function("return (n) => { for (Math = 0; Math < n; Math++); }")() as AnyFn).what).toBe(
      "Math",
    );
  });

  it.each(["cov_2abc3()", "__coverage__", "stryMutAct_9fa48('1')", "_$jscoverage"])(
    "instrumented: %s",
    (counter) => {
      const fn = new Function(
        `return function (n) { ${counter}; let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; }`,
      )() as AnyFn;
      expect(reason(fn).code).toBe("instrumented");
    },
  );

  it("a function of transformed code", () => {
    const fn = new Function(
      "return (n) => { for (let i = 0n, $1 = $cpm1 && $cpm1(i, n); i < n; i++); }",
    )() as AnyFn;
    expect(reason(fn).code).toBe("already-transformed");
    expect(strict(fn)).not.toThrow();
  });

  it("strict throws for it where loops stay behind, and only there", () => {
    expect(strict(Math.max as AnyFn)).toThrow(RecompilationError);
    expect(strict(Child.prototype.total)).toThrow(/super/);
    expect(strict((n: bigint) => n * n)).not.toThrow();
    try {
      strict((n: bigint) => {
        let s = 1n;
        for (let i = 0n; i < n; i++) s = s * s + outer;
        return s;
      })();
      expect.unreachable();
    } catch (error) {
      expect((error as RecompilationError).refusals.map(({ code }) => code)).toEqual([
        "free-variables",
        "product-grows",
      ]);
    }
  });

  it("an assignment to the function's own name, which may be a variable outside", () => {
    const fn = new Function(
      "return function self(n) { for (let i = 0; i < n; i++); self = undefined; return self; }",
    )() as AnyFn;
    expect(reason(fn)).toMatchObject({ code: "free-variables", what: "self" });
  });

  it("can be decorated again with what was missing", () => {
    const fn = (n: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += outer;
      return s;
    };
    const same = cpmoptimize()(fn);
    const fast = cpmoptimize({ scope: { outer } })(same);
    expect(fast).not.toBe(fn);
    expect(fast(10n ** 6n)).toBe(5n * 10n ** 6n);
    expect(original(fast)).toBe(fn);
  });
});
