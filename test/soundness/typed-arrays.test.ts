/** Rule 11: what looks like a typed array, what aliases one, what is out of its bounds, and what is seen when a turn throws. */
import { describe, expect, test } from "vitest";
import type { CpmEvent } from "../../src/index.ts";
import { cpmoptimize, explain } from "../../src/index.ts";
import { runTransformed } from "../original-suite/run-transformed.ts";

type Cells = Record<number, number>;
type Loop = (n: number, s: never, t: never) => unknown;

/** Both loops on arrays of their own; what they leave, and the code by which the second one was declined. */
function both(
  plain: Loop,
  make: () => readonly [unknown, unknown?],
  n = 1000,
): { readonly same: boolean; readonly status: string | undefined; readonly code: string | undefined } {
  const wrapped = cpmoptimize({ itersLimit: 0 })(plain);
  const show = (fn: Loop): unknown[] => {
    const [s, t] = make();
    let result: unknown;
    try {
      result = fn(n, s as never, t as never);
    } catch (error) {
      result = (error as Error).constructor.name;
    }
    const cells = (x: unknown): unknown[] =>
      typeof x === "object" && x !== null ? Object.entries(x).flat() : [x];
    return [result, ...cells(s), ...cells(t)];
  };
  const [expected, actual] = [show(plain), show(wrapped)];
  const [loop] = explain(wrapped).loops;
  return {
    same: expected.length === actual.length && expected.every((value, k) => Object.is(value, actual[k])),
    status: loop?.status,
    code: loop?.refusals[0]?.code,
  };
}

const step = function (n: number, s: Cells): void {
  for (let i = 0; i < n; i++) {
    s[0]! += s[1]!;
    s[1]! += 3;
  }
};

const pair = function (n: number, s: Cells, t: Cells): void {
  for (let i = 0; i < n; i++) {
    s[0]! += t[0]!;
    t[0]! += 3;
  }
};

const accelerated = { same: true, status: "accelerated", code: undefined };
const declined = (code: string) => ({ same: true, status: "declined", code });

describe("what is a typed array", () => {
  test("any, and instances of subclasses", () => {
    expect(both(step, () => [Uint32Array.of(1, 2)])).toEqual(accelerated);
    class Sub extends Uint32Array {
      get 0(): number {
        throw new Error("never asked");
      }
    }
    expect(both(step, () => [new Sub([1, 2])])).toEqual(accelerated);
    // A page has no Buffer.
    if ("Buffer" in globalThis) expect(both(step, () => [Buffer.from([1, 2])])).toEqual(accelerated);
    const heir = () => Object.create(Uint32Array.of(1, 2)) as unknown;
    expect(both(step, () => [heir()])).toEqual(declined("not-a-typed-array"));
  });

  test("with another prototype it still is one; with another tag, too", () => {
    const make = () => Object.setPrototypeOf(Uint32Array.of(1, 2), null) as unknown;
    expect(both(step, () => [make()])).toEqual(accelerated);
    const tagged = () => Object.defineProperty(Uint32Array.of(1, 2), Symbol.toStringTag, { value: "Array" });
    expect(both(step, () => [tagged()])).toEqual(accelerated);
  });

  test("no array, no Proxy, no object with getters, no string", () => {
    expect(both(step, () => [[1, 2]])).toEqual(declined("not-a-typed-array"));
    expect(both(step, () => [{ 0: 1, 1: 2, [Symbol.toStringTag]: "Uint32Array" }])).toEqual(
      declined("not-a-typed-array"),
    );
    let asked = 0;
    const proxy = () =>
      new Proxy([1, 2], {
        get: (target, key) => (asked++, Reflect.get(target, key) as unknown),
      });
    expect(both(step, () => [proxy()], 10)).toEqual(declined("not-a-typed-array"));
    expect(asked).toBe(2 * (3 * 10 + 2)); // and twice to show it
    const ofTyped = () => new Proxy(Uint32Array.of(1, 2), {});
    expect(both(step, () => [ofTyped()])).toEqual(declined("not-a-typed-array"));
    const getters = () => ({
      calls: 0,
      get 0() {
        return this.calls++;
      },
      set 0(value: number) {
        this.calls += value;
      },
      1: 1,
    });
    expect(both(step, () => [getters()], 20)).toEqual(declined("not-a-typed-array"));
    expect(both(step, () => ["ab"])).toMatchObject({ same: true });
    expect(both(step, () => [undefined])).toMatchObject({ same: true });
  });

  test("stores that round or clamp", () => {
    expect(both(step, () => [Float32Array.of(1, 2)])).toEqual(declined("array-form"));
    expect(both(step, () => [Uint8ClampedArray.of(1, 2)])).toEqual(declined("array-form"));
  });

  test("a BigInt does not become a number, nor a number a BigInt", () => {
    const result = both(step, () => [BigUint64Array.of(1n, 2n)]);
    expect(result).toMatchObject({ same: true, status: "declined" });
    const mixed = function (n: number, s: Record<number, unknown>, x: unknown): void {
      for (let i = 0; i < n; i++) s[0] = x;
    };
    expect(both(mixed, () => [Uint32Array.of(1), 5n])).toMatchObject({ same: true, status: "declined" });
    expect(both(mixed, () => [BigInt64Array.of(1n), 5])).toMatchObject({ same: true, status: "declined" });
    expect(both(mixed, () => [Float64Array.of(1), 5n])).toMatchObject({ same: true, status: "declined" });
    expect(both(mixed, () => [Float64Array.of(1), -0])).toMatchObject({ same: true });
    expect(both(mixed, () => [Uint8Array.of(1), NaN])).toMatchObject({ same: true });
    expect(both(mixed, () => [Uint8Array.of(1), 2 ** 60 + 2 ** 10])).toMatchObject({ same: true });
    const five = { valueOf: () => 5 };
    expect(both(mixed, () => [Int16Array.of(1), "70000"])).toMatchObject({ same: true });
    expect(both(mixed, () => [Int16Array.of(1), five])).toMatchObject({ same: true });
  });
});

