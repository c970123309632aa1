/** Rules 9, 10, 17, 21: bindings, control flow and built-ins, in the wrapper and in transformed code. */
import { afterEach, describe, expect, test } from "vitest";
import { Range, cpmoptimize, explain, range } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { expectSame, outcome, watch } from "../original-suite/harness.ts";
import { runTransformed } from "../original-suite/run-transformed.ts";
import { compare } from "./compare.ts";

/** Runs `run(n)` of a program for several n, as written and transformed. */
function compareProgram(
  source: string,
  arguments_: readonly (readonly unknown[])[] = [0n, 1n, 2n, 3n, 30n].map((n) => [n]),
  filename = "program.ts",
): number {
  let accelerated = 0;
  for (const optMinRows of [true, false]) {
    const { plain, fast, code, accelerations } = runTransformed(
      source,
      { filename },
      { itersLimit: 0n, optMinRows },
    );
    for (const args of arguments_) {
      const expected = outcome(() => plain["run"]?.(...args));
      expectSame(
        outcome(() => fast["run"]?.(...args)),
        expected,
        `${String(args)}\n${code}`,
      );
    }
    accelerated += accelerations();
  }
  return accelerated;
}

describe("temporal dead zone", () => {
  test("a captured const that is read too early throws as in the plain loop, and only if it is read", () => {
    const source = `
      export function run(n) {
        const log = [];
        const f = (m) => { let s = 0n; let i = 0n; try { for (; i < m; i++) { s += 1n; s += K; } } catch (e) { return [e.name, s, i]; } return [s, i]; };
        log.push(...f(n));
        const K = 5n;
        log.push(...f(n));
        return log;
      }`;
    expect(compareProgram(source)).toBeGreaterThan(0);
  });
  test("a captured let that the loop writes", () => {
    expect(
      compareProgram(`
      export function run(n) {
        const log = [];
        const f = (m) => { try { for (let i = 0n; i < m; i++) total += i; } catch (e) { return e.name; } return total; };
        log.push(f(n));
        let total = 5n;
        log.push(f(n), total);
        return log;
      }`),
    ).toBeGreaterThan(0);
  });
  test("never reached: no exception", () => {
    compareProgram(`
      export function run(n) {
        const f = (m) => { let s = 0n; for (let i = 0n; i < m; i++) s += i > 100n ? K : i; return s; };
        const first = f(n);
        const K = 5n;
        return [first, f(n + 200n)];
      }`);
  });
  test("a module's own late const, read by a function that is called early", () => {
    compareProgram(`
      function f(m) { let s = 0n; try { for (let i = 0n; i < m; i++) s += K; } catch (e) { return e.name; } return s; }
      const early = f(20n);
      const none = f(0n);
      const K = 3n;
      export function run(n) { return [early, none, f(n)]; }`);
  });
  test("the loop's own variable in its bound", () => {
    compareProgram(
      `export function run(n) { let s = 0n; for (const i of [n]) for (let j = 0n; j < i; j++) s += j; return s; }`,
    );
  });
});

