/**
 * What the original refuses, with its strict and non-strict behaviour.
 *
 * "Lifted": a later version optimises the loop; then the case moves to the files of what is optimised.
 */
import { describe, expect, test } from "vitest";
import { LoopTypeError, RecompilationError, cpmoptimize, explain, range } from "cpmoptimize";
import type { Loose } from "./harness.ts";
import { check, expectSame, outcome, watch } from "./harness.ts";

const turns = [0n, 1n, 2n, 3n, 4n, 10n];

/** Refused over BigInt and numbers for whatever values: at decoration when strict, silently left as it is otherwise. */
function refused(name: string, typed: (...args: never[]) => unknown, code: string | RegExp): void {
  const fn = typed as Loose;
  describe(name, () => {
    check("runs as written", typed, { loops: 0, numbers: false, turns });
    test("strict: RecompilationError at decoration with a reason and a place", () => {
      let error: unknown;
      try {
        cpmoptimize({ strict: true })(fn);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(RecompilationError);
      const { message } = error as Error;
      expect(message).toMatch(/\d+:\d+/);
      expect(message).toMatch(code);
    });
    test("explain tells the reason", () => {
      const [loop] = explain(cpmoptimize()(fn)).loops;
      expect(loop?.status).toBe("refused");
      expect(loop?.refusals.length).toBeGreaterThan(0);
      expect(loop?.refusals.map((refusal) => refusal.code).join()).toMatch(code);
    });
  });
}

/** Refused for the values of the call only: LoopTypeError when strict. */
function refusedAtTheCall(
  name: string,
  typed: (...args: never[]) => unknown,
  args: readonly unknown[],
  message: RegExp,
): void {
  const fn = typed as Loose;
  describe(name, () => {
    test("runs as written", () => {
      const { fast, accelerations } = watch(fn, { itersLimit: 0 });
      const [actual, expected] = [outcome(() => fast(...args)), outcome(() => fn(...args))];
      // V8 quotes the iterable's source text in its message, and the text is another one.
      const quoted = /TypeError: .* is not iterable.*/;
      if ("thrown" in actual && "thrown" in expected && quoted.test(expected.thrown))
        expect(actual.thrown).toMatch(quoted);
      else expectSame(actual, expected, name);
      expect(accelerations()).toEqual([]);
    });
    test("strict: LoopTypeError, a TypeError, at the call", () => {
      const fast = cpmoptimize({ strict: true, itersLimit: 0 })(fn);
      let error: unknown;
      try {
        fast(...args);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(LoopTypeError);
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toMatch(message);
    });
  });
}

describe("what the original refuses and this does not: conditions and remainders of the state", () => {
  const programs: Record<string, (n: bigint) => unknown> = {
    "if and else on the parity of the state": (n) => {
      let s = 1n;
      for (const i of range(n)) {
        if ((s & 1n) === 0n) s += i;
        else s = s * 3n + 1n;
      }
      return s;
    },
    "res % 7": (n) => {
      let res = 1000n;
      for (const _i of range(n)) res = (res * 3n) % 7n;
      return res;
    },
    "res / 2": (n) => {
      let res = 1000n;
      for (const i of range(n)) res = res / 2n + i;
      return res;
    },
  };
  test.each(Object.entries(programs))("%s", (_, fn) => {
    const fast = cpmoptimize({ itersLimit: 0 })(fn);
    for (const n of [...turns, 50n, 1000n]) expect(fast(n)).toBe(fn(n));
  });
  test("res % 7 is skipped", () => {
    const { fast, accelerations } = watch(programs["res % 7"] as Loose, { itersLimit: 0 });
    fast(1000n);
    expect(accelerations().length).toBe(1);
  });
});

describe("refused by the original, and computed here", () => {
  const programs: Record<string, (n: bigint) => bigint[]> = {
    "res *= i": (n) => {
      let res = 1n;
      for (const i of range(1n, n)) res *= i;
      return [res];
    },
    "the article's res += i * res": (n) => {
      let res = 1n;
      for (const i of range(n)) res += i * res;
      return [res];
    },
  };
  test.each(Object.entries(programs))("%s", (_, fn) => {
    const { fast, accelerations } = watch(fn as Loose, { itersLimit: 0 });
    for (const n of [0n, 1n, 2n, 3n, 10n, 50n, 1000n]) expect(fast(n)).toEqual(fn(n));
    expect(accelerations().length).toBeGreaterThan(2);
  });
});

describe("at decoration", () => {
  // Never lifted: degrees double from turn to turn.
  refused(
    "res *= res",
    (n: bigint) => {
      let res = 2n;
      for (const _i of range(n)) res = res * res - res;
      return [res];
    },
    /product-grows/,
  );
  // A later version lifts this (bit matrices).
  refused(
    "res & i",
    (n: bigint) => {
      let res = 0n;
      for (const i of range(n)) res = res & i;
      return [res];
    },
    /operator/,
  );
  for (const [name, fn] of Object.entries({
    "2 ** i": (n: bigint): unknown => {
      let res = 0n;
      for (const i of range(n)) res += 2n ** i;
      return [res];
    },
    "i ^ res": (n: bigint): unknown => {
      let res = 0n;
      for (const i of range(n)) res ^= i;
      return [res];
    },
  })) {
    refused(name, fn as (...args: never[]) => unknown, /operator|may-throw/);
  }
  refused(
    "a string constant",
    (n: bigint) => {
      let s: unknown = "";
      for (const _i of range(n)) s = (s as string) + "x";
      return [s];
    },
    /operand-type|variable-type/,
  );
  refused(
    "a call",
    (n: bigint) => {
      let s = 0n;
      const f = (x: bigint): bigint => x + 1n;
      for (const _i of range(n)) s = f(s);
      return [s];
    },
    /./,
  );
  refused(
    "an element of an array",
    (n: bigint) => {
      const box = [0n];
      for (const i of range(n)) box[0] = (box[0] as bigint) + i;
      return [box[0]];
    },
    /./,
  );
  test("all reasons come at once, each with its place and a code frame", () => {
    const fn = (n: bigint): bigint => {
      let res = 1n;
      let bits = 0n;
      for (let i = 0n; i < n; i++) {
        res = res * res + i;
        bits = bits & i;
      }
      return res + bits;
    };
    let message = "";
    try {
      cpmoptimize({ strict: true })(fn);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain("product-grows");
    expect(message).toContain("operator");
    expect(message.match(/\^/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });
});

describe("at the call", () => {
  const sum = (iterable: Iterable<number>): unknown => {
    let res = 0;
    for (const elem of iterable) res += elem;
    return res;
  };
  refusedAtTheCall("a list iterable", sum, [[0, 1, 2, 3, 4, 5]], /range|array/);
  refusedAtTheCall("a string iterable", sum, ["abc"], /range|string/);
  refusedAtTheCall("a Set", sum, [new Set([1, 2, 3, 4])], /range/);
  refusedAtTheCall("nothing to iterate", sum, [undefined], /range|undefined/);

  const grow = (n: number, start: unknown): unknown => {
    let res = start as number;
    for (let i = 0; i < n; i++) res += 2 * res + i;
    return [res];
  };
  // A later version lifts this where "float" is opted in.
  refusedAtTheCall("a float start value", grow, [10, 0.5], /\bres\b/);
  refusedAtTheCall("NaN", grow, [10, NaN], /\bres\b/);
  refusedAtTheCall("Infinity", grow, [10, Infinity], /\bres\b/);
  refusedAtTheCall("-0", grow, [10, -0], /\bres\b/);
  refusedAtTheCall("a string start value", grow, [10, "7"], /\bres\b.*string/s);
  refusedAtTheCall("an object start value", grow, [10, { valueOf: () => 3 }], /\bres\b.*object/s);
  refusedAtTheCall("an undefined start value", grow, [10, undefined], /\bres\b.*undefined/s);
  refusedAtTheCall("a BigInt where numbers are", grow, [10, 1n], /\bres\b.*BigInt/is);

  test("the article's f: range(30) is 435, an array throws", () => {
    const f = cpmoptimize({ strict: true })(sum) as (iterable: Iterable<number>) => number;
    expect(f(range(30))).toBe(435);
    expect(() => f([0, 1, 2])).toThrow(LoopTypeError);
    const relaxed = cpmoptimize()(sum) as (iterable: Iterable<number>) => number;
    expect(relaxed(range(30))).toBe(435);
    expect(relaxed([0, 1, 2])).toBe(3);
  });

  test("types leaves the other type alone", () => {
    const fn = (n: never): unknown => {
      let s = n;
      s = (s - s) as never;
      for (let i = s; i < n; i++) s = (s + i) as never;
      return [s];
    };
    const onlyBigInt = watch(fn as Loose, { itersLimit: 0, types: ["bigint"] });
    expect(onlyBigInt.fast(100)).toEqual([4950]);
    expect(onlyBigInt.accelerations()).toEqual([]);
    expect(onlyBigInt.fast(100n)).toEqual([4950n]);
    expect(onlyBigInt.accelerations().length).toBe(1);
    const onlyNumber = watch(fn as Loose, { itersLimit: 0, types: ["integer"] });
    expect(onlyNumber.fast(100n)).toEqual([4950n]);
    expect(onlyNumber.accelerations()).toEqual([]);
    expect(onlyNumber.fast(100)).toEqual([4950]);
    expect(onlyNumber.accelerations().length).toBe(1);
  });
});

describe("conditions that were refused by the original and are decided here", () => {
  check(
    "if and else on an invariant",
    (n: bigint, mode: bigint) => {
      let res = 0n;
      for (const i of range(n)) {
        if (mode === 1n) res += 3n;
        else res += 5n * i;
      }
      return [res];
    },
    { args: (n) => [n, 2n] },
  );
});