describe("memory", () => {
  test("shared with other threads, resizable, detached, empty", () => {
    const shared = () => new Uint32Array(new SharedArrayBuffer(8));
    expect(both(step, () => [shared()])).toEqual(declined("array-form"));
    const Resizable = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
    const resizable = () => new Uint32Array(new Resizable(8, { maxByteLength: 16 }));
    expect(both(step, () => [resizable()])).toEqual(declined("array-form"));
    const detached = () => {
      const array = Uint32Array.of(1, 2);
      structuredClone(array.buffer, { transfer: [array.buffer] });
      return array;
    };
    expect(both(step, () => [detached()])).toEqual(declined("array-form"));
    expect(both(step, () => [new Uint32Array(0)])).toEqual(declined("array-form"));
  });

  test("two names for one element", () => {
    const same = Uint32Array.of(1, 2, 3);
    expect(both(pair, () => [Uint32Array.of(1), Uint32Array.of(2)])).toEqual(accelerated);
    expect(both(pair, () => [same, same]).code).toBe("array-form");
    const views = (make: (buffer: ArrayBuffer) => readonly [unknown, unknown]) => () =>
      make(Uint32Array.of(1, 2, 3, 4).buffer);
    expect(
      both(
        pair,
        views((b) => [new Uint32Array(b), new Uint32Array(b)]),
      ),
    ).toEqual(declined("array-form"));
    expect(
      both(
        pair,
        views((b) => [new Uint32Array(b), new Uint8Array(b, 15)]),
      ),
    ).toEqual(declined("array-form"));
    const sub = () => {
      const whole = Uint32Array.of(1, 2, 3);
      return [whole, whole.subarray(1)] as const;
    };
    expect(both(pair, sub)).toEqual(declined("array-form"));
    // Parts of one buffer that do not overlap are two arrays.
    expect(
      both(
        pair,
        views((b) => [new Uint32Array(b, 0, 2), new Uint32Array(b, 8)]),
      ),
    ).toEqual(accelerated);
    expect(
      both(
        pair,
        views((b) => [new Uint32Array(b, 8), new Uint32Array(b, 0, 2)]),
      ),
    ).toEqual(accelerated);
    expect(
      both(
        pair,
        views((b) => [new Uint32Array(b, 4), new Uint32Array(b, 0, 2)]),
      ),
    ).toEqual(declined("array-form"));
  });
});

test("what the loop over its elements refuses is refused, and the next call is tried", () => {
  const fast = cpmoptimize({ itersLimit: 0 })(step);
  const calls: [number, Uint32Array | Int8Array | BigInt64Array, string | undefined][] = [
    [1, Uint32Array.of(1, 2), "few-turns"],
    [1000, Uint32Array.of(1, 2), undefined],
    [1, BigInt64Array.of(1n, 2n), "operand-type"],
    [1000, Int8Array.of(1, 2), undefined],
    [0, Int8Array.of(1, 2), "leaves-at-once"],
    [500, Int8Array.of(5, 2), undefined],
  ];
  for (const [n, cells, code] of calls) {
    const own = cells.slice();
    const outcome = (fn: Loop, on: unknown): unknown => {
      try {
        return fn(n, on as never, undefined as never);
      } catch (error) {
        return String(error);
      }
    };
    expect(outcome(fast as Loop, own)).toBe(outcome(step as Loop, cells));
    expect(own).toEqual(cells);
    expect(explain(fast).loops[0]?.refusals[0]?.code).toBe(code);
  }
});