describe("bindings", () => {
  test.each(
    Object.entries({
      "writing a const throws in the first turn": `export function run(n) { const c = 1n; let s = 0n; try { for (let i = 0n; i < n; i++) { s += i; c += 1n; } } catch (e) { return [e.name, s, c]; } return [s, c]; }`,
      "writing a const counter": `export function run(n) { let s = 0n; try { for (const i = 0n; i < n; i++) s += 1n; } catch (e) { return [e.name, s]; } return [s]; }`,
      "writing an import": `import { range } from "cpmoptimize"; export function run(n) { let s = 0n; for (const i of range(n)) s += i; return s; }`,
      "a closure in the body": `export function run(n) { const fs = []; let s = 0n; for (let i = 0n; i < n; i++) { fs.push(() => i); s += i; } return [s, ...fs.map((f) => f())]; }`,
      "a closure in the header": `export function run(n) { let s = 0n, f; for (let i = 0n, g = () => i; i < n; i++) { s += i; f = g; } return [s, f ? f() : 0n]; }`,
      "a closure before the loop": `export function run(n) { let s = 0n; const get = () => s; for (let i = 0n; i < n; i++) s += i; return [s, get()]; }`,
      "a variable that another function changes": `let k = 1n; function bump() { k += 1n; return 0n; } export function run(n) { k = 1n; let s = 0n; for (let i = 0n; i < n; i++) s += k + bump(); return [s, k]; }`,
      "a default parameter that reads another": `function f(n, m = n, g = () => m) { for (let i = 0n; i < n; i++) m += i; return [m, g()]; } export function run(n) { return f(n); }`,
      "a generator": `function* g(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; yield s; for (let i = 0n; i < n; i++) { s += i; yield s; } } export function run(n) { return [...g(n)]; }`,
      "a class field and a static block": `class C { static s = 0n; static { let s = 0n; for (let i = 0n; i < 30n; i++) s += i; C.s = s; } } export function run(n) { let s = C.s; for (let i = 0n; i < n; i++) s += i; return s; }`,
      "this, getters and setters": `class C { t = 0n; get sum() { let s = 0n; for (let i = 0n; i < this.t; i++) s += i; return s; } } export function run(n) { const c = new C(); c.t = n; return c.sum; }`,
    }),
  )("%s", (_, source) => {
    compareProgram(source);
  });
  test.each(
    Object.entries({
      "sloppy arguments alias parameters": `module.exports = { run: function (n, s) { s = 1n; for (let i = 0n; i < n; i++) s += i; return [s, arguments[1]]; } };`,
      "sloppy arguments written in the loop": `module.exports = { run: function (n) { let t = 0n; while (n > 0n) { t += n; n -= 1n; } return [t, n, arguments[0]]; } };`,
      "eval in the function": `module.exports = { run: function (n) { var s = 0n; for (var i = 0n; i < n; i++) s += i; return [s, eval("s + i")]; } };`,
      "eval in the loop": `module.exports = { run: function (n) { var s = 0n; for (var i = 0n; i < n; i++) { s += i; eval("s += 1n"); } return [s]; } };`,
      with: `module.exports = { run: function (n) { var o = { s: 1n, get i2() { o.s += 100n; return 0n; } }; with (o) { for (var i = 0n; i < n; i++) s += i + i2; } return [o.s, i]; } };`,
      "a global by accident": `module.exports = { run: function (n) { globalThis.$cpmTest = 0n; for (var i = 0n; i < n; i++) $cpmTest += i; return [globalThis.$cpmTest]; } };`,
      "a getter on the global object": `module.exports = { run: function (n) { let log = 0; Object.defineProperty(globalThis, "$cpmGetter", { configurable: true, get() { log++; return 1n; } }); let s = 0n; for (var i = 0n; i < n; i++) s += $cpmGetter; return [s, log]; } };`,
      "a global that does not exist": `module.exports = { run: function (n) { let s = 0n; try { for (var i = 0n; i < n; i++) { s += 1n; s += $cpmMissing; } } catch (e) { return [s, e.name]; } return [s]; } };`,
      "a function's own name": `module.exports = { run: function f(n) { var s = 0n; for (var i = 0n; i < n; i++) { s += i; f = 3; } return [s, typeof f]; } };`,
      "delete and void": `module.exports = { run: function (n) { var s = 0n, o = { x: 1n }; for (var i = 0n; i < n; i++) { s += i; delete o.x; void s; } return [s, "x" in o]; } };`,
    }),
  )("%s", (_, source) => {
    compareProgram(source, undefined, "program.cjs");
  });
});

