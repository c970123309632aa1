import { describe, expect, it, vi } from "vitest";
import { type CpmEvent, cpmoptimize, explain, type Options } from "../../src/index.ts";

function triangle(n: bigint): bigint {
  let sum = 0n;
  for (let i = 0n; i < n; i++) sum += i;
  return sum;
}

const call = (options: unknown): unknown => cpmoptimize(options as Options);

describe("malformed options", () => {
  const cases: [unknown, RegExp][] = [
    [null, /options must be an object .*not null/],
    ["strict", /options must be an object .*not "strict"/],
    [[], /not an array/],
    [
      { strct: true },
      /unknown option strct; did you mean strict\? The options are strict, itersLimit, types/,
    ],
    [{ verbos: "silent" }, /unknown option verbos; did you mean verbose\?/],
    [{ minify: true }, /unknown option minify; the options are strict, itersLimit, types/],
    [{ [Symbol("x")]: 1 }, /unknown option Symbol\(x\)/],
    [{ strict: 1 }, /option strict is 1; accepted: true, false/],
    [{ strict: null }, /option strict is null/],
    [{ optMinRows: "yes" }, /option optMinRows is "yes"/],
    [{ optClearStack: 0n }, /option optClearStack is 0n/],
    [{ itersLimit: -1 }, /option itersLimit is -1; accepted: "auto", or a whole number/],
    [{ itersLimit: -1n }, /option itersLimit is -1n/],
    [{ itersLimit: 1.5 }, /option itersLimit is 1.5/],
    [{ itersLimit: NaN }, /option itersLimit is NaN/],
    [{ itersLimit: Infinity }, /option itersLimit is Infinity/],
    [{ itersLimit: "5000" }, /option itersLimit is "5000"/],
    [{ itersLimit: { valueOf: () => 5 } }, /option itersLimit is an object/],
    [{ types: "bigint" }, /option types is "bigint"; accepted: an array/],
    [{ types: ["number"] }, /option types is "number"/],
    [{ types: [{}] }, /option types is an object/],
    [
      { types: ["float", "double"] },
      /option types is "double"; accepted: an array of "bigint", "integer", "float"/,
    ],
    [{ verbose: "yes" }, /option verbose is "yes"; accepted: true, false, "silent", or a function/],
    [{ scope: 3 }, /option scope is 3; accepted: an object .*eval\(arguments\[0\]\)/],
    [{ scope: [] }, /option scope is an array/],
  ];
  it.each(cases)("%o is a TypeError that says what is accepted", (options, message) => {
    expect(() => call(options)).toThrow(TypeError);
    expect(() => call(options)).toThrow(message);
  });

  it("lets the getter of an option object throw its own error", () => {
    const mine = new Error("mine");
    const hostile = {
      get strict(): boolean {
        throw mine;
      },
    };
    expect(() => call(hostile)).toThrow(mine);
  });

  it.each([0, 0n, 7, 7n])("takes %s for a limit", (itersLimit) => {
    expect(() => call({ itersLimit })).not.toThrow();
  });

  it("takes undefined for absent, and objects without a prototype", () => {
    const options = Object.assign(Object.create(null), {
      strict: undefined,
      itersLimit: undefined,
    }) as Options;
    expect(cpmoptimize(options)(triangle)(10n)).toBe(45n);
    expect(cpmoptimize(undefined)(triangle)(10n)).toBe(45n);
  });
});

describe("itersLimit", () => {
  it.each([0, 2, 7, 7n, 100])("%s: the original loop runs up to max(limit, 2) turns", (itersLimit) => {
    const events: CpmEvent[] = [];
    const fast = cpmoptimize({ itersLimit, verbose: (event) => void events.push(event) })(triangle);
    const bound = BigInt(itersLimit) > 2n ? BigInt(itersLimit) : 2n;
    for (const n of [0n, 1n, 2n, 3n, bound - 1n, bound, bound + 1n, bound + 50n]) {
      events.length = 0;
      expect(fast(n)).toBe(triangle(n));
      expect(events.map((event) => event.kind)).toEqual([n > bound ? "accelerated" : "declined"]);
    }
  });
});

describe("optMinRows and optClearStack", () => {
  it("change the dimension, never the result", () => {
    const dimensions = [true, false].flatMap((optMinRows) =>
      [true, false].map((optClearStack) => {
        const fast = cpmoptimize({ optMinRows, optClearStack })(function fib(n: bigint): bigint {
          let a = 0n;
          let b = 1n;
          for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
          return a;
        });
        expect(fast(1000n) % 10n ** 12n).toBe(166849228875n);
        return explain(fast).loops[0]?.dimension ?? 0;
      }),
    );
    const [both = 0, stack = 0, rows = 0, none = 0] = dimensions;
    expect(both).toBe(2);
    expect(stack).toBeGreaterThan(both);
    expect(rows).toBeGreaterThan(both);
    expect(none).toBeGreaterThan(rows);
  });
});

describe("verbose", () => {
  it("hands each decision to a function", () => {
    const events: CpmEvent[] = [];
    const fast = cpmoptimize({ verbose: (event) => void events.push(event) })(triangle);
    expect(events).toEqual([{ kind: "recompiled", function: "triangle", file: "", loops: 1, refused: 0 }]);
    fast(10n ** 30n);
    fast(1n);
    expect(events.slice(1)).toMatchObject([
      { kind: "accelerated", loop: "triangle", turns: 10n ** 30n - 1n },
      { kind: "declined", loop: "triangle", refusal: { code: "few-turns" } },
    ]);
    expect(events[1]).toHaveProperty("kernel");
  });

  it("prints one line for each when true", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    try {
      const fast = cpmoptimize({ verbose: true })(triangle);
      fast(10n ** 6n);
      fast(1n);
      cpmoptimize({ verbose: true })(Math.max);
      expect(error.mock.calls.map(([line]) => line as string)).toEqual([
        "cpmoptimize: triangle recompiled, 1 loop",
        expect.stringMatching(/^cpmoptimize: triangle:3:\d+ skipped 999999 turns by /),
      ]);
      expect(warn.mock.calls.map(([line]) => line as string)).toEqual([
        expect.stringMatching(/^cpmoptimize: triangle:3:\d+ runs as written: .*\[few-turns\]$/),
        expect.stringMatching(/^cpmoptimize: max runs as written: .*\[native-function\]$/),
      ]);
      for (const line of [...error.mock.calls, ...warn.mock.calls]) expect(line[0]).not.toContain("\n");
    } finally {
      error.mockRestore();
      warn.mockRestore();
    }
  });
});
