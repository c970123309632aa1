/** A site that has been called before answers as one that has not, and as the loop as written. */
import { expect, test } from "vitest";
import { cpmoptimize, range } from "../../src/index.ts";

type Loop = (...args: never[]) => unknown;

const loops: Readonly<Record<string, Loop>> = {
  "Fibonacci numbers": (n: never) => {
    let [a, b] = [0n, 1n];
    for (let i = 0; i < n; i++) [a, b] = [b, a + b];
    return [a, b];
  },
  "a sum that leaves the safe integers": (n: never) => {
    let s = 0;
    let i = 0;
    for (; i < n; i++) s += i * 4099;
    return [s, i];
  },
  "a bound that the turn computes with": (n: never) => {
    let s = 0;
    for (let i = 0; i < n; i++) s += n - i;
    return s;
  },
  "a bound that comes to be the value": (n: never) => {
    let [s, last] = [0n, 0];
    for (let i = 0; i < n; i++) {
      s += 3n;
      last = n;
    }
    return [s, last];
  },
  "a bound that decides": (n: never) => {
    let s = 1n;
    for (let i = 0; i < n; i++) s += n > 20 ? 2n : 5n;
    return s;
  },
  "two conditions": (n: never, m: never) => {
    let s = 7;
    for (let i = 0; i < n && s < m; i++) s += 3;
    return s;
  },
  downwards: (n: never) => {
    let s = 0n;
    for (let i = 5; i > n; i--) s += BigInt(i);
    return s;
  },
  "a generator and a counter in a product": (n: never) => {
    let x = 12345;
    for (let i = 0; i < n; i++) x = (x * 16807 + i * 4294967296) % 2147483647;
    return x;
  },
  "a generator that counts its wraps": (n: never) => {
    let [x, s] = [1, 0];
    for (let i = 0; i < n; i++) {
      x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
      s += i;
    }
    return [x, s];
  },
  "bits and a maximum": (n: never) => {
    let [x, m] = [1, 0];
    for (let i = 0; i < n; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      m = Math.max(m + 2, i);
    }
    return [x, m];
  },
  "signs of remainders": (n: never) => {
    let x = 5;
    for (let i = 0; i < n; i++) x = (x - 3) % 7;
    return x;
  },
  "a condition that comes and goes": (n: never) => {
    let [s, last] = [0n, 0];
    for (let i = 0; i < n; i++) {
      if (i % 3 === 0) s += 2n;
      last = i;
    }
    return [s, last];
  },
  "a range with a condition that comes and goes": (n: never) => {
    let s = 0;
    for (const i of range(n as number)) if (i % 3 === 0) s += i;
    return s;
  },
  "a test behind the turn": (n: never) => {
    let [s, i] = [1n, 0];
    do {
      s = 3n * s + 1n;
      i++;
    } while (i < n);
    return [s, i];
  },
  "a choice on the counter": (n: never, m: never) => {
    let s = 0n;
    for (let i = 0; i < n; i++) if (i < m) s += 2n;
    return s;
  },
};

const few = [
  0,
  1,
  2,
  3,
  7,
  64,
  65,
  40,
  100,
  20,
  21,
  22,
  1000,
  999,
  2.5,
  -1,
  -6,
  -7,
  NaN,
  500,
  250n,
  17n,
  "30",
];
const shuffled = [...few.slice(9), ...few.slice(0, 9), ...few.slice(4, 15).reverse()];

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

for (const [name, loop] of Object.entries(loops)) {
  test(`${name}: as written, call after call`, () => {
    const fast = cpmoptimize({ itersLimit: 0 })(loop) as (...args: unknown[]) => unknown;
    const plain = loop as (...args: unknown[]) => unknown;
    for (const n of [...few, ...shuffled]) {
      for (const m of [n, 50, n, 11, 1e300]) {
        expect(
          outcome(() => fast(n, m)),
          `n = ${n}, m = ${m}`,
        ).toStrictEqual(outcome(() => plain(n, m)));
      }
    }
  });
}

const far = [2 ** 20, 2 ** 20 + 1, 3e6, 2 ** 21 - 1, 2 ** 21, 2 ** 22 + 5, 10, 2 ** 23, 1, 5e6, 2 ** 18];

for (const [name, loop] of Object.entries(loops)) {
  if (/^(Fib|bits|signs|a test)/.test(name)) continue; // their plain loops take long
  test(`${name}: where ranges and certificates end`, { timeout: 60_000 }, () => {
    const fast = cpmoptimize()(loop) as (...args: unknown[]) => unknown;
    const plain = loop as (...args: unknown[]) => unknown;
    for (const n of far) {
      expect(
        outcome(() => fast(n, 1000)),
        `n = ${n}`,
      ).toStrictEqual(outcome(() => plain(n, 1000)));
    }
  });
}

test("an end within the turn, of which the turn before has to be right in all variables", () => {
  // What v is before the last whole turn, s is after the one that is left in its middle.
  function late(n: number, m: number): bigint {
    let [s, u, v] = [0n, 1n, 2n];
    for (let i = 0; i < n; i++) {
      s += u;
      u = v;
      v = 3n * v + 1n;
      if (i > m) break;
    }
    return s;
  }
  let jumps = 0;
  const fast = cpmoptimize({
    itersLimit: 0,
    verbose: ({ kind }) => {
      if (kind === "accelerated") jumps++;
    },
  })(late);
  const calls = [2000, 1900, 2100, 2101, 1999, 2050, 10, 2200].flatMap((m) => [
    [1e6, m],
    [m, 1e6],
  ]);
  for (const [n, m] of [...calls, ...calls.reverse()] as [number, number][])
    expect(fast(n, m), `n = ${n}, m = ${m}`).toBe(late(n, m));
  expect(jumps).toBeGreaterThan(20);
});

test("start values that change in between", () => {
  function advance(x: bigint, n: number): bigint {
    for (let i = 0; i < n; i++) x = BigInt.asUintN(64, x * 6364136223846793005n + 1442695040888963407n);
    return x;
  }
  const fast = cpmoptimize({ itersLimit: 0 })(advance);
  let x = 1n;
  for (const n of [10, 10, 20, 10, 333, 10, 1, 2, 3]) {
    expect(fast(x, n)).toBe(advance(x, n));
    expect(fast(7n, n)).toBe(advance(7n, n));
    x = fast(x, n);
  }
});
