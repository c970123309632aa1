/** Masks, shifts, `Math.floor`, `Math.trunc` and `Math.abs` of numbers that count: exact, or as written. */
import { describe, expect, test } from "vitest";
import { compare } from "./compare.ts";

type Loose = (...args: never[]) => unknown;

const ends = [-31, -30, -29, 0, 1, 2, 30, 500];

function accelerations(f: Loose, ...others: readonly unknown[]): number {
  const calls = ends.flatMap((n) => (others.length === 0 ? [[n]] : others.map((other) => [n, other])));
  return calls.reduce((sum, call) => sum + compare(f, () => call).accelerated, 0);
}

test("shifts see 32 bits", () => {
  const f = (n: number): unknown => {
    let [s, q] = [0, 0];
    for (let i = -30; i < n; i++) {
      s += i >> 1;
      q = (i * i) >> 2;
      s -= i | 0;
    }
    return [s, q];
  };
  expect(accelerations(f)).toBeGreaterThan(0);
  const passes = (n: number): number => {
    let s = 0;
    for (let i = 2_147_483_000; i < n; i++) s += (i >> 4) - (i | 0);
    return s;
  };
  for (const n of [2_147_483_647, 2_147_483_648, 2_147_483_649, 2_147_485_000]) compare(passes, () => [n]);
});

test("integer parts of quotients", () => {
  const f = (n: number, m: number): unknown => {
    let [s, z] = [0, 0];
    for (let i = -30; i < n; i++) {
      z = Math.floor(i / m);
      s += z;
    }
    return [s, z];
  };
  expect(accelerations(f, 1, 2, 7, 0, -2, 1.5)).toBeGreaterThan(0);
  const g = (n: number, m: number): unknown => {
    let [s, z] = [0, 0];
    for (let i = -30; i < n; i++) {
      z = Math.trunc((i + 30) / m);
      s += z;
    }
    return [s, z];
  };
  expect(accelerations(g, 2, 7, 0, -2, 1.5)).toBeGreaterThan(0);
});

test("integer parts of negative quotients are rounded towards 0", () => {
  const f = (n: number, m: number): unknown => {
    let [s, z] = [0, 0];
    for (let i = -30; i < n; i++) {
      z = Math.trunc(i / m);
      s += z;
    }
    return [s, z];
  };
  accelerations(f, 1, 2, 7, 0, -2, 1.5);
});

test("extrema with what is no integer", () => {
  const invariants = [3, -5, 1000, NaN, -0, 1.5, Infinity, -Infinity, undefined, null, "4", true];
  const numbers: readonly Loose[] = [
    (n: number, m: number) => {
      let s = 0;
      for (let i = -30; i < n; i++) s += Math.max(i, m);
      return s;
    },
    (n: number, m: number) => {
      let s = 0;
      for (let i = -30; i < n; i++) s += Math.max(m, i);
      return s;
    },
    (n: number, m: number) => {
      let s = 0;
      for (let i = -30; i < n; i++) s += Math.min(m, i, 20);
      return s;
    },
    (n: number, m: number) => {
      let s = 1;
      for (let i = -30; i < n; i++) s = 2 + Math.min(i, m) * 3;
      return s;
    },
    // What the last turn does not make NaN again.
    (n: number, m: number) => {
      let [s, t] = [0, 0];
      for (let i = -30; i < n; i++) {
        if (Math.max(m, i) > 3) s++;
        if (Math.min(i, m) < 9) t++;
      }
      return [s, t];
    },
  ];
  for (const f of numbers) expect(accelerations(f, ...invariants)).toBeGreaterThan(0);
});

test("absolute values", () => {
  const f = (n: number, m: number): unknown => {
    let s = 0;
    for (let i = -30; i < n; i++) s += Math.abs(i - m);
    return s;
  };
  expect(accelerations(f, 1, 7, 0, -2, -0, 1.5)).toBeGreaterThan(0);
  const zeros = (n: number): unknown => {
    let [z, s, t] = [-0, 0, 0];
    for (let i = 0; i < n; i++) {
      s = Math.abs(z);
      z *= -1;
      t = z | 0;
      s -= Math.floor(z / 2);
    }
    return [z, s, t];
  };
  accelerations(zeros);
});

test("bits of products that round", () => {
  const f = (n: number): unknown => {
    let [s, odd] = [0, 0];
    for (let i = 1; i < n; i += 2) {
      s += (i * i * i) & 7;
      if (((i * i * i) & 1) === 1) odd++;
    }
    return [s, odd];
  };
  for (const n of [1000, 200_000, 208_063, 208_065, 208_067, 300_000]) compare(f, () => [n]);
});

describe("masks that are no power of 2 less 1", () => {
  const literal: readonly Loose[] = [
    (n: number, x: number) => {
      for (let i = -30; i < n; i++) x = (x * 5 + 3) & 0x12345;
      return x;
    },
    (n: number, x: number) => {
      for (let i = -30; i < n; i++) x = 4101 & (x * 5 + i);
      return x;
    },
    (n: number, x: number) => {
      let y = BigInt(x);
      for (let i = -30; i < n; i++) y = (y * 5n + 3n) & 0x123456789abcdn;
      return y;
    },
    (n: number, x: number) => {
      let [y, s] = [BigInt(x), 0n];
      for (let i = -30; i < n; i++) {
        y = 0x10001n & (y * 7n + 1n);
        s += y;
      }
      return [y, s];
    },
  ];
  test.each(literal)("%#", (f) => {
    accelerations(f, 0, 1, -7, 65_537);
  });

  test.each([
    0x12345,
    4101,
    4095,
    4096,
    65_537,
    0,
    -1,
    -4096,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 53,
    0.5,
  ])("%d", (mask) => {
    accelerations((n: number, m: number) => {
      let x = 5;
      for (let i = -30; i < n; i++) x = (x * 5 + 3) & m;
      return x;
    }, mask);
    if (!Number.isSafeInteger(mask)) return;
    accelerations((n: number, m: bigint) => {
      let x = 5n;
      for (let i = -30; i < n; i++) x = (x * 5n + 3n) & m;
      return x;
    }, BigInt(mask));
  });
});
