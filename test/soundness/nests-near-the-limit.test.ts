/** Numbers of inner loops that start from invariants near ±2^53, or from what is no whole number and cancels in the turn. */
import { expect, test } from "vitest";
import { compare } from "./compare.ts";

type Loop = (...args: never[]) => unknown;

const MOST = Number.MAX_SAFE_INTEGER;

const loops: readonly Loop[] = [
  (n: number, q: number) => {
    let [b, c] = [0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      b = q;
      for (let i = 0; i < n; i++) b -= 1;
    }
    return [b, c];
  },
  (n: number, q: number) => {
    let [b, c] = [0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      b = -q;
      for (let i = 0; i < n; i++) b += 3;
    }
    return [b, c];
  },
  (n: number, q: number) => {
    let [b, c] = [0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      b = -1 * q;
      for (let i = 0; i < n; i++) b = 64 + b - b;
    }
    return [b, c];
  },
  (n: number, q: number) => {
    let [b, c] = [0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      b = q;
      for (let i = 0; i < n; i++) b = 64 - b + b;
    }
    return [b, c];
  },
  (n: number, q: number) => {
    let [a, b, c] = [0, 0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      [a, b] = [q, 0];
      for (let i = 0; i < n; i++) {
        b += a - q;
        a -= i;
      }
    }
    return [a, b, c];
  },
  (n: number, q: number) => {
    let [a, b, c] = [0, 0, 0];
    for (let r = 0; r < 5; r++) {
      c = b;
      for (let i = 0; i < n; i++) b = b + q - q + 1;
      a += b;
    }
    return [a, b, c];
  },
  (n: number, q: number) => {
    let [a, b] = [q, 0];
    for (let r = 0; r < 5; r++) {
      for (let i = 0; i < n; i++) b = b + a - a + 1;
      a = a * 0.5;
    }
    return b;
  },
  (n: number, q: number) => {
    let s = 0;
    for (let r = 0; r < 5; r++) {
      let t = q;
      for (let i = 0; i < n; i++) t -= 1;
      s += t - q;
    }
    return s;
  },
  (n: number, q: number) => {
    let s = 0;
    for (let r = 0; r < 5; r++) {
      let t = -q;
      for (let i = 0; i < n; i++) t += r + 1;
      s += t + q;
    }
    return s;
  },
];

test.each(loops)("%#", (loop) => {
  let accelerated = 0;
  for (const q of [
    5,
    -5,
    MOST,
    -MOST,
    MOST - 9,
    9 - MOST,
    0.5,
    -0.5,
    0.1,
    Infinity,
    -Infinity,
    NaN,
    -0,
    2 ** 60,
  ])
    for (const n of [0, 1, 10, 30]) accelerated += compare(loop, () => [n, q]).accelerated;
  expect(accelerated).toBeGreaterThan(0);
});
