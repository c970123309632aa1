/** Calls that are loops, inside other loops: `range(i).forEach(…)` and `[...range(i)].reduce(…)` in a turn. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, range } from "cpmoptimize";
import { runTransformed } from "../original-suite/run-transformed.ts";
import { compare } from "./compare.ts";

type Loose = (...args: never[]) => unknown;

const n = 10n ** 20n;
const small = [0n, 1n, 2n, 6n, 21n];

function check(f: Loose, far: readonly unknown[], expected: unknown, ...others: readonly unknown[]): void {
  const fast = cpmoptimize()(f) as (...args: unknown[]) => unknown;
  expect(fast(...far)).toEqual(expected);
  for (const k of small) {
    if (others.length === 0) compare(f, () => [k]);
    for (const other of others) compare(f, () => [k, other]);
  }
}

describe("forEach", () => {
  test("in forEach", () => {
    check(
      (n: bigint) => {
        let c = 0n;
        range(n).forEach((i) => range(i).forEach((j) => range(j).forEach(() => c++)));
        return c;
      },
      [n],
      (n * (n - 1n) * (n - 2n)) / 6n,
    );
  });

  test("in for, with return as continue", () => {
    check(
      (n: bigint) => {
        let s = 0n;
        for (let i = 0n; i < n; i++) {
          range(1n, i).forEach((j) => {
            if (j === 3n) return;
            s += j;
          });
          s -= 1n;
        }
        return s;
      },
      [n],
      (n * (n - 1n) * (n - 2n)) / 6n - 3n * (n - 4n) - n,
    );
  });

  test("what leaves the loops around it", () => {
    check(
      (n: bigint, k: bigint) => {
        let c = 0n;
        try {
          for (let i = 0n; i < n; i++) {
            range(i).forEach(() => {
              c++;
              if (c === k) throw new Error(`at ${c}`);
            });
            if (c > 100n) return [c, i];
          }
        } catch (error) {
          return [c, String(error)];
        }
        return c;
      },
      [n, 10n ** 30n],
      [105n, 14n],
      1n,
      7n,
      100n,
    );
  });

  test("a range that is none", () => {
    const f = (n: bigint, k: never): unknown => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) range(i, k).forEach((j) => (s += j));
      } catch (error) {
        return [s, String(error)];
      }
      return s;
    };
    for (const k of small) for (const stop of [0n, 30n, 5, "x", undefined]) compare(f, () => [k, stop]);
  });

  test("names that shadow", () => {
    check(
      (n: bigint) => {
        let c = 0n;
        const i = 5n;
        range(n).forEach((j) => {
          range(j).forEach((i) => {
            const n = i * 2n;
            c += n;
          });
          c += i;
        });
        return c;
      },
      [n],
      (n * (n - 1n) * (n - 2n)) / 3n + 5n * n,
    );
  });
});

describe("reduce", () => {
  const f = (n: bigint): bigint => {
    let s = 0n;
    for (const i of range(n)) {
      const t = [...range(i)].reduce((a, b) => a + b, 0n);
      s += t * i;
    }
    return s;
  };
  const g = (n: bigint): bigint => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      // The old value of s is read first.
      s += [...range(i)].reduce((a, b) => {
        s += 1n;
        return a + b * i;
      }, i);
    }
    return s;
  };
  const h = (n: bigint): bigint =>
    [...range(n)].reduce((a, i) => {
      range(i).forEach((j) => {
        a += j;
        if (j > 5n) return;
        a -= 1n;
      });
      return a + 1n;
    }, 0n);

  test.each([f, g, h])("%#", (reduced) => {
    for (const k of small) compare(reduced, () => [k]);
    const events: string[] = [];
    const fast = cpmoptimize({
      verbose: (event) => {
        events.push(`${event.kind} ${"turns" in event ? event.turns : ""}`);
      },
    })(reduced);
    expect(fast(2000n)).toBe(reduced(2000n));
    expect(events).toContain("accelerated 1999");
  });
});

describe("what a program puts in the place of a range's methods", () => {
  const source = `
    import { range } from "cpmoptimize";
    export const called = (n) => { let s = 0; range(n).forEach((i) => { s += i; }); return s; };
    export const iterated = (n) => { let s = 0n; for (const i of range(BigInt(n))) s += i; return s; };
    export const counted = (n) => { let s = 0; for (const i of range(1, n)) s += i; return s; };`;
  const prototype = Object.getPrototypeOf(range(3)) as object;
  const iteratorOf = (of: Iterable<unknown>): object =>
    Object.getPrototypeOf(of[Symbol.iterator]()) as object;
  const places: [string, object, PropertyKey][] = [
    ["forEach", prototype, "forEach"],
    ["the iterator", prototype, Symbol.iterator],
    ["the next number", iteratorOf(range(3)), "next"],
    ["the next BigInt", iteratorOf(range(3n)), "next"],
  ];
  test.each(places)("%s: a function, and a getter", (_, holder, key) => {
    const original = Object.getOwnPropertyDescriptor(holder, key)!;
    const method = original.value as (...args: unknown[]) => unknown;
    let calls = 0;
    const replacement = function (this: unknown, ...args: unknown[]): unknown {
      calls++;
      return method.apply(this, args);
    };
    const patches: PropertyDescriptor[] = [
      { ...original, value: replacement },
      {
        configurable: true,
        get: () => {
          calls++;
          return method;
        },
      },
    ];
    for (const patch of patches) {
      const { plain, fast, accelerations } = runTransformed(source, {}, { itersLimit: 0n });
      for (const name of ["called", "iterated", "counted"]) {
        const seen = [plain, fast].map((way) => {
          calls = 0;
          Object.defineProperty(holder, key, patch);
          try {
            return [way[name]!(200), calls];
          } finally {
            Object.defineProperty(holder, key, original);
          }
        });
        expect(seen[1], name).toEqual(seen[0]);
      }
      const before = accelerations();
      for (const name of ["called", "iterated", "counted"])
        expect(fast[name]!(200)).toEqual(plain[name]!(200));
      expect(accelerations() - before).toBe(3);
    }
  });
});