describe("control flow", () => {
  const cases: Record<string, (n: bigint, k: bigint) => unknown> = {
    break: (n, k) => {
      let s = 0n;
      let i = 0n;
      for (; i < n; i++) {
        if (i === k) break;
        s += i;
      }
      return [s, i];
    },
    continue: (n, k) => {
      let s = 0n;
      let i = 0n;
      for (; i < n; i++) {
        if (i < k) continue;
        s += i;
      }
      return [s, i];
    },
    "labels across the loop": (n, k) => {
      let s = 0n;
      let t = 0n;
      outer: for (let j = 0n; j < 5n; j++) {
        for (let i = 0n; i < n; i++) {
          s += i;
          if (i > k) continue outer;
          t += s;
          if (t > 5000n) break outer;
        }
        t += 1n;
      }
      return [s, t];
    },
    "a label on the loop": (n, k) => {
      let s = 0n;
      mine: for (let i = 0n; i < n; i++) {
        s += i;
        if (s > k * 10n) break mine;
        if (i > 3n) continue mine;
        s += 1n;
      }
      return [s];
    },
    return: (n, k) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        s += i;
        if (s > k) return [s, i, "early"];
      }
      return [s];
    },
    throw: (n, k) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        s += i;
        if (i > k) throw new Error(`at ${i} ${s}`);
      }
      return [s];
    },
    "a condition that turns and turns back": (n, k) => {
      let s = 0n;
      let t = 0n;
      for (let i = 0n; i < n; i++) {
        if ((i - k) * (i - k) > 9n) s += 1n;
        else t += i;
      }
      return [s, t];
    },
    "a bound that shrinks": (n, k) => {
      let s = 0n;
      let m = n;
      for (let i = 0n; i < m; i++) {
        m -= 1n;
        s += i * k;
      }
      return [s, m];
    },
    "a bound that runs ahead is endless, guarded": (n, k) => {
      let turns = 0n;
      let m = n;
      for (let i = 0n; i < m; i++) {
        m += 1n;
        if (++turns > 300n + k) break;
      }
      return [turns, m];
    },
    "a test with an effect": (n) => {
      let s = 0n;
      let i = 0n;
      while (i++ < n) s += i;
      return [s, i];
    },
    "a test with an effect on both sides": (n) => {
      let s = 0n;
      let i = 0n;
      let j = n;
      while (i++ < j--) s += i * j;
      return [s, i, j];
    },
    "do while with an effect": (n) => {
      let s = 0n;
      let i = 0n;
      do {
        s += i;
        if (i > 60n) break;
      } while (i++ < n);
      return [s, i];
    },
    "do while that runs once": (n, k) => {
      let s = 0n;
      do s += k;
      while (n < 0n);
      return [s];
    },
    "for without update, while in the head": (n) => {
      let s = 0n;
      for (; n > 0n;) {
        n--;
        s += n;
      }
      return [s, n];
    },
    "an assignment in the test": (n) => {
      let s = 0n;
      let t = 0n;
      let i = n;
      while ((t = i) > 0n) {
        s += t;
        i -= 1n;
      }
      return [s, t, i];
    },
    "comparison with a value that grows quadratically": (n) => {
      let s = 0n;
      let i = 0n;
      for (; i * i < n * 10n; i++) s += i;
      return [s, i];
    },
    "a threshold on a sum": (n) => {
      let s = 0n;
      let i = 0n;
      while (s < n * 20n) s += i++;
      return [s, i];
    },
    "and, or in the test": (n, k) => {
      let s = 0n;
      let i = 0n;
      while (i < n && s < k * 100n) s += i++;
      while (i > 5n || s < -100n) s -= i--;
      return [s, i];
    },
    "both branches, then back by the counter": (n, k) => {
      let [a, b] = [0n, 1n];
      for (let i = 0n; i < n; i++) {
        if (i < k) [a, b] = [b, a + b];
        else if (i < 2n * k) a += b;
        else b = -b;
      }
      return [a, b];
    },
  };
  test.each(Object.entries(cases))("%s", (_, fn) => {
    for (const n of [0n, 1n, 2n, 3n, 4n, 5n, 10n, 50n])
      for (const k of [-1n, 0n, 1n, 3n, 7n, 1000n]) compare(fn, () => [n, k]);
  });
});

