/**
 * What the first turn does not show: results for nobody that throw in a later turn, and signs of zero that the last turn, which
 * runs as written, would make right again.
 */
import { describe, expect, test } from "vitest";
import { compare } from "./compare.ts";

type Loop = (...args: never[]) => unknown;

const huge = 1n << 40n;

describe("a result for nobody that throws in a later turn", () => {
  const loops: Readonly<Record<string, Loop>> = {
    "a power of what was 1": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          void (x ** k);
          x += 1n;
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "a shift of what was 0": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          void (x << k);
          x += 1n;
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "a shift to the right by what is negative": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          void (x >> -k);
          x += 1n;
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "a width that is none": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          BigInt.asUintN(Number(k), x);
          x += 1n;
          BigInt.asIntN(Number(-k), x);
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "a width that only negative values do not fit": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          BigInt.asUintN(Number(k), x);
          x -= 1n;
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "the same, of what is read once more": (n: bigint, x: bigint, k: bigint) => {
      let [s, t] = [0n, 0n];
      try {
        for (let i = 0n; i < n; i++) {
          t = s;
          s = BigInt.asUintN(Number(k), x);
          x -= 1n;
        }
      } catch (error) {
        return [x, s, t, (error as Error).name];
      }
      return [x, s & 15n, t & 15n];
    },
    "literal widths": (n: bigint, x: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          BigInt.asUintN(1.5, x);
          x += BigInt.asIntN(NaN, x);
          s += 3n;
          BigInt.asIntN(-1, x);
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
    "a quotient by what becomes 0": (n: bigint, x: bigint, k: bigint) => {
      let s = 0n;
      try {
        for (let i = 0n; i < n; i++) {
          void (k / x);
          void (k % (x + 1n));
          x += 1n;
          s += 3n;
        }
      } catch (error) {
        return [x, s, (error as Error).name];
      }
      return [x, s];
    },
  };
  test.each(Object.entries(loops))("%s", (_, loop) => {
    for (const x of [0n, 1n, -1n, -2n, -70n, 7n])
      for (const k of [0n, 1n, 2n, -1n, 65n, huge])
        for (const n of [0n, 1n, 3n, 100n]) compare(loop, () => [n, x, k]);
  });
});

describe("-0 among extrema", () => {
  const loops: Readonly<Record<string, Loop>> = {
    max: (n: number, x: number, y: number) => {
      let [m, before] = [1, 1];
      for (let i = 0; i < n; i++) {
        before = m;
        m = Math.max(x, y);
      }
      return [m, before];
    },
    "max of what changes": (n: number, x: number, y: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.max(x, y);
        x += i - i;
        y = -y;
      }
      return [m, before, older, x, y];
    },
    "min of what changes": (n: number, x: number, y: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.min(x, y, 3);
        y = -y;
        x *= 1;
      }
      return [m, before, older, x, y];
    },
    "a counter and a constant": (n: number, x: number, y: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = x; i < n; i++) {
        older = before;
        before = m;
        m = Math.min(i * y, 0) + Math.max(i, y);
      }
      return [m, before, older];
    },
    "absolute values and remainders": (n: number, x: number, y: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.abs(x) * ((i * y) % 3);
        x = -x;
      }
      return [m, before, older, x];
    },
  };
  test.each(Object.entries(loops))("%s", (_, loop) => {
    for (const x of [0, -0, 1, -4])
      for (const y of [0, -0, 2, -3]) for (const n of [1, 2, 3, 4, 50]) compare(loop, () => [n, x, y]);
  });

  test.each<Loop>([
    (n: number, x: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.min(i - x, -(i - x));
      }
      return [m, before, older];
    },
    (n: number, x: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.max(-(i - x), i - x);
      }
      return [m, before, older];
    },
    (n: number, x: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.min(i * i - x * x, -(i * i - x * x));
      }
      return [m, before, older];
    },
    (n: number, x: number) => {
      let [m, before, older] = [1, 1, 1];
      for (let i = 0; i < n; i++) {
        older = before;
        before = m;
        m = Math.max(-(i * i - x * x), i * i - x * x);
      }
      return [m, before, older];
    },
  ])("where two zeros meet, %#", (loop) => {
    let accelerated = 0;
    for (const n of [25, 29, 30, 31, 32, 33, 34, 35, 60])
      for (const x of [30, 31]) accelerated += compare(loop, () => [n, x]).accelerated;
    // Where maxima of sums are read, the zero's sign is known for all other turns; of squares it is not looked for.
    if (!loop.toString().includes("i * i")) expect(accelerated).toBeGreaterThan(0);
  });
});

describe("a comparison with what is no number", () => {
  const others = [7, "7", "x", "", null, undefined, true, false, 7n, NaN, 1.5, [7], { valueOf: () => 7 }];
  test.each<Loop>([
    (n: number, k: never) => {
      let [c, d] = [0, 0];
      for (let i = -3; i < n; i++) {
        if (i < k) c++;
        if (k <= i) d += i;
      }
      return [c, d];
    },
    (n: number, k: never) => {
      let [c, x] = [0, 0n];
      for (let i = 0; i < n; i++) {
        x += 2n;
        if (x > k) c++;
      }
      return [c, x];
    },
    (n: number, k: never) => {
      let [c, x] = [0, 0];
      for (let i = 0; i < n; i++) {
        x = x < k ? x + 2 : x + 1;
        c += x == k ? 1 : 0;
      }
      return [c, x];
    },
    (n: never, k: number) => {
      let s = 0;
      for (let i = 0; i < n && i < 40; i++) s += k;
      return s;
    },
  ])("%#", (loop) => {
    let accelerated = 0;
    for (const k of others)
      for (const n of [5, 30]) {
        accelerated += compare(loop, () => [n, k]).accelerated;
        compare(loop, () => [k, n]);
      }
    expect(accelerated).toBeGreaterThan(0);
  });
});
