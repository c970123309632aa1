/** Strings, booleans, null and undefined beside the algebra: as parameters, as flags, as values that are not there yet. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";
import { compare } from "./compare.ts";

type Loose = (...args: never[]) => unknown;

const lengths = [0n, 1n, 2n, 3n, 50n, 1000n];

/** Every loop is accelerable by its text, and accelerated at least once; nothing is ever different. */
function expectAccelerated(f: Loose, calls: readonly (readonly unknown[])[]): void {
  expect(() => cpmoptimize({ strict: true })(f), "the verdict").not.toThrow();
  const accelerated = calls.reduce((sum, call) => sum + compare(f, () => call).accelerated, 0);
  expect(accelerated).toBeGreaterThan(0);
}

const over = (...others: unknown[]): unknown[][] => lengths.flatMap((n) => others.map((other) => [n, other]));

describe("a parameter of any type decides where the turn goes", () => {
  const calls = over("add", "sub", true, 1, 1n, null, undefined);

  test.each<Loose>([
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        switch (op) {
          case "add":
            s += i;
            break;
          default:
            throw new Error(String(op));
        }
      }
      return s;
    },
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (op !== "add") break;
        s += i;
      }
      return s;
    },
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (op !== true) break;
        s += i;
      }
      return s;
    },
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (op !== null) break;
        s += i;
      }
      return s;
    },
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (op !== undefined) break;
        s += i;
      }
      return s;
    },
    (n: bigint, op: unknown) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (typeof op !== "string") break;
        s += i;
      }
      return s;
    },
    (n: bigint, op: bigint | null) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if ((op ?? 3n) !== 3n) break;
        s += i;
      }
      return s;
    },
  ])("%#", (f) => {
    expectAccelerated(f, calls);
  });
});

describe("reduce with a block body", () => {
  const calls = lengths.map((n) => [n]);

  test.each<Loose>([
    (n: bigint) =>
      [...range(n)].reduce((a, b) => {
        return a + b;
      }, 0n),
    (n: bigint) =>
      [...range(n)].reduce((a, b) => {
        if (b > 5n) return a;
        return a + b;
      }, 0n),
    (n: bigint) =>
      [...range(n)].reduce((a, b) => {
        if (b % 3n === 0n) return a;
        else return a + b;
      }, 0n),
  ])("%#", (f) => {
    expectAccelerated(f, calls);
  });

  test("a body that may end without a return gives undefined", () => {
    const f = (n: bigint): unknown =>
      [...range(n)].reduce<bigint | undefined>((a, b) => {
        if (b < 5n) return (a ?? 1n) + b;
        return;
      }, 0n);
    for (const n of [0n, 1n, 5n, 6n]) compare(f, () => [n]);
  });
});

describe("booleans in sums", () => {
  test.each<Loose>([
    (n: number) => {
      let s = 0;
      // @ts-expect-error -- a boolean in a sum
      for (let i = 0; i < n; i++) s += i % 3 === 0;
      return s;
    },
    (n: number) => {
      let s = 0;
      let up = false;
      for (let i = 0; i < n; i++) {
        up = !up;
        // @ts-expect-error -- a boolean in a sum
        s += i - up;
      }
      return [s, up];
    },
    (n: number, b: boolean | null | undefined) => {
      let s = 0;
      // @ts-expect-error -- a boolean in a sum
      for (let i = 0; i < n; i++) s += b;
      return s;
    },
  ])("%#", (f) => {
    expectAccelerated(
      f,
      [0, 1, 2, 50, 1000].flatMap((n) => [true, false, null, undefined].map((b) => [n, b])),
    );
  });

  test("null is not 0 where it is compared", () => {
    const f = (n: number, a: unknown, b: unknown): number => {
      let c = 0;
      for (let i = 0; i < n; i++) {
        c += a == b ? 1 : 2;
        if ((a as number) < (b as number)) c += 10;
      }
      return c;
    };
    const values = [0, 1, null, undefined, true, false];
    for (const a of values) for (const b of values) compare(f, () => [40, a, b]);
  });

  test("beside a BigInt they throw", () => {
    const f = (n: bigint, b: boolean): bigint => {
      let s = 0n;
      // @ts-expect-error -- a boolean in a sum
      for (let i = 0n; i < n; i++) s += b;
      return s;
    };
    for (const n of [0n, 1n, 100n]) compare(f, () => [n, true]);
  });
});

describe("flags and states", () => {
  const calls = lengths.map((n) => [n]);

  test.each<Loose>([
    (n: bigint) => {
      let [s, mode] = [0n, "a"];
      for (let i = 0n; i < n; i++) {
        mode = mode === "a" ? "b" : "a";
        if (mode === "b") s += i;
      }
      return [s, mode];
    },
    (n: bigint) => {
      let [s, mode] = [0n, "red"];
      for (let i = 0n; i < n; i++) {
        switch (mode) {
          case "red":
            mode = "green";
            break;
          case "green":
            mode = "yellow";
            s += i;
            break;
          default:
            mode = "red";
            s -= 1n;
        }
      }
      return [s, mode];
    },
    (n: bigint) => {
      let [s, state] = [0n, 0];
      for (let i = 0n; i < n; i++) {
        if (state === 0) state = 1;
        else if (state === 1) {
          state = 2;
          s += i;
        } else {
          state = 0;
          s -= 1n;
        }
      }
      return [s, state];
    },
    (n: bigint) => {
      let [s, sign] = [0n, 7n];
      for (let i = 0n; i < n; i++) {
        s += sign * i;
        if (sign === 1n) sign = -1n;
        else sign = 1n;
      }
      return [s, sign];
    },
    (n: bigint) => {
      let [s, isFirst] = [0n, true];
      for (let i = 0n; i < n; i++) {
        if (isFirst) s += 1000n;
        else s += i;
        isFirst = false;
      }
      return [s, isFirst];
    },
    (n: bigint) => {
      let [s, mode] = [0n, "begin"];
      for (let i = 0n; i < n; i++) {
        if (mode === "begin") mode = "warm";
        else if (mode === "warm") mode = "even";
        else if (mode === "even") {
          mode = "odd";
          s += i;
        } else mode = "even";
        if (s > 100n && i % 5n === 0n) mode = "warm";
      }
      return [s, mode];
    },
    (m: bigint) => {
      let [s, z] = [0, -0];
      for (let i = 0, n = Number(m); i < n; i++) {
        if (z === 0) s += i;
        z = i % 2 === 0 ? 0 : -0;
      }
      return [s, z];
    },
  ])("%#", (f) => {
    expectAccelerated(f, calls);
  });
});

