import { describe, expect, it } from "vitest";
import { cpmoptimize, explain, original } from "../../src/index.ts";

const n = 100_000n;

/** The optimised function, which must be another one whose loop has a site. */
function fast<F extends (...args: never[]) => unknown>(fn: F): F {
  const optimised = cpmoptimize()(fn);
  expect(explain(optimised).unchanged).toBe(undefined);
  expect(optimised).not.toBe(fn);
  return optimised;
}

describe("a decorated function", () => {
  it("has the own properties of the original, name and length among them", () => {
    const tag = Symbol("tag");
    function slow(m: bigint, _second = 1n, ..._rest: bigint[]): bigint {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      return s;
    }
    Object.defineProperty(slow, "name", { value: "renamed", configurable: true });
    Object.defineProperty(slow, "hidden", { value: 1, enumerable: false });
    Object.defineProperty(slow, "computed", { get: () => 7, enumerable: true, configurable: true });
    Object.assign(slow, { [tag]: "tagged", cache: new Map() });
    const optimised = fast(slow);
    const {
      arguments: _a,
      caller: _c,
      ...expected
    } = Object.getOwnPropertyDescriptors(slow) as Record<string, unknown>;
    expect(Object.getOwnPropertyDescriptors(optimised)).toEqual(expected);
    expect(optimised.name).toBe("renamed");
    expect(optimised.length).toBe(1);
    expect(Object.keys(optimised)).toEqual(Object.keys(slow));
  });

  it("lacks what the original lacks", () => {
    const slow = (m: bigint): bigint => {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      return s;
    };
    Reflect.deleteProperty(slow, "name");
    Reflect.deleteProperty(slow, "length");
    expect(Reflect.ownKeys(fast(slow))).toEqual([]);
    expect(() => new (fast(slow) as unknown as new () => unknown)()).toThrow(TypeError);
  });

  it("whatever its name is", () => {
    for (const descriptor of [
      { value: 7 },
      { value: { a: 1 } },
      { get: () => expect.unreachable() as string },
    ]) {
      const slow = (m: bigint): bigint => {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += i;
        return s;
      };
      Object.defineProperty(slow, "name", descriptor);
      expect(Object.getOwnPropertyDescriptor(fast(slow), "name")).toEqual(
        Object.getOwnPropertyDescriptor(slow, "name"),
      );
    }
  });

  it("keeps its prototype, its extensibility and its frozenness", () => {
    const parent = Object.create(Function.prototype) as object;
    const slow = Object.setPrototypeOf((m: bigint) => {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      return s;
    }, parent) as (m: bigint) => bigint;
    Object.freeze(slow);
    const optimised = fast(slow);
    expect(Object.getPrototypeOf(optimised)).toBe(parent);
    expect(Object.isFrozen(optimised)).toBe(true);
    expect(optimised(n)).toBe(slow(n));
  });

  it("constructs instances of the original", () => {
    function Sum(this: { total: bigint }, m: bigint): void {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      this.total = s;
    }
    Sum.prototype.double = function (this: { total: bigint }) {
      return this.total * 2n;
    };
    type Made = { total: bigint; double(): bigint };
    const Fast = fast(Sum as (m: bigint) => void) as unknown as new (m: bigint) => Made;
    const made = new Fast(n);
    expect(made.total).toBe((n * (n - 1n)) / 2n);
    expect(made.double()).toBe(n * (n - 1n));
    expect(made).toBeInstanceOf(Sum);
    expect(made).toBeInstanceOf(Fast);
  });

  it("passes this, arguments, defaults, rest and destructured parameters on", () => {
    const object = {
      factor: 3n,
      scaled: fast(function (this: { factor: bigint }, m: bigint) {
        const { factor } = this;
        let s = 0n;
        for (let i = 0n; i < m; i++) s += factor;
        return s;
      }),
    };
    expect(object.scaled(n)).toBe(3n * n);
    const many = fast(function (
      m: bigint,
      step = m / 2n,
      { start = 5n }: { start?: bigint } = {},
      ...rest: bigint[]
    ) {
      let s = start;
      for (let i = 0n; i < m; i++) s += step;
      return [s, rest.length, arguments.length];
    });
    expect(many(n)).toEqual([5n + (n * n) / 2n, 0, 1]);
    expect(many(n, 2n, { start: 1n }, 7n, 8n)).toEqual([1n + 2n * n, 2, 5]);
  });

  it("takes a symbol-keyed and an unnamed method of an object", () => {
    const key = Symbol("key");
    const object = {
      [key](m: bigint) {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += i;
        return s;
      },
      function(m: bigint) {
        let s = 1n;
        for (let i = 0n; i < m; i++) s += i;
        return s;
      },
      async *["long"](m: bigint) {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += i;
        yield s;
      },
    };
    const method = fast(object[key]);
    expect(method(n)).toBe((n * (n - 1n)) / 2n);
    expect(method.name).toBe("[key]");
    expect(fast(object.function)(n)).toBe((n * (n - 1n)) / 2n + 1n);
    expect(() => new (fast(object.function) as unknown as new () => unknown)()).toThrow(TypeError);
    expect(fast(object.long)(n)[Symbol.asyncIterator]).toBeTypeOf("function");
  });

  it("may be async, a generator, or both", async () => {
    const later = fast(async (m: bigint) => {
      let s = await 1n;
      for (let i = 0n; i < m; i++) s += i;
      return await s;
    });
    const sum = (n * (n - 1n)) / 2n;
    expect(await later(n)).toBe(1n + sum);
    const slow = function* (m: bigint): Generator<bigint, bigint> {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      yield s;
      for (let i = 0n; i < m; i++) s += i;
      return s;
    };
    const each = fast(slow);
    const iterator = each(n);
    expect(iterator.next()).toEqual({ value: sum, done: false });
    expect(iterator.next()).toEqual({ value: 2n * sum, done: true });
    expect(each(n)).toBeInstanceOf(slow);
    const both = fast(async function* (m: bigint) {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += i;
      yield s;
    });
    expect((await both(n).next()).value).toBe(sum);
  });

  it("optimises the loops of inner functions", () => {
    const make = fast(function (step: bigint) {
      return function inner(m: bigint) {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += step;
        return s;
      };
    });
    expect(make(3n)(10n ** 30n)).toBe(3n * 10n ** 30n);
    expect(explain(make).loops[0]).toMatchObject({ status: "accelerated" });
  });

  it("calls the optimised one when it calls itself", () => {
    const down = fast(function down(depth: number, m: bigint): bigint {
      let s = 0n;
      for (let i = 0n; i < m; i++) s += 1n;
      return depth === 0 ? s : s + down(depth - 1, m);
    });
    expect(down(2, 10n ** 30n)).toBe(3n * 10n ** 30n);
    expect(original(down)).not.toBe(down);
  });
});

