/** What is told, once, of a function that only a transform in place could optimise; and how to have it not told. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cpmoptimize, explain, original, RecompilationError } from "../../src/index.ts";
import { compiled } from "../../src/runtime/index.ts";

const outer = 5n;
const other = 7n;

function heard(run: () => void): string[] {
  const emit = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  run();
  return [emit, warn, error].flatMap(({ mock }) => mock.calls.map(([message]) => String(message)));
}

afterEach(() => vi.restoreAllMocks());

describe("captured variables", () => {
  it("are named, once for a function", () => {
    const make = () =>
      cpmoptimize()(function captures(n: bigint): bigint {
        let s = outer;
        for (let i = 0n; i < n; i++) s += i * other;
        return s;
      });
    const messages = heard(() => [make(), make()].forEach((fn) => expect(fn(4n)).toBe(47n)));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^cpmoptimize: captures runs as written, since it captures outer, other,/);
    expect(messages[0]).toContain("scope: { outer, other }");
    expect(messages[0]).toContain('"use no cpm"');
  });

  it("are told of by console.warn where there is no process", () => {
    const emit = process.emitWarning;
    try {
      (process as { emitWarning?: unknown }).emitWarning = undefined;
      const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
      cpmoptimize()((n: bigint) => {
        let s = outer;
        for (let i = 0n; i < n; i++) s += i;
        return s;
      });
      expect(warn).toHaveBeenCalledOnce();
      expect(warn.mock.calls[0]?.[0]).toContain("a function runs as written, since it captures outer");
    } finally {
      process.emitWarning = emit;
    }
  });

  it("are not told of when nobody wants to hear, or hears it otherwise", () => {
    const events: unknown[] = [];
    const messages = heard(() => {
      cpmoptimize({ verbose: "silent" })(function a(n: bigint) {
        for (let i = 0n; i < n; i++) n -= outer;
        return n;
      });
      cpmoptimize({ verbose: (event) => void events.push(event) })(function b(n: bigint) {
        for (let i = 0n; i < n; i++) n -= outer;
        return n;
      });
      expect(() =>
        cpmoptimize({ strict: true })(function c(n: bigint) {
          for (let i = 0n; i < n; i++) n -= outer;
          return n;
        }),
      ).toThrow(RecompilationError);
    });
    expect(messages).toEqual([]);
    expect(events).toMatchObject([{ kind: "declined", refusal: { code: "free-variables" } }]);
  });

  it("are not told of where no transform would help", () => {
    const messages = heard(() => {
      cpmoptimize()(function noLoop() {
        return outer;
      });
      cpmoptimize()(function refused(n: bigint) {
        let s = outer;
        for (let i = 0n; i < n; i++) s = s * s + other;
        return s;
      });
    });
    expect(messages).toEqual([]);
  });
});

/** Bun takes directives out of what it loads; only its hooks see them. */
const keepsDirectives = String(() => {
  "use no cpm";
}).includes("use no cpm");

describe('"use no cpm"', () => {
  beforeEach(({ skip }) => skip(!keepsDirectives, "directives are gone before a function can show them"));

  class Parent {
    zero(): bigint {
      return 0n;
    }
  }
  class Child extends Parent {
    sum(n: bigint): bigint {
      "use no cpm";
      let s = super.zero();
      for (let i = 0n; i < n; i++) s += i;
      return s;
    }
  }
  const functions: Record<string, (n: bigint) => unknown> = {
    "a function"(n) {
      "use no cpm";
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    },
    "an arrow function": (n) => {
      "use strict";
      "use no cpm";
      let s = outer;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    },
    "with the other directive": (n) => {
      "use cpm";
      "use no cpm";
      let s = outer;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    },
    "a method with super": Child.prototype.sum,
  };

  it.each(Object.entries(functions))("%s comes back as it is, and nothing is said", (_, fn) => {
    const messages = heard(() => {
      for (const options of [{}, { strict: true }, { verbose: true }]) {
        const same = cpmoptimize(options)(fn);
        expect(same).toBe(fn);
        expect(original(same)).toBe(fn);
        expect(explain(same)).toMatchObject({ loops: [], unchanged: { code: "opted-out" } });
      }
    });
    expect(messages).toEqual([]);
  });

  it("in a transformed file, too", () => {
    const fn = (n: bigint) => n;
    const messages = heard(() => {
      const same = compiled("use no cpm")({ strict: true, verbose: true })(fn);
      expect(same).toBe(fn);
      expect(explain(same)).toMatchObject({ loops: [], unchanged: { code: "opted-out" } });
    });
    expect(messages).toEqual([]);
  });

  it("holds for a function inside, and only there", () => {
    const fast = cpmoptimize()((n: bigint) => {
      const slow = () => {
        "use no cpm";
        let s = 0n;
        for (let i = 0n; i < n; i++) s += i;
        return s;
      };
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return [s, slow()];
    });
    expect(explain(fast).loops).toHaveLength(1);
    expect(fast(1000n)).toEqual([499500n, 499500n]);
  });

  it("is a directive only at the beginning, and only by itself", () => {
    // As text: a compiler may take the parentheses away.
    for (const text of [
      '(n) => { let s = 0n; ("use no cpm"); for (let i = 0n; i < n; i++) s += i; return s; }',
      '(n) => { ("use no cpm"); let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; }',
    ]) {
      const fn = new Function(`return ${text}`)() as (n: bigint) => bigint;
      expect(explain(cpmoptimize()(fn)).unchanged).toBe(undefined);
    }
  });
});
