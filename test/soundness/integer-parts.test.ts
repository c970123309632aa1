/** Masks, shifts, `Math.floor`, `Math.trunc` and `Math.abs` of numbers that count: exact, or as written. */
import { expect, test } from "vitest";
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
