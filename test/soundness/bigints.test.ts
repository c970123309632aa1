/** Rules 1, 5, 6, 8, 12, 14, 15, 16: BigInt, what throws, what is dead, what cannot exist. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, range } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { outcome, watch } from "../original-suite/harness.ts";
import type { Log } from "./compare.ts";
import { compare } from "./compare.ts";

describe("mixed types throw where the loop as written throws", () => {
  const cases: Record<string, Loose> = {
    "a number added to a BigInt": ((n: number, a: number, b: number) => {
      for (let i = 0; i < n; i++) a += b;
      return [a];
    }) as Loose,
    "only in the last turn": ((n: number, a: number, b: number) => {
      for (let i = 0; i < n; i++) if (i === n - 1) a += b;
      return [a];
    }) as Loose,
    "a dead sum": ((n: number, a: number, b: number) => {
      // @ts-expect-error -- on purpose: dead
      let dead = a;
      let c = 0;
      for (let i = 0; i < n; i++) {
        dead = a + b;
        c++;
      }
      return [c];
    }) as Loose,
    "a dead x += 1 with a BigInt x": ((n: number, a: number) => {
      let c = 0;
      for (let i = 0; i < n; i++) {
        a += 1;
        c++;
      }
      return [c];
    }) as Loose,
    "a mixed counter": ((n: number, a: number) => {
      let c = 0;
      for (let i = a; i < n; i += 1) c++;
      return [c];
    }) as Loose,
    "through a rotation": ((n: number, a: number, b: number) => {
      let c = 1;
      for (let i = 0; i < n; i++) {
        [a, b] = [b, a];
        c = a + c;
      }
      return [a, b, c];
    }) as Loose,
    "comparison only": ((n: number, a: number, b: number) => {
      let c = 0;
      for (let i = a; i < n && i < b; i++) c++;
      return [c];
    }) as Loose,
    "equality only": ((n: number, a: number, b: number) => {
      let c = 0;
      for (let i = 0; i < n; i++) c += a === b ? 1 : a == b ? 2 : 3;
      return [c];
    }) as Loose,
  };
  const values = [0, 1, 3n, 0n, "7", "x", true, null, undefined, NaN];
  test.each(Object.entries(cases))("%s", (_, fn) => {
    for (const n of [0, 1, 3, 40, 40n])
      for (const a of values) for (const b of values) compare(fn, () => [n, a, b]);
  });
  test("symbols throw", () => {
    for (const fn of Object.values(cases)) compare(fn, () => [5, Symbol.iterator, 1]);
  });
});

describe("objects with valueOf are converted exactly as often as in the plain loop", () => {
  const noisy = (log: Log, value: unknown, name = "value"): object => ({
    valueOf: () => {
      log.push(name);
      return value;
    },
  });
  const cases: Record<string, Loose> = {
    "as a summand": ((n: number, x: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += x;
      return [s];
    }) as Loose,
    "inside an invariant expression": ((n: bigint, x: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i * (x + 1n);
      return [s];
    }) as Loose,
    "as the bound": ((n: number, x: number) => {
      let s = 0;
      for (let i = 0; i < x && i < n; i++) s += i;
      return [s];
    }) as Loose,
    "as a start value": ((n: number, x: number) => {
      for (let i = 0; i < n; i++) x += i;
      return [typeof x === "object" ? "the object" : x];
    }) as Loose,
    "as the counter": ((n: number, x: number) => {
      let s = 0;
      for (; x < n; x++) s++;
      return [s, typeof x === "object" ? "the object" : x];
    }) as Loose,
    "in an operand that is never reached": ((n: number, x: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += i >= 0 ? 1 : x;
      return [s];
    }) as Loose,
    "as a condition": ((n: number, x: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) if (x) s += 2;
      return [s];
    }) as Loose,
    dead: ((n: number, x: number) => {
      // @ts-expect-error -- on purpose: dead
      let dead = 0;
      let s = 0;
      for (let i = 0; i < n; i++) {
        dead = x * 2;
        s++;
      }
      return [s];
    }) as Loose,
    unary: ((n: number, x: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += -x + +x;
      return [s];
    }) as Loose,
    "loosely equal": ((n: number, x: unknown) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += x == 7 ? 1 : 2;
      return [s];
    }) as Loose,
    "copied, never converted": ((n: number, x: unknown) => {
      let y: unknown = 0;
      let s = 0;
      for (let i = 0; i < n; i++) {
        y = x;
        s++;
      }
      return [s, typeof y];
    }) as Loose,
  };
  test.each(Object.entries(cases))("%s", (_, fn) => {
    for (const n of [0, 1, 2, 3, 30, 30n]) {
      for (const value of [7, 7n, "7", null]) compare(fn, (log) => [n, noisy(log, value)]);
    }
  });
  test("an object that throws", () => {
    for (const fn of Object.values(cases)) {
      compare(fn, (log) => [
        10,
        {
          valueOf: () => {
            log.push("asked");
            if (log.length === 3) throw new RangeError("third time");
            return 1;
          },
        },
      ]);
    }
  });
  test("a getter, a Proxy and Symbol.toPrimitive are untouched", () => {
    compare(cases["as a summand"] as Loose, (log) => [
      10,
      new Proxy(
        {},
        {
          get: (_, key) => {
            log.push(String(key));
            return key === "valueOf" ? () => 1 : undefined;
          },
        },
      ),
    ]);
  });
  test("properties that are read in the loop", () => {
    const fn = (n: number, box: { x: number }): unknown => {
      let s = 0;
      for (let i = 0; i < n; i++) s += box.x;
      return [s];
    };
    compare(fn, (log) => [
      10,
      {
        get x() {
          log.push("x");
          return log.length;
        },
      },
    ]);
  });
});

describe("exceptions", () => {
  test("no turn: an invariant that would throw is not evaluated", () => {
    for (const n of [0n, -5n, 1n, 2n, 3n, 50n]) {
      for (const k of [0n, 5n, -1n]) {
        compare(
          (n: bigint, k: bigint) => {
            let s = 0n;
            for (let i = 0n; i < n; i++) s += 5n / k;
            return [s];
          },
          () => [n, k],
        );
        compare(
          (n: bigint, k: bigint) => {
            let s = 0n;
            for (const i of range(n)) s += (7n % k) * i;
            return [s];
          },
          () => [n, k],
        );
        compare(
          (n: bigint, k: bigint) => {
            let s = 0n;
            for (let i = 0n; i < n; i++) s += 2n ** k + (1n << k);
            return [s];
          },
          () => [n, k],
        );
        compare(
          (n: bigint, k: bigint) => {
            let s = 0n;
            let i = n;
            while (i-- > 0n) s += k ? 3n / k : 1n;
            return [s];
          },
          () => [n, k],
        );
      }
    }
  });

  test("in the middle of a turn: the state is what the loop left", () => {
    const fn = (n: bigint, k: bigint): unknown => {
      let [a, b, c] = [0n, 1n, 2n];
      let i = 0n;
      try {
        for (; i < n; i++) {
          a += b;
          b = b + 3n;
          c += 100n / k;
          k -= 1n;
        }
      } catch (error) {
        return [a, b, c, i, k, (error as Error).message];
      }
      return [a, b, c, i, k];
    };
    for (const n of [0n, 1n, 2n, 5n, 50n])
      for (const k of [0n, 1n, 2n, 7n, 49n, 60n]) compare(fn, () => [n, k]);
  });

  test("an invariant that throws in the first turn keeps what came before it", () => {
    const fn = (n: bigint, k: bigint): unknown => {
      let [a, b] = [0n, 1n];
      let t: unknown = "none";
      try {
        for (let i = 0n; i < n; i++) {
          a += 2n;
          t = a;
          b += 10n / k;
          a += 5n;
        }
      } catch (error) {
        return [a, b, t, (error as Error).name];
      }
      return [a, b, t];
    };
    for (const n of [0n, 1n, 2n, 50n]) for (const k of [0n, 3n]) compare(fn, () => [n, k]);
  });

  test("finally, and a closure that sees the variables later", () => {
    const fn = (n: bigint, k: bigint): unknown => {
      let [a, b] = [0n, 0n];
      const see = (): unknown => [a, b];
      const seen: unknown[] = [];
      try {
        try {
          for (let i = 0n; i < n; i++) {
            b = a;
            a += i;
            if (i > 3n) b += 10n / (k - k);
          }
        } finally {
          seen.push(see());
        }
      } catch {
        seen.push("caught");
      }
      return [...seen.flatMap((each) => each), a, b];
    };
    for (const n of [0n, 1n, 3n, 4n, 5n, 6n, 50n]) compare(fn, () => [n, 1n]);
  });

  test("a negative exponent, a division by a counter that reaches zero", () => {
    for (const k of [-3n, 0n, 3n]) {
      compare(
        (k: bigint) => {
          let s = 0n;
          for (let i = k; i < 60n; i++) s += 100n / i;
          return [s];
        },
        () => [k],
      );
      compare(
        (k: bigint) => {
          // @ts-expect-error -- on purpose: dead
          let s = 0n;
          let c = 0n;
          for (let i = 40n; i > k; i--) {
            c++;
            s = 2n ** i;
          }
          return [c];
        },
        () => [k],
      );
    }
  });

  test("a type error that nobody reads the result of", () => {
    compare(
      (n: number) => {
        let c = 0;
        let dead: unknown = 0;
        for (let i = 0; i < n; i++) {
          c++;
          dead = (c as unknown as bigint) * 2n;
        }
        return [c, dead];
      },
      () => [10],
    );
    compare(
      (n: bigint) => {
        let c = 0n;
        for (let i = 0n; i < n; i++) {
          c++;
          void +(i as unknown as number);
        }
        return [c];
      },
      () => [10n],
    );
    compare(
      (n: bigint) => {
        let c = 0n;
        for (let i = 0n; i < n; i++) {
          c++;
          // @ts-expect-error -- on purpose: BigInt has no >>>
          void (i >>> 1n);
        }
        return [c];
      },
      () => [10n],
    );
  });
});

describe("sizes", () => {
  const message = (call: () => unknown): string => {
    const done = outcome(call);
    expect("thrown" in done, "it throws").toBe(true);
    return "thrown" in done ? done.thrown : "";
  };

  test("fib(10^18): a RangeError at once that names loop, variable and size, and changes nothing", () => {
    let [a, b, i] = [0n, 1n, 0n];
    const fib = cpmoptimize({
      scope: function () {
        // eslint-disable-next-line prefer-rest-params -- the documented form
        return eval(arguments[0] as string) as unknown;
      },
    })(function fib(n: bigint) {
      for (; i < n; i++) [a, b] = [b, a + b];
      return a;
    });
    const text = message(() => fib(10n ** 18n));
    expect(text).toMatch(/^RangeError: .*fib/);
    expect(text).toMatch(/\b[ab]\b/);
    expect(text).toMatch(/6\.94e\+?17/);
    expect([a, b, i]).toEqual([0n, 1n, 0n]);
    expect(fib(10n)).toBe(55n);
  });

  test("the error is a RangeError to whoever catches it", () => {
    const f = cpmoptimize()((n: bigint) => {
      let s = 1n;
      try {
        for (let i = 0n; i < n; i++) s *= 3n;
      } catch (error) {
        return [error instanceof RangeError, s];
      }
      return [s];
    });
    expect(f(10n ** 30n)).toEqual([true, 1n]);
    expect(f(3n)).toEqual([27n]);
  });

  test("2^turns from the first turn is not refused for its upper bound: [a, b] = [2a - 2b, 2a - 2b]", () => {
    const { fast } = watch(((n: bigint) => {
      let [a, b] = [5n, 3n];
      for (let i = 0n; i < n; i++) [a, b] = [2n * a - 2n * b, 2n * a - 2n * b];
      return [a, b];
    }) as Loose);
    for (const n of [10n, 1000n, 10n ** 5n]) expect(fast(n)).toEqual([0n, 0n]);
    // Optimised or run as written, never an error.
    const far = outcome(() => fast(10n ** 6n));
    expect(far).toEqual({ value: [0n, 0n] });
  });

  test("0 * 3^n is 0", () => {
    const { fast, accelerations } = watch(((n: bigint) => {
      let r = 0n;
      for (let i = 0n; i < n; i++) r *= 3n;
      return [r];
    }) as Loose);
    expect(fast(10n ** 30n)).toEqual([0n]);
    expect(accelerations().length).toBe(1);
  });

  test("no early error where the loop would end otherwise", () => {
    const fn = (n: bigint, k: bigint): unknown => {
      let s = 1n;
      let t = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          if (i > 60n) break;
          s *= 3n;
          t += 10n / (k - i * i);
        }
      } catch (error) {
        return [s, t, (error as Error).message];
      }
      return [s, t];
    };
    for (const k of [-1n, 49n, 10n ** 6n]) compare(fn, () => [10n ** 30n, k]);
    compare(
      (n: bigint) => {
        let s = 1n;
        let i = 0n;
        for (; i < n; i++) {
          if (i === 50n) return [s, i];
          s *= 3n;
        }
        return [s, i];
      },
      () => [10n ** 30n],
    );
    compare(
      (n: bigint) => {
        let s = 1n;
        let i = 0n;
        while (i < n) {
          s *= 3n;
          i += 1n;
          if (!(s < 10n ** 20n)) break;
        }
        return [s, i];
      },
      () => [10n ** 30n],
    );
  });

  test("a dead x = x * x still ends in a RangeError", () => {
    const { fast } = watch(
      ((n: bigint) => {
        let x = 3n;
        let s = 0n;
        for (let i = 0n; i < n; i++) {
          x = x * x;
          s += i;
        }
        return [s];
      }) as Loose,
      { itersLimit: 0 },
    );
    expect(fast(10n)).toEqual([45n]);
    for (const n of [40n, 10n ** 18n]) expect(() => fast(n)).toThrow(RangeError);
  });

  test("a dead x *= 3 is not passed over beyond the engine's limit", () => {
    const { fast } = watch(
      ((n: bigint) => {
        let x = 1n;
        let s = 0n;
        for (let i = 0n; i < n; i++) {
          x *= 3n;
          s += i;
        }
        return [s];
      }) as Loose,
      { itersLimit: 0 },
    );
    expect(fast(1000n)).toEqual([499_500n]);
    const text = message(() => fast(10n ** 18n));
    expect(text).toMatch(/^RangeError/);
  });
});
