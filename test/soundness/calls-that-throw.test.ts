/**
 * Calls of which nobody needs the value, but which throw for a BigInt, or for a number, at once or after some turns: what the
 * variables hold when it is caught is what the turns before have made of them.
 */
import { expect, test } from "vitest";
import { cpmoptimize } from "cpmoptimize";

type Loop = (n: bigint, x: bigint, width: number) => unknown;

const loops: Readonly<Record<string, Loop>> = {
  "Math.abs": (n, x) => {
    let i = 0n;
    try {
      for (; i < n; i++) {
        x += 3n;
        Math.abs(x as unknown as number);
      }
    } catch (error) {
      return [i, x, String(error)];
    }
    return [i, x];
  },
  "Math.max": (n, x) => {
    let [i, t] = [0n, 0];
    try {
      for (; i < n; i++) {
        x += 3n;
        t = Math.max(x as unknown as number, 1);
      }
    } catch (error) {
      return [i, x, t, String(error)];
    }
    return [i, x, t];
  },
  "Math.imul": (n, x) => {
    let i = 0n;
    try {
      for (; i < n; i++) {
        x += 3n;
        Math.imul(3, x as unknown as number);
      }
    } catch (error) {
      return [i, x, String(error)];
    }
    return [i, x];
  },
  "BigInt.asUintN with a width that is none": (n, x, width) => {
    let i = 0n;
    try {
      for (; i < n; i++) {
        x += 3n;
        BigInt.asUintN(width, x);
      }
    } catch (error) {
      return [i, x, String(error)];
    }
    return [i, x];
  },
  "BigInt.asIntN with a width that comes to be none": (n, x, width) => {
    let i = 0n;
    try {
      for (; i < n; i++) {
        x += 3n;
        width -= 1;
        BigInt.asIntN(width, x);
      }
    } catch (error) {
      return [i, x, width, String(error)];
    }
    return [i, x, width];
  },
  "BigInt.asUintN of a number": (n, x) => {
    let s = 0;
    try {
      for (let i = 0n; i < n; i++) {
        x += 3n;
        s += 2;
        BigInt.asUintN(8, s as unknown as bigint);
      }
    } catch (error) {
      return [s, x, String(error)];
    }
    return [s, x];
  },
};

test.each(Object.entries(loops))("%s", (_, loop) => {
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const n of [0n, 1n, 2n, 500n])
    for (const width of [-1, 8, 40, 0.5, NaN, 2 ** 53])
      expect(fast(n, 5n, width), `${n}, ${width}`).toStrictEqual(loop(n, 5n, width));
});