test("in loops over ranges", () => {
  const source = `
    import { range } from "cpmoptimize";
    export function run(n) {
      const s = Uint32Array.of(1, 2, 3), t = Float64Array.of(5, 6);
      for (const i of range(n)) { s[0] += s[1]; s[1] ^= s[0] << 3; }
      for (const i of range(5, n, 3)) { s[i & 1] += i; t[0] += t[1]; }
      for (const k of range(n, 0, -2)) s[2] += k;
      for (const i of range(BigInt(n))) { t[1] += 2; }
      return [...s, ...t];
    }`;
  const { plain, fast, events } = runTransformed(source, { filename: "program.ts" }, { itersLimit: 0n });
  for (const n of [0, 1, 2, 3, 500, 501]) {
    events.length = 0;
    expect(fast["run"]?.(n)).toEqual(plain["run"]?.(n));
    if (n >= 500) expect(events.map(({ kind }) => kind)).toEqual(Array(4).fill("accelerated"));
  }
});

describe("indices", () => {
  const at = (index: string): Loop =>
    new Function(
      "n",
      "s",
      `"use strict"; let r; for (let i = 0; i < n; i++) { s[0] += 1; r = s[${index}] = s[${index}]; } return r;`,
    ) as Loop;
  test.each(["2", "100", "-1", '"0"', "0.5", "1e300", "true", "undefined", "i", '"length"', "2n"])(
    "s[%s] is left to the loop",
    (index) => {
      const { same, status } = both(at(index), () => [Uint32Array.of(1, 2)], 100);
      expect(same).toBe(true);
      expect(status).not.toBe("accelerated");
    },
  );
  test.each(["1", "-0", "0n", "i % 2", "i & 1", "1 - 1"])("s[%s] is an element", (index) => {
    expect(both(at(index), () => [Uint32Array.of(1, 2)])).toEqual(accelerated);
  });

  test("an index that leaves the array after some turns", () => {
    const walk = function (n: number, s: Cells): string {
      let p = 0;
      let last: unknown = 0;
      for (let i = 0; i < n; i++) {
        last = s[p];
        if (i > 100) p++;
        s[0]! += 1;
      }
      return String([p, last]);
    };
    expect(both(walk, () => [Uint32Array.of(1, 2, 3)], 200)).toMatchObject({
      same: true,
      code: "array-index",
    });
  });

  test("an array whose length is not its own", () => {
    const ask = function (n: number, s: Uint32Array): number {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += s[0]! * s.length;
      return sum;
    };
    expect(both(ask, () => [Uint32Array.of(1, 2)])).toEqual(accelerated);
    const own = () => Object.defineProperty(Uint32Array.of(1, 2), "length", { value: 7 });
    expect(both(ask, () => [own()])).toEqual(declined("patched-builtins"));
    class Longer extends Uint32Array {
      override get length(): number {
        return 9;
      }
    }
    expect(both(ask, () => [new Longer([1, 2])])).toEqual(declined("patched-builtins"));
  });
});