describe("built-ins that the program replaces", () => {
  const arrayIterator = Array.prototype[Symbol.iterator];
  const iteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as Record<string, unknown>;
  const { next } = iteratorPrototype as { next: unknown };
  const { imul } = Math;
  const { asUintN } = BigInt;
  afterEach(() => {
    Array.prototype[Symbol.iterator] = arrayIterator;
    iteratorPrototype["next"] = next;
    delete iteratorPrototype["return"];
    delete (Object.prototype as Record<string, unknown>)["return"];
    delete (Object.getPrototypeOf(iteratorPrototype) as Record<string, unknown>)["return"];
    Math.imul = imul;
    BigInt.asUintN = asUintN;
  });

  const rotate = ((n: bigint) => {
    let [a, b] = [0n, 1n];
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  }) as Loose;
  const short = ((n: bigint) => {
    let a = 1n;
    for (let i = 0n; i < n; i++) [a] = [a * 2n, i];
    return a;
  }) as Loose;

  /** Counts what `patch` makes the program do, plain and optimised; both must be told the same. */
  function countsSame(fn: Loose, patch: (count: () => void) => void): void {
    const { fast, accelerations } = watch(fn, { itersLimit: 0 });
    let calls = 0;
    patch(() => calls++);
    const results = [fn, fast].map((each) => {
      calls = 0;
      const result = each(20n);
      return [result, calls] as const;
    });
    const [expected, actual] = results;
    const accelerated = accelerations().length;
    Array.prototype[Symbol.iterator] = arrayIterator;
    iteratorPrototype["next"] = next;
    expect(actual).toEqual(expected);
    expect(accelerated).toBe(0);
  }

  test("Array.prototype[Symbol.iterator]", () => {
    countsSame(rotate, (count) => {
      Array.prototype[Symbol.iterator] = function <T>(this: T[]) {
        count();
        return arrayIterator.call(this) as ArrayIterator<T>;
      };
    });
  });
  test("%ArrayIteratorPrototype%.next", () => {
    countsSame(rotate, (count) => {
      iteratorPrototype["next"] = function (this: unknown, ...args: unknown[]) {
        count();
        return (next as (...args: unknown[]) => unknown).apply(this, args);
      };
    });
  });
  test.each(["%ArrayIteratorPrototype%", "%IteratorPrototype%", "Object.prototype"])(
    "return on %s",
    (where) => {
      countsSame(short, (count) => {
        const holder = {
          "%ArrayIteratorPrototype%": iteratorPrototype,
          "%IteratorPrototype%": Object.getPrototypeOf(iteratorPrototype) as object,
          "Object.prototype": Object.prototype,
        }[where];
        Object.defineProperty(holder, "return", {
          configurable: true,
          value: () => {
            count();
            return {};
          },
        });
      });
    },
  );
  test("Math.imul and BigInt.asUintN on invariants", () => {
    const fn = ((n: number, k: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += Math.imul(k, 3) + Number(BigInt.asUintN(8, 300n));
      return s;
    }) as Loose;
    const { fast, accelerations } = watch(fn, { itersLimit: 0 });
    expect(fast(100, 7)).toBe(fn(100, 7));
    expect(accelerations().length).toBe(1);
    let calls = 0;
    Math.imul = (a, b) => (calls++, a + b);
    expect(fast(100, 7)).toBe(fn(100, 7));
    expect(calls).toBe(200);
    expect(accelerations().length).toBe(1);
  });
  test("Math.imul in an inner loop alone", () => {
    const fn = ((n: number, k: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < 3; j++) s += Math.imul(k, 3);
      return s;
    }) as Loose;
    const { fast, accelerations } = watch(fn, { itersLimit: 0 });
    expect(fast(100, 7)).toBe(fn(100, 7));
    const before = accelerations().length;
    expect(before).toBeGreaterThan(0);
    Math.imul = (a, b) => a + b;
    expect(fast(100, 7)).toBe(fn(100, 7));
    expect(accelerations().length).toBe(before);
  });
  test("the iterator of a range, replaced or in a subclass", () => {
    const fn = ((iterable: Iterable<bigint>) => {
      let s = 0n;
      for (const i of iterable) s += i;
      return s;
    }) as Loose;
    const { fast, accelerations } = watch(fn, { itersLimit: 0 });
    expect(fast(range(10n))).toBe(45n);
    expect(accelerations().length).toBe(1);
    const prototype = Range.prototype as unknown as Record<symbol, unknown>;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, Symbol.iterator);
    try {
      Object.defineProperty(prototype, Symbol.iterator, {
        configurable: true,
        value: function* () {
          yield 1n;
          yield 1000n;
        },
      });
      expect(fast(range(10n))).toBe(fn(range(10n)));
    } catch (error) {
      // A frozen prototype settles it, too.
      expect(error).toBeInstanceOf(TypeError);
    } finally {
      if (descriptor?.configurable === true) Object.defineProperty(prototype, Symbol.iterator, descriptor);
    }
    const own = range(10n);
    expect(Object.isFrozen(own)).toBe(true);
    const impostor = Object.create(own) as Iterable<bigint>;
    expectSame(
      outcome(() => fast(impostor)),
      outcome(() => fn(impostor)),
      "an object that inherits from a range",
    );
    const proxy = new Proxy(own, {});
    expectSame(
      outcome(() => fast(proxy)),
      outcome(() => fn(proxy)),
      "a Proxy of a range",
    );
  });
});

describe("names that the wrapper trusts", () => {
  test("transform resolves a shadowed range and Math", () => {
    compareProgram(`
      function range(n) { return [5n, 6n, n]; }
      const Math = { imul: (a, b) => 1000 };
      export function run(n) { let s = 0n; for (const i of range(n)) s += i; let t = 0; for (let i = 0; i < 20; i++) t += Math.imul(i, 3); return [s, t]; }`);
  });
  test("what is assumed is told", () => {
    const fast = cpmoptimize()(function f(n: number) {
      let s = 0;
      for (let i = 0; i < n; i++) s += Math.abs(-3);
      return s;
    });
    expect(explain(fast).assumptions.join()).toContain("Math");
  });
});
