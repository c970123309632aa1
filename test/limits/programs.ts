/** A program for each algebra and kind of door, with two calls that are moved ahead and that the loop as written can do. */
import type { Options } from "cpmoptimize";

interface Program {
  readonly plain: (...args: never[]) => unknown;
  readonly calls: readonly [readonly unknown[], readonly unknown[]];
  readonly options?: Options;
}

declare const range: typeof import("cpmoptimize").range;

const big = (plain: (n: bigint) => unknown): Program => ({ plain, calls: [[500n], [731n]] });

export const programs: Readonly<Record<string, Program>> = {
  "Fibonacci numbers": big((n) => {
    let [a, b] = [0n, 1n];
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return [a, b];
  }),
  "a recurrence of order 5": big((n) => {
    let [a, b, c, d, e] = [0n, 1n, 2n, 0n, 1n];
    for (let i = 0n; i < n; i++) [a, b, c, d, e] = [b, c, d, e, a + b + 2n * e];
    return [a, e];
  }),
  "a power": big((n) => {
    let p = 7n;
    for (let i = 0n; i < n; i++) p *= 3n;
    return p;
  }),
  "sums of powers": big((n) => {
    let [s, t] = [0n, 1n];
    for (let i = 0n; i < n; i++) {
      s += i * i * t;
      t *= 2n;
    }
    return [s, t];
  }),
  "a polynomial over numbers": {
    plain: (n: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += i * i;
      return s;
    },
    calls: [[900], [1200]],
  },
  "two phases": {
    plain: (n: number) => {
      let [s, c] = [0, 0];
      for (let i = 0; i < n; i++) {
        if (i < 500) s += i;
        else c += 3;
      }
      return [s, c];
    },
    calls: [[1500], [1700]],
  },
  "a loop in a loop": big((n) => {
    let s = 0n;
    for (let i = 0n; i < n / 10n; i++) for (let j = 0n; j < i; j++) s += i * j;
    return s;
  }),
  "a threshold": {
    plain: (limit: bigint) => {
      let [a, b, turns] = [0n, 1n, 0n];
      while (a < limit) {
        [a, b] = [b, a + b];
        turns++;
      }
      return [a, turns];
    },
    calls: [[10n ** 60n], [10n ** 80n]],
  },
  "a generator modulo 2^31": {
    plain: (n: number, x: number) => {
      for (let i = 0; i < n; i++) x = (x * 1103 + 12345) & 0x7fffffff;
      return x;
    },
    calls: [
      [3000, 1],
      [4000, 1],
    ],
  },
  "a recurrence of order 8 modulo 2^61 - 1": big((n) => {
    let [a, b, c, d, e, f, g, h] = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
    for (let i = 0n; i < n; i++)
      [a, b, c, d, e, f, g, h] = [b, c, d, e, f, g, h, (3n * a + c + 5n * h) % 2305843009213693951n];
    return [a, h];
  }),
  "a recurrence of order 8 modulo 2^64": big((n) => {
    let [a, b, c, d, e, f, g, h] = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
    for (let i = 0n; i < n; i++)
      [a, b, c, d, e, f, g, h] = [b, c, d, e, f, g, h, BigInt.asUintN(64, 3n * a + c + 5n * h)];
    return [a, h];
  }),
  "a factorial": big((n) => {
    let f = 1n;
    for (let i = 1n; i <= n; i++) f *= i;
    return f;
  }),
  "a factorial modulo a prime": {
    plain: (n: bigint) => {
      let f = 1n;
      for (let i = 1n; i <= n; i++) f = (f * i) % 1000000007n;
      return f;
    },
    calls: [[5000n], [6000n]],
  },
  "xorshift in a typed array": {
    plain: function (n: number, s: Uint32Array): void {
      for (let i = 0; i < n; i++) {
        s[0]! ^= s[0]! << 13;
        s[0]! ^= s[0]! >>> 17;
        s[0]! ^= s[0]! << 5;
      }
    },
    calls: [
      [900, Uint32Array.of(2463534242)],
      [1300, Uint32Array.of(2463534242)],
    ],
  },
  "maxima of sums": {
    plain: (n: number) => {
      let [a, b] = [0, 3];
      for (let i = 0; i < n; i++) [a, b] = [Math.max(a + 2, b + 1), Math.max(a, b + 1)];
      return [a, b];
    },
    calls: [[600], [800]],
  },
  "bits without shifts": {
    plain: (n: number, x: number, y: number) => {
      for (let i = 0; i < n; i++) [x, y] = [(x & ~y) | (y & 77), y ^ x];
      return [x, y];
    },
    calls: [
      [500, 123, 456],
      [700, 123, 456],
    ],
  },
  "exponents modulo a prime": {
    plain: (n: bigint) => {
      let [x, y] = [3n, 5n];
      for (let i = 0n; i < n; i++) [x, y] = [(x * y) % 1000003n, (x * x * y) % 1000003n];
      return [x, y];
    },
    calls: [[500n], [731n]],
  },
  "finitely many states": {
    plain: (n: number) => {
      let x = 7;
      for (let i = 0; i < n; i++) x = (x * x + 1) % 101;
      return x;
    },
    calls: [[50000], [60000]],
  },
  "a remainder that decides": big((n) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) if (i % 3n === 0n || i % 5n === 0n) s += i;
    return s;
  }),
  "a range": {
    plain: (n: bigint) => {
      let s = 0n;
      for (const i of range(n)) s += i * i;
      return s;
    },
    calls: [[500n], [731n]],
  },
};
