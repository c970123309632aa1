/* eslint-disable no-var, no-unused-labels, no-unassigned-vars -- such programs are what is tested */
/** The fourteen holes of the Python original, each closed: see SOUNDNESS. Named and numbered as there. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, original, range } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { expectSame, outcome, watch } from "../original-suite/harness.ts";
import { runTransformed } from "../original-suite/run-transformed.ts";
import { compare } from "./compare.ts";

describe("1. read-only variables are written back", () => {
  test("a read-only parameter, capture and module variable are never assigned", () => {
    const { plain, fast, code, accelerations } = runTransformed(`
      let K = 3n;
      const C = 4n;
      export function run(n, k) { let s = 0n; for (let i = 0n; i < n; i++) s += K * i + C + k; return [s, K, C, n, k]; }`);
    expect(fast["run"]?.(50n, 2n)).toEqual(plain["run"]?.(50n, 2n));
    expect(accelerations()).toBe(1);
    expect(code).not.toMatch(/\b(?:K|C|k|n) = \$/);
  });
  test("a read-only global that somebody watches", () => {
    const writes: unknown[] = [];
    const holder = globalThis as unknown as Record<string, unknown>;
    Object.defineProperty(holder, "$cpmWatched", {
      configurable: true,
      get: () => 3n,
      set: (value) => writes.push(value),
    });
    const { fast, plain } = runTransformed(
      `module.exports = { run: function (n) { let s = 0n; for (let i = 0n; i < n; i++) s += $cpmWatched; return s; } };`,
      { filename: "program.cjs" },
    );
    expect(fast["run"]?.(50n)).toBe(plain["run"]?.(50n));
    expect(writes).toEqual([]);
    delete holder["$cpmWatched"];
  });
});

describe("2. invariants are evaluated before the limit and type checks", () => {
  test("no turn: nothing is evaluated, nothing is raised", () => {
    const asked: string[] = [];
    const fn = (n: bigint, k: bigint, o: unknown): unknown => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += 5n / k + 2n ** k + (o as bigint);
      return [s];
    };
    const object = { valueOf: () => (asked.push("valueOf"), 1n) };
    for (const n of [0n, -1n, -(10n ** 30n)]) {
      compare(fn, () => [n, 0n, 1n]);
      compare(fn, () => [n, -1n, object]);
      compare(fn, () => [n, "x", undefined]);
    }
    expect(asked).toEqual([]);
  });
  test("below the limit nothing is evaluated twice", () => {
    const fn = (n: bigint, k: bigint): unknown => {
      let s = 0n;
      for (const i of range(n)) s += 5n / k + i;
      return [s];
    };
    for (const n of [0n, 1n, 2n, 3n]) for (const k of [0n, 2n]) compare(fn, () => [n, k]);
  });
});

describe("3. partial state is lost when an invariant raises mid-body, and a helper variable leaks", () => {
  test("the state at the exception is the plain loop's, in every variable", () => {
    const source = `
      let a = 0n, b = 1n, c = 2n;
      export function run(n, k) {
        try { for (let i = 0n; i < n; i++) { a += 1n; b = a * 2n; c += 7n / k; a += b; } } catch (e) { return [a, b, c, e.message]; }
        return [a, b, c];
      }`;
    const { plain, fast } = runTransformed(source);
    for (const n of [0n, 1n, 2n, 30n])
      for (const k of [0n, 3n]) expect(fast["run"]?.(n, k)).toEqual(plain["run"]?.(n, k));
  });
  test("no helper is visible: not on the global object, not to eval, not to a with", () => {
    const before = Object.getOwnPropertyNames(globalThis).sort();
    const { fast, plain } = runTransformed(
      `var $1 = "mine"; module.exports = { run: function (n) { var s = 0n; for (var i = 0n; i < n; i++) s += i; return [s, i, typeof $1, typeof $2, typeof $cpm]; } };`,
      { filename: "program.cjs" },
    );
    expect(fast["run"]?.(50n)).toEqual(plain["run"]?.(50n));
    expect(Object.getOwnPropertyNames(globalThis).sort()).toEqual(before);
  });
});

describe("4. the decorator itself crashes on unusual targets", () => {
  const cases: Record<string, Loose> = {
    "for (const [a, b] of …)": ((n: bigint) => {
      let s = 0n;
      for (const [a, b] of [
        [n, 1n],
        [2n, n],
      ] as const)
        s += a * b;
      return s;
    }) as Loose,
    "for (const { x } of …)": ((n: bigint) => {
      let s = 0n;
      for (const { x } of [{ x: n }, { x: 2n }]) s += x;
      return s;
    }) as Loose,
    "for (o.x of range)": ((n: bigint) => {
      const o = { x: 0n };
      let s = 0n;
      for (o.x of range(n)) s += o.x;
      return [s, o.x];
    }) as Loose,
    "for (a[0] of range)": ((n: bigint) => {
      const a = [0n];
      let s = 0n;
      for (a[0] of range(n)) s += a[0] as bigint;
      return [s, a[0]];
    }) as Loose,
    "for (const [a = 1n] of …)": ((n: bigint) => {
      let s = 0n;
      for (const [a = n] of [[], [3n]] as readonly (readonly bigint[])[]) s += a;
      return s;
    }) as Loose,
    "for (const k in …)": ((n: bigint) => {
      let s = "";
      for (const k in { a: n, b: n }) s += k;
      return s;
    }) as Loose,
    "targets in the body": ((n: bigint) => {
      const o = { x: 0n, y: [0n] };
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        [o.x, o.y[0], s] = [s, i, s + 1n];
        ({ x: s } = { x: s + 2n });
      }
      return [s, o.x, o.y[0]];
    }) as Loose,
    "a rest and a hole in a pattern": ((n: bigint) => {
      let [a, b] = [0n, 1n];
      for (let i = 0n; i < n; i++) [a, , b] = [b, 5n, a + b];
      return [a, b];
    }) as Loose,
    "a default in a pattern": ((n: bigint) => {
      let [a, b] = [0n, 1n];
      for (let i = 0n; i < n; i++) [a, b = 7n] = [b, undefined];
      return [a, b];
    }) as Loose,
    "a spread in the array": ((n: bigint) => {
      let [a, b] = [0n, 1n];
      const pair = [3n, 4n] as const;
      for (let i = 0n; i < n; i++) [a, b] = [...pair];
      return [a, b];
    }) as Loose,
    "an empty loop head and body": ((n: bigint) => {
      for (; n-- > 0n;);
      for (;;) break;
      while (false as boolean);
      do;
      while (false as boolean);
      return n;
    }) as Loose,
    "a loop under a label under an if": ((n: bigint) => {
      let s = 0n;
      if (n > 0n) here: there: for (let i = 0n; i < n; i++) s += i;
      else s = -1n;
      return s;
    }) as Loose,
    "a loop variable named like a helper": ((n: bigint) => {
      let $1 = 0n;
      for (let $2 = 0n; $2 < n; $2++) $1 += $2;
      return $1;
    }) as Loose,
    "for await": (async (n: bigint) => {
      let s = 0n;
      for await (const x of [n, n]) s += x;
      return s;
    }) as Loose,
    "optional chaining, templates, classes and regular expressions": ((n: bigint) => {
      const out: unknown[] = [];
      for (let i = 0n; i < n; i++) {
        class A {
          static #x = i;
          static x = A.#x;
        }
        out.push(`${A.x}`.replace(/\d/g, "x")?.length);
      }
      return out.length;
    }) as Loose,
  };
  test.each(Object.entries(cases))("%s", async (_, fn) => {
    for (const strict of [false]) {
      const fast = cpmoptimize({ itersLimit: 0, strict })(fn);
      for (const n of [0n, 1n, 2n, 20n]) {
        const [expected, actual] = [outcome(() => fn(n)), outcome(() => fast(n))];
        if ("value" in expected && "value" in actual && expected.value instanceof Promise) {
          expect(await actual.value).toEqual(await expected.value);
        } else {
          expectSame(actual, expected, `n = ${n}`);
        }
      }
    }
  });
});

describe("5. types of invariant results are unchecked (3 ** -1 is a float)", () => {
  test.each([
    [3, -1],
    [3, 0.5],
    [-8, 1 / 3],
    [7, 2],
    [10, 400],
    [0, -1],
    [2, 53],
    [2, 54],
  ])("%s ** %s", (base, exponent) => {
    compare(
      (n: number, base: number, exponent: number) => {
        let s = 0;
        for (let i = 0; i < n; i++) s += base ** exponent + (i % 1);
        return [s];
      },
      () => [50, base, exponent],
    );
    compare(
      (n: number, base: number, exponent: number) => {
        let s = 0;
        for (let i = 0; i < n; i++) s = s + base / exponent;
        return [s];
      },
      () => [50, base, exponent],
    );
    compare(
      (n: number, base: number, exponent: number) => {
        let s = 1;
        for (let i = 0; i < n; i++) s = s * base ** exponent - (base % exponent);
        return [s];
      },
      () => [50, base, exponent],
    );
  });
  test("an invariant that is a boolean, a string or undefined", () => {
    const fn = (n: number, a: number, b: number): unknown => {
      let s = 0;
      for (let i = 0; i < n; i++) s += (a < b) as unknown as number;
      return [s];
    };
    for (const [a, b] of [
      [1, 2],
      [2, 1],
      ["1", "2"],
      [undefined, 1],
    ])
      compare(fn, () => [40, a, b]);
    compare(
      (n: number, a: unknown) => {
        let s: unknown = 0;
        for (let i = 0; i < n; i++) s = (s as number) + (a as number);
        return [s];
      },
      () => [5, "x"],
    );
  });
});

describe("6. with floats allowed, integer counters become floats and inf * 0 becomes NaN", () => {
  test("a counter stays a safe integer whatever other values are", () => {
    for (const x of [Infinity, NaN, 0.1, -0, 1e308]) {
      compare(
        (n: number, x: number) => {
          let s = 0;
          let y = x;
          let i = 0;
          for (; i < n; i++) {
            s += i;
            y = y * 0 + x;
          }
          return [s, y, i, Number.isSafeInteger(i)];
        },
        () => [100, x],
      );
    }
  });
  test("with floats allowed, too", () => {
    for (const x of [Infinity, NaN, 0.1, -0, 1e308]) {
      const plain = (n: number, x: number): unknown[] => {
        let s = 0;
        let y = x;
        let i = 0;
        for (; i < n; i++) {
          s += i;
          y = y * 0 + x;
        }
        return [s, y, i, Number.isSafeInteger(i)];
      };
      const fast = cpmoptimize({ types: ["float"], itersLimit: 0 })(plain);
      expect(fast(100, x)).toEqual(plain(100, x));
    }
  });
});

describe("7. subclasses with overridden operators are ignored", () => {
  test("wrapped primitives and objects with valueOf run as written", () => {
    const fn = (n: number, x: number): unknown => {
      let s = 0;
      for (let i = 0; i < n; i++) s += x;
      return [s];
    };
    class Odd extends Number {
      private calls = 0;
      override valueOf(): number {
        return ++this.calls;
      }
    }
    for (const make of [
      () => new Number(3),
      () => new Odd(3),
      () => Object(3n) as object,
      () => new Date(5),
      () => [7],
      () => ({}),
    ]) {
      const { accelerated } = compare(fn, () => [20, make()]);
      expect(accelerated).toBe(0);
    }
  });
});

describe("8. a variable that is only written, and was undefined before the loop, raises", () => {
  test("let without a value, var in the body", () => {
    const fn = (n: bigint): unknown => {
      let a: unknown;
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        a = i;
        var b = i * 2n;
        s += b;
      }
      return [a, b!, s];
    };
    for (const n of [0n, 1n, 2n, 3n, 50n]) {
      const { accelerated } = compare(fn, () => [n]);
      if (n >= 3n) expect(accelerated).toBeGreaterThan(0);
    }
  });
  test("a string before, a BigInt after", () => {
    const fn = (n: bigint): unknown => {
      let a: unknown = "before";
      let b: unknown = null;
      for (let i = 0n; i < n; i++) {
        b = a;
        a = i;
      }
      return [a, b];
    };
    for (const n of [0n, 1n, 2n, 3n, 4n, 50n]) compare(fn, () => [n]);
  });
});

describe("9. a malformed option leaks an unrelated TypeError", () => {
  const wrong: readonly (readonly [name: string, value: unknown])[] = [
    ["strict", 1],
    ["itersLimit", -1],
    ["itersLimit", NaN],
    ["itersLimit", 1.5],
    ["itersLimit", -1n],
    ["itersLimit", "5000"],
    ["itersLimit", Symbol("x")],
    ["types", "bigint"],
    ["types", ["int"]],
    ["types", [Symbol("x")]],
    ["types", null],
    ["optMinRows", "yes"],
    ["optClearStack", null],
    ["verbose", "loud"],
    ["scope", 5],
    ["colour", 5],
    ["iters_limit", 5],
  ];
  test("the name that was meant", () => {
    expect(() => cpmoptimize({ iters_limit: 5 } as never)).toThrow("did you mean itersLimit?");
    expect(() => cpmoptimize({ colour: 5 } as never)).not.toThrow("did you mean");
  });
  test.each(wrong.map(([name, value], k) => [k, name, value] as const))("%i: %s", (_, name, value) => {
    let error: unknown;
    try {
      cpmoptimize({ [name]: value } as never);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(name);
    expect((error as Error).message).toMatch(/accepted|the options are/i);
  });
});

describe("10. function properties, name and length are lost, and methods lose this", () => {
  test("a function", () => {
    const key = Symbol("key");
    function slow(this: unknown, n: bigint, m = 2n, ...rest: bigint[]): unknown {
      let s = 0n;
      const k = m + BigInt(rest.length);
      for (let i = 0n; i < n; i++) s += k;
      return [s, this];
    }
    Object.assign(slow, { note: "mine", [key]: 5 });
    Object.defineProperty(slow, "hidden", { value: 7 });
    const fast = cpmoptimize()(slow) as unknown as typeof slow & { note: string };
    expect(fast).not.toBe(slow);
    expect(original(fast)).toBe(slow);
    expect([fast.name, fast.length, fast.note]).toEqual(["slow", 1, "mine"]);
    expect(Object.getOwnPropertyDescriptors(fast)).toEqual(Object.getOwnPropertyDescriptors(slow));
    const self = {};
    expect((fast.call(self, 10n) as unknown[])[1]).toBe(self);
    expect(fast.call(self, 1000n, 3n, 1n)).toEqual(slow.call(self, 1000n, 3n, 1n));
  });
  test("methods, static methods, getters, and new", () => {
    class Sum {
      readonly n = 1000n;
      static readonly k = 2n;
      @cpmoptimize({ itersLimit: 0 })
      method(m: bigint): bigint {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += this.n;
        return s;
      }
      @cpmoptimize({ itersLimit: 0 })
      static on(m: bigint): bigint {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += i * this.k;
        return s;
      }
      @cpmoptimize({ itersLimit: 0 })
      get total(): bigint {
        let s = 0n;
        const { n } = this;
        for (let i = 0n; i < n; i++) s += i;
        return s;
      }
    }
    expect(new Sum().method(10n)).toBe(10_000n);
    expect(Sum.on(100n)).toBe(9900n);
    expect(new Sum().total).toBe(499_500n);
    expect(Sum.prototype.method.name).toBe("method");
    expect(() => new (Sum.prototype.method as unknown as new () => unknown)()).toThrow(TypeError);
    const construct = cpmoptimize()(function Made(this: { s: bigint }, n: bigint) {
      this.s = 0n;
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      this.s = s;
    }) as unknown as new (n: bigint) => { s: bigint };
    const made = new construct(100n);
    expect(made.s).toBe(4950n);
    expect(made).toBeInstanceOf(construct);
  });
});

describe("11. unbound variables load as 0", () => {
  test("an unbound variable throws where the plain loop throws", () => {
    const { plain, fast } = runTransformed(
      `module.exports = { run: function (n) { var s = 0n; try { for (var i = 0n; i < n; i++) { s += 1n; s += $cpmNowhere; } } catch (e) { return [s, e.name, e.message]; } return [s]; } };`,
      { filename: "program.cjs" },
    );
    for (const n of [0n, 1n, 50n]) expect(fast["run"]?.(n)).toEqual(plain["run"]?.(n));
  });
  test("an undefined variable is not 0", () => {
    const fn = (n: number): unknown => {
      let u: number | undefined;
      let s = 0;
      for (let i = 0; i < n; i++) s += u as unknown as number;
      return [s];
    };
    for (const n of [0, 1, 2, 50]) compare(fn, () => [n]);
  });
});

describe("12. V coupled variables cost O(V^3) per instruction, and the limit ignores size", () => {
  const names = Array.from({ length: 40 }, (_, k) => `v${k}`);
  const source = `
    export function run(n) {
      let ${names.map((name, k) => `${name} = ${k}n`).join(", ")};
      for (let i = 0n; i < n; i++) [${names.join(", ")}] = [${names.map((_, k) => `${names[(k + 1) % 40] ?? ""} - ${names[(k + 7) % 40] ?? ""}`).join(", ")}];
      return [${names.join(", ")}];
    }`;
  test("40 coupled variables are not moved by powers of their matrix, and not for a few turns", () => {
    const { plain, fast, events } = runTransformed(source, {}, {});
    for (const [n, isMoved] of [
      [20n, false],
      [300n, true],
      [6000n, true],
    ] as const) {
      expect(fast["run"]?.(n)).toEqual(plain["run"]?.(n));
      const event = events.pop();
      expect(event?.kind).toBe(isMoved ? "accelerated" : "declined");
      if (event?.kind === "accelerated") expect(event.kernel).toBe("binomial-basis + fiduccia");
    }
  });
});

describe("13. r = 0; r *= 3 builds 3^n for nothing", () => {
  test("zero is zero at once, however many turns", () => {
    const { fast, accelerations } = watch(((n: bigint) => {
      let r = 0n;
      let s = 5n;
      for (let i = 0n; i < n; i++) {
        r *= 3n;
        s += r;
      }
      return [r, s];
    }) as Loose);
    for (const n of [10n ** 6n, 10n ** 12n, 10n ** 100n]) expect(fast(n)).toEqual([0n, 5n]);
    expect(accelerations().length).toBe(3);
  });
  test("an invariant start of zero", () => {
    const { fast } = watch(((n: bigint, r: bigint, k: bigint) => {
      for (let i = 0n; i < n; i++) r = r * k;
      return [r];
    }) as Loose);
    expect(fast(10n ** 30n, 0n, 7n)).toEqual([0n]);
    expect(fast(10n ** 30n, 7n, 0n)).toEqual([0n]);
    expect(fast(10n ** 30n, 7n, 1n)).toEqual([7n]);
    expect(fast(10n ** 30n + 1n, 7n, -1n)).toEqual([-7n]);
  });
});

describe("14. just above its default limit it is up to 3 times slower than the plain loop", () => {
  const fib = ((n: bigint) => {
    let [a, b] = [0n, 1n];
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  }) as Loose;
  const sum = ((n: number) => {
    let s = 0;
    for (let i = 0; i < n; i++) s += i;
    return s;
  }) as Loose;
  // Timing decides no test: what is tested is the choice, on either side of the crossovers that the benchmark measures.
  test.each([
    ["fib", fib, [2n, 10n, 30n, 60n], [1000n, 5000n]],
    ["a sum of numbers", sum, [2, 10, 100, 1000], [1_000_000]],
  ] as const)(
    "%s: the automatic limit leaves short loops alone and skips long ones",
    (_, fn, short, long) => {
      const { fast, accelerations } = watch(fn);
      for (const n of short) expect(fast(n)).toBe(fn(n));
      expect(accelerations()).toEqual([]);
      for (const n of long) expect(fast(n)).toBe(fn(n));
      expect(accelerations().length).toBe(long.length);
    },
  );
});

test("every hole's function is still explained", () => {
  const fast = cpmoptimize()((n: bigint) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += i;
    return s;
  });
  expect(explain(fast).loops.length).toBe(1);
});