test("what becomes undefined in every turn is no reason against the loop", () => {
  const f = (n: bigint, k: bigint): unknown => {
    let s = 0n;
    let x: bigint | undefined;
    for (let i = 0n; i < n; i++) {
      x = undefined;
      s += i;
      if (s > k) x = s;
    }
    return [s, x];
  };
  expectAccelerated(f, over(10n, 10n ** 9n));
  expect(explain(cpmoptimize()(f)).loops[0]?.refusals).toEqual([]);
});

describe("no value yet, and none any more", () => {
  const calls = over(0n, 1n, 2n, 40n, 700n, -1n);

  test.each<Loose>([
    (n: bigint, k: bigint) => {
      let s = 0n;
      let last: bigint | undefined;
      for (let i = 0n; i < n; i++) {
        if (i < k) s += i;
        last = i * 2n;
      }
      return [s, last];
    },
    (n: bigint) => {
      let s = 0n;
      let previous: bigint | null = null;
      for (let i = 0n; i < n; i++) {
        if (previous !== null) s += previous;
        previous = i;
      }
      return [s, previous];
    },
    (n: bigint, k: bigint) => {
      let s = 0n;
      let previous: bigint | undefined;
      for (let i = 0n; i < n; i++) {
        s += previous ?? k;
        previous = i;
      }
      return [s, previous];
    },
    (n: bigint, k: bigint) => {
      let s = 0n;
      let found: bigint | null = null;
      for (let i = 0n; i < n; i++) {
        if (i === k) found = i;
        else if (i === k + 5n) found = null;
        s += i;
      }
      return [s, found];
    },
    (n: bigint, k: bigint) => {
      let found: bigint | null = null;
      let [i, s] = [0n, 0n];
      while (found === null && i < n) {
        i++;
        s += i;
        if (s > k * 1000n) found = i;
      }
      return [found, s];
    },
    (n: bigint, k: bigint) => {
      let [s, last] = [0n, "none" as bigint | string];
      for (const i of range(n > 60n ? 60n : n)) {
        for (let j = 0n; j < i; j++) s += j;
        if (typeof last === "bigint") s -= last;
        last = i - k;
      }
      return [s, last];
    },
  ])("%#", (f) => {
    expectAccelerated(f, calls);
  });

  test("explain shows the turn that was run ahead", () => {
    const fast = cpmoptimize({ itersLimit: 0 })((n: bigint) => {
      let s = 0n;
      let previous: bigint | null = null;
      for (let i = 0n; i < n; i++) {
        if (previous !== null) s += previous;
        previous = i;
      }
      return s;
    });
    const n = 10n ** 30n;
    expect(fast(n)).toBe(((n - 1n) * (n - 2n)) / 2n);
    expect(explain(fast).loops[0]?.phases?.map(({ turns, endedBy }) => [turns, endedBy])).toEqual([
      [1n, "the type of previous"],
      [n - 2n, expect.stringMatching(/^i\d* < n\d*$/)],
    ]);
  });

  test("a turn is not run ahead where it would run code of the program, or throw", () => {
    const f = (n: bigint, k: unknown): unknown => {
      let s = 0n;
      let last: unknown;
      try {
        for (let i = 0n; i < n; i++) {
          last = i;
          s += (k as bigint) * i;
        }
      } catch (error) {
        return [s, last, String(error)];
      }
      return [s, last];
    };
    for (const n of [0n, 1n, 100n]) {
      compare(f, () => [n, 1]);
      compare(f, (seen) => [n, { valueOf: () => (seen.push("valueOf"), 2n) }]);
    }
  });
});

test("explain names what the program names", () => {
  const refused = cpmoptimize()((n: number) => {
    let s = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) s += j;
      s = s ** i;
    }
    return s;
  });
  const [loop] = explain(refused).loops;
  expect(loop?.refusals.length).toBeGreaterThan(0);
  for (const { what } of loop?.refusals ?? []) expect(what).not.toContain("?");
  const walked = cpmoptimize({ itersLimit: 0 })((n: bigint, k: bigint) => {
    let [s, isOdd] = [0n, false];
    for (let i = 0n; i < n; i++) {
      isOdd = !isOdd;
      if (isOdd) s += i;
      if (i === k) break;
    }
    return s;
  });
  walked(10n ** 9n, 10n ** 6n + 1n);
  expect(explain(walked).loops[0]?.phases?.map(({ endedBy }) => endedBy)).toEqual(["i + 1n == k"]);
});