describe("modes", () => {
  /** A function from sloppy code, which a module cannot contain. */
  const sloppy = (text: string): ((...args: unknown[]) => unknown) =>
    new Function(`return ${text}`)() as never;

  it("keeps a sloppy function sloppy", () => {
    const slow = sloppy(
      "function (m) { let s = 0n; for (let i = 0n; i < m; i++) s += i; return [s, this === globalThis]; }",
    );
    const optimised = fast(slow);
    expect(optimised(n)).toEqual([(n * (n - 1n)) / 2n, true]);
    expect(Object.hasOwn(optimised, "caller")).toBe(Object.hasOwn(slow, "caller"));
  });

  it("keeps a strict function strict", () => {
    const slow = sloppy(
      'function (m) { "use strict"; let s = 0n; for (let i = 0n; i < m; i++) s += i; return [s, this === undefined]; }',
    );
    expect(fast(slow)(n)).toEqual([(n * (n - 1n)) / 2n, true]);
  });

  it("evaluates in sloppy mode what only sloppy mode can parse", () => {
    const slow = sloppy("(m) => { let s = 010; for (let i = 0; i < m; i++) s += i; return s; }");
    expect(fast(slow)(100000)).toBe(8 + 4999950000);
  });

  it("leaves alone what depends on a mode that can not be told", () => {
    const { slow } = {
      slow(m: bigint) {
        let s = 0n;
        for (let i = 0n; i < m; i++) s += i;
        return [s, this];
      },
    };
    const same = cpmoptimize()(slow);
    expect(same).toBe(slow);
    expect(explain(same).unchanged).toMatchObject({
      code: "cannot-tell-strictness",
      what: expect.stringMatching(/^a method/) as string,
    });
  });
});