describe("what is seen", () => {
  test("when a turn throws, the elements are those of the turn", () => {
    const thrower = function (n: number, s: BigInt64Array, k: unknown): unknown[] {
      let i = 0;
      try {
        for (; i < n; i++) {
          s[0]! += 1n;
          s[1] = (s[0]! % (k as bigint)) + 1n;
        }
      } catch (error) {
        return [i, (error as Error).name];
      }
      return [i];
    };
    const wrapped = cpmoptimize({ itersLimit: 0 })(thrower);
    for (const k of [3n, 0n, 1, undefined]) {
      const [s, t] = [BigInt64Array.of(1n, 2n), BigInt64Array.of(1n, 2n)];
      expect(wrapped(500, t, k)).toEqual(thrower(500, s, k));
      expect(t).toEqual(s);
    }
  });

  test("whoever else holds the array sees the elements", () => {
    const held = Uint32Array.of(1, 2);
    const view = new DataView(held.buffer);
    const wrapped = cpmoptimize({ itersLimit: 0 })(step);
    wrapped(1000, held);
    expect(explain(wrapped).loops[0]?.status).toBe("accelerated");
    expect(view.getUint32(4, true)).toBe(3002);
  });

  test("a listener that throws leaves the elements as they were", () => {
    const events: CpmEvent[] = [];
    const held = Uint32Array.of(1, 2);
    const listen = (event: CpmEvent): void => {
      if (event.kind !== "accelerated") return;
      events.push(event);
      throw new Error("from a listener");
    };
    const wrapped = cpmoptimize({ itersLimit: 0, verbose: listen })(step);
    expect(() => wrapped(1000, held)).toThrow("from a listener");
    expect(events).toHaveLength(1);
    expect(held).toEqual(Uint32Array.of(1, 2));
  });

  test("many kinds and lengths at one loop", () => {
    const wrapped = cpmoptimize({ itersLimit: 0 })(function (n: number, s: Cells & { length: number }): void {
      for (let i = 0; i < n; i++) s[i % s.length]! += i;
    });
    const plain = (n: number, s: Cells & { length: number }): void => {
      for (let i = 0; i < n; i++) s[i % s.length]! += i;
    };
    for (const kind of [Int8Array, Uint16Array, Int32Array, Float64Array]) {
      for (const length of [1, 2, 3, 5, 64, 65]) {
        const [s, t] = [new kind(length), new kind(length)];
        plain(1000, s);
        wrapped(1000, t);
        expect(t).toEqual(s);
      }
    }
  });
});

describe("bindings", () => {
  const leftAlone = (source: string): void => {
    const { plain, fast, accelerations } = runTransformed(
      source,
      { filename: "program.ts" },
      { itersLimit: 0n },
    );
    expect(fast["run"]?.(500)).toEqual(plain["run"]?.(500));
    expect(accelerations()).toBe(0);
  };
  test("an array that the loop assigns, hands on or makes is none", () => {
    leftAlone(`export function run(n) {
      let s = Uint32Array.of(1, 2), t = Uint32Array.of(3, 4);
      for (let i = 0; i < n; i++) { s[0] += t[1]; const u = s; s = t; t = u; }
      return [...s, ...t];
    }`);
    leftAlone(`export function run(n) {
      const s = Uint32Array.of(1, 2); let last;
      for (let i = 0; i < n; i++) { s[0] += 1; last = s; }
      return [...last];
    }`);
    leftAlone(`export function run(n) {
      let sum = 0;
      for (let i = 0; i < n; i++) { const s = Uint32Array.of(i); s[0] += 1; sum += s[0]; }
      return sum;
    }`);
    leftAlone(`export function run(n) {
      const s = Uint32Array.of(1, 2);
      for (let i = 0; i < n; i++) { s[0] += 1; s.fill(s[0]); }
      return [...s];
    }`);
  });

  test("captured arrays, of the module and of a function, and one that is not initialised yet", () => {
    const source = `
      const s = Uint32Array.of(1, 2);
      function step(n) { for (let i = 0; i < n; i++) { s[0] += s[1]; s[1] ^= i & 1; } }
      export function run(n) {
        const t = new Int16Array(2);
        const inner = () => { for (let i = 0; i < n; i++) t[i & 1] += 7; };
        step(n); inner();
        const log = [];
        const early = () => { try { for (let i = 0; i < n; i++) { u[0] += 2; } } catch (error) { return error.name; } return u[0]; };
        log.push(early());
        const u = Float64Array.of(5);
        log.push(early());
        return [...s, ...t, ...log];
      }`;
    const { plain, fast, accelerations } = runTransformed(
      source,
      { filename: "program.ts" },
      { itersLimit: 0n },
    );
    expect(fast["run"]?.(500)).toEqual(plain["run"]?.(500));
    expect(accelerations()).toBe(3);
  });
});

test("an index that is an assignment, or counts", () => {
  const bodies = [
    "s[t[0]++] = i + 7",
    "s[t[0] = 1] = i",
    "s[++t[0] & 3] = i",
    "s[t[0] += 1] = t[0]",
    "s[t[1]--] = t[1]",
  ];
  for (const body of bodies) {
    const loop = new Function(
      `return (n, s, t) => { for (let i = 0; i < n; i++) { ${body}; } return [...s, ...t]; }`,
    )() as (n: number, s: Uint32Array, t: Uint8Array) => number[];
    const fast = cpmoptimize({ itersLimit: 0 })(loop);
    for (const n of [0, 1, 2, 3, 7, 300]) {
      const make = (): [number, Uint32Array, Uint8Array] => [n, new Uint32Array(8), Uint8Array.of(0, 5)];
      expect(fast(...make()), `${body}, ${n} turns`).toEqual(loop(...make()));
    }
  }
});
